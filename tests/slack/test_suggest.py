"""Drafts in the window of a reply: on request, from sources, into the field by a click, and never out by themselves."""

import asyncio

import pytest

from bot.cases.drafts import Draft
from bot.ports.assistant import NoHelp
from bot.ports.memory import Offered
from tests.outside import FakeAssistant
from tests.slack.room import Room

FIRST, SECOND, THIRD = FakeAssistant().offers


@pytest.fixture
def helped(room: Room) -> Room:
    room.office.assistant = FakeAssistant()
    return room


async def window(room: Room, card):
    await room.anna.click(card, "Reply")
    return await room.anna.sees_modal("Suggest")


def field(view) -> str:
    return next(value["value"] or "" for (_, action), value in view.values.items() if action == "reply_text")


async def test_a_draft_is_suggested_used_and_sent_only_by_a_click_on_send(helped: Room):
    case, card = await helped.case()
    await helped.anna.click(await window(helped, card), "Suggest")
    shown = await helped.anna.sees_modal("read before you send")
    assert all(words in helped.world.text_of(shown) for words in (FIRST, SECOND, THIRD))
    await helped.anna.click(shown, "Use")
    used = await helped.anna.sees_modal(f"{len(FIRST)} of 280")
    assert field(used) == FIRST and helped.x.published == []
    assert await helped.anna.submit(used) is None
    await helped.posted_in(card, "Posted on X")
    assert helped.x.published == [(FIRST, case.latest.id)]
    assert (await helped.now(case)).replies[0].share == 100


async def test_what_was_written_stays_while_drafts_come(helped: Room):
    _, card = await helped.case()
    shown = await window(helped, card)
    await helped.anna.type(shown, "Reply", "We are")
    await helped.anna.click(shown, "Suggest")
    assert field(await helped.anna.sees_modal("read before you send")) == "We are"


async def test_sources_are_named(helped: Room):
    old, _ = await helped.case("my lost bag is in Oslo")
    async with helped.store.change() as change:
        await change.learn_answer(old, 1, "my lost bag is in Oslo", "We bring it today.", old.opened_at)
    _, card = await helped.case("where is my lost bag? Oslo has it")
    await helped.anna.click(await window(helped, card), "Suggest")
    assert "from #1" in helped.world.text_of(await helped.anna.sees_modal("read before you send"))


@pytest.mark.parametrize("words", ["Shorter", "Warmer", "Translate"])
async def test_what_is_written_can_be_changed_and_the_field_is_not_touched(helped: Room, words: str):
    _, card = await helped.case()
    shown = await window(helped, card)
    await helped.anna.type(shown, "Reply", "We are looking for it, and more.")
    await helped.anna.sees_modal(words)
    await helped.anna.click(helped.anna.modal(), words)
    assert field(await helped.anna.sees_modal("read before you send")) == "We are looking for it, and more."
    assert helped.office.assistant.asked[-1][0] == f"drafts: {words.lower()}"


async def test_free_words_are_sent_with_enter(helped: Room):
    _, card = await helped.case()
    await helped.anna.click(await window(helped, card), "Suggest")
    shown = await helped.anna.sees_modal("something else")
    await helped.anna.type(shown, "Ask the assistant for something else", "ask for the flight")
    await helped.anna.press_enter(shown, "Ask the assistant for something else")
    await helped.eventually(lambda: _asked(helped, "drafts: other"))


async def _asked(room: Room, verb: str) -> bool:
    return room.office.assistant.asked[-1][0] == verb


async def test_without_help_the_window_says_so_and_works_as_ever(helped: Room):
    _, card = await helped.case()
    helped.office.assistant.refuses = NoHelp("The model is slow.")
    await helped.anna.click(await window(helped, card), "Suggest")
    shown = await helped.anna.sees_modal("The model is slow. Your own words work as ever.")
    assert await helped.anna.submit(shown, {"Reply": "We found it."}) is None
    await helped.posted_in(card, "Posted on X")


async def test_without_an_assistant_nothing_is_offered(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Reply")
    shown = await room.anna.sees_modal("Nothing yet.")
    assert "Suggest" not in room.world.text_of(shown)
    await room.anna.submit(shown, {"Reply": "We found it."})
    await room.posted_in(card, "Posted on X")
    assert (await room.now(case)).replies[0].share is None


async def test_drafts_that_were_prepared_are_there_when_the_window_opens_until_the_customer_writes(helped: Room):
    case, card = await helped.case()
    async with helped.store.change() as change:
        drafts = (Draft(text="Prepared for you."),)
        await change.offer(case, Offered(drafts=drafts, by=None, at=case.opened_at, activity=1))
    shown = await window(helped, card)
    assert "Prepared for you." in helped.world.text_of(shown)
    await helped.anna.close(shown)
    async with helped.store.change() as change:
        await change.offer(case, Offered(drafts=drafts, by=None, at=case.opened_at, activity=0))
        await change.offer(case, Offered(drafts=drafts, by="U0BEN", at=case.opened_at, activity=1))
    assert "Prepared for you." in helped.world.text_of(await window(helped, card))


async def test_one_hint_at_most_and_it_stops_nobody(helped: Room):
    _, card = await helped.case()
    helped.office.assistant.hint = "Begin with what you do for them."
    shown = await window(helped, card)
    await helped.anna.type(shown, "Reply", "As I said, that is entirely your own fault.")
    hinted = await helped.anna.sees_modal("Begin with what you do for them.")
    await helped.anna.type(hinted, "Reply", "As I said, that is entirely your own fault!")
    await helped.anna.sees_modal("43 of 280")
    await asyncio.sleep(0)
    assert [verb for verb, _ in helped.office.assistant.asked] == ["tone"]
    assert await helped.anna.submit(helped.anna.modal()) is None
    await helped.posted_in(card, "Posted on X")


async def test_the_drafts_of_a_stopped_reply_stay(helped: Room):
    _, card = await helped.case()
    await helped.anna.click(await window(helped, card), "Suggest")
    shown = await helped.anna.sees_modal("read before you send")
    await helped.ben.say(card.channel, "I have called them already", card.ts)
    await helped.settled()
    warned = await helped.anna.submit(shown, {"Reply": "We found it."})
    assert FIRST in helped.world.text_of(warned)
