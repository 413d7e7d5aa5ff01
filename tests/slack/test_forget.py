"""`/desk forget @handle`."""

import pytest

from bot.cases.settings import Permissions
from tests.slack.room import Room, settings


@pytest.fixture
def desk_file():
    return settings(permissions=Permissions(admin=("U0ANNA",)))


async def test_an_admin_forgets_a_customer_after_reading_what_goes(room: Room):
    case, card = await room.case("@acmeair my name is Vera Winter")
    await room.anna.command("/desk", f"forget @{case.author.handle}")
    window = await room.anna.sees_modal("This erases 1 case, 1 post, 0 answers and 0 notes")
    answer = await room.anna.submit(window)
    assert "Erased: 1 case" in room.world.text_of(answer)
    await room.eventually(lambda: _shows(room, card, "This customer was forgotten"))
    assert "Vera Winter" not in room.world.text_of(room.world.message(card.channel, card.ts))


async def _shows(room: Room, card, words: str) -> bool:
    return words in room.world.text_of(room.world.message(card.channel, card.ts))


@pytest.mark.parametrize(
    ("said", "answer"), [("forget", "Say whom"), ("forget @nobody", "Nobody called @nobody ever had a case here")]
)
async def test_what_makes_no_sense_is_answered_with_a_sentence(room: Room, said: str, answer: str):
    await room.anna.command("/desk", said)
    await _answered(room, answer)


async def _answered(room: Room, answer: str) -> None:
    async def there() -> bool:
        view = room.anna.modal()
        said = [room.world.text_of(each) for each in room.world.ephemerals("U0ANNA")]
        return any(answer in text for text in [*said, room.world.text_of(view) if view else ""])

    await room.eventually(there)


async def test_nobody_else_may(room: Room):
    case, _ = await room.case()
    await room.ben.command("/desk", f"forget @{case.author.handle}")
    await room.ben.sees_ephemeral("You may not forget customers")
    assert room.ben.modal() is None
