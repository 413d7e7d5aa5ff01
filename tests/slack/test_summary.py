"""A summary for whoever asks: from the card of a long conversation, or by a word in any thread."""

from dataclasses import replace

import pytest

from bot.ports.assistant import NoHelp
from tests.outside import FakeAssistant
from tests.slack.room import Room

SAID = "Vera has written 1 times."


@pytest.fixture
def helped(room: Room) -> Room:
    room.office.assistant = FakeAssistant()
    return room


async def long_case(room: Room):
    case, card = await room.case()
    async with room.store.change() as change:
        await change.save(replace(case, activity=12))
    await room.anna.click(card, "Claim")
    await room.becomes(case, owner="U0ANNA")
    return card


async def test_more_offers_it_in_a_window(helped: Room):
    card = await long_case(helped)
    await helped.offers(card, "More…")
    await helped.anna.click(card, "More…")
    await helped.anna.click(await helped.anna.sees_modal("Summary"), "Summary")
    assert "by fake" in helped.world.text_of(await helped.anna.sees_modal(SAID))


async def test_a_word_in_the_thread_brings_it_to_whoever_says_it_alone(helped: Room):
    _, card = await helped.case()
    await helped.anna.say(card.channel, "@Mentiondesk summary", card.ts)
    await helped.anna.sees_ephemeral(SAID)
    assert helped.world.ephemerals("U0BEN") == [] and len(helped.world.thread(card.channel, card.ts)) == 2


@pytest.mark.parametrize("none", [NoHelp("The model is slow."), None])
async def test_without_help_it_says_so(helped: Room, none: NoHelp | None):
    _, card = await helped.case()
    helped.office.assistant = FakeAssistant(refuses=none) if none else None
    await helped.anna.say(card.channel, "@Mentiondesk summary", card.ts)
    await helped.anna.sees_ephemeral("The model is slow." if none else "There is no assistant here")
