"""A writer reads what an answer in another language says, before they send it."""

from dataclasses import replace

import pytest

from bot.cases.judgement import Judgement
from bot.ports.assistant import NoHelp
from tests.outside import JUDGED, FakeAssistant
from tests.slack.room import Room


@pytest.fixture
def helped(room: Room) -> Room:
    room.office.assistant = FakeAssistant()
    return room


async def written(room: Room, judgement: Judgement):
    """The window with an answer in its field."""
    case, card = await room.case("Wo ist mein Koffer?")
    async with room.store.change() as change:
        await change.save(replace(case, judgement=judgement))
    await room.anna.click(card, "Reply")
    await room.anna.type(await room.anna.sees_modal("Suggest"), "Reply", "Wir suchen ihn.")
    return await room.anna.sees_modal("Shorter")


async def test_what_the_answer_says_stands_below_it_and_the_answer_stays(helped: Room):
    shown = await written(helped, replace(JUDGED, language="de"))
    await helped.anna.click(shown, "Read it in English")
    said = await helped.anna.sees_modal("en: Wir suchen ihn.")
    assert "English, by fake" in helped.world.text_of(said)
    assert await helped.anna.submit(said) is None
    await helped.eventually(lambda: _published(helped))
    assert helped.x.published[0][0] == "Wir suchen ihn."


async def _published(room: Room) -> bool:
    return bool(room.x.published)


async def test_to_a_customer_who_writes_as_we_do_it_is_not_offered(helped: Room):
    assert "Read it in" not in helped.world.text_of(await written(helped, replace(JUDGED, language="en")))


async def test_without_help_the_window_says_so(helped: Room):
    shown = await written(helped, replace(JUDGED, language="de"))
    helped.office.assistant.refuses = NoHelp("The model is slow.")
    await helped.anna.click(shown, "Read it in English")
    await helped.anna.sees_modal("The model is slow. Your own words work as ever.")
