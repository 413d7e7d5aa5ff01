"""Resolving, reopening, snoozing and setting aside."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.case import Status, WaitingFor
from tests.slack.room import Room, both_wires, mention


@both_wires
async def test_resolve_and_reopen_by_button(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Resolve")
    assert (await room.now(case)).status is Status.RESOLVED
    await room.offers(card, "Reopen")
    await room.anna.click(card, "Reopen")
    assert (await room.now(case)).status is Status.NEW


async def test_not_for_us_is_counted_as_such(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Not for us")
    assert (await room.now(case)).resolution == "not for us"


async def test_what_the_customer_of_a_muted_case_writes_comes_into_its_thread_and_opens_nothing(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "More…")
    await room.anna.click(await room.anna.sees_modal("Mute"), "Mute")
    assert (await room.becomes(case, status=Status.RESOLVED)).resolution == "muted"
    await room.hears(mention("and another thing", conversation=case.conversation))
    await room.posted_in(card, "and another thing")
    muted = await room.now(case)
    assert (muted.status, muted.due, len(muted.posts)) == (Status.RESOLVED, None, 2)
    await room.offers(card, "Reopen")
    await room.anna.click(card, "Reopen")
    await room.becomes(case, status=Status.NEW, resolution="")


async def test_snooze_asks_until_when(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Snooze")
    window = await room.anna.sees_modal("Snooze #1")
    assert await room.anna.submit(window) is None
    asleep = await room.now(case)
    assert asleep.waiting_for is WaitingFor.SNOOZE
    assert timedelta(minutes=110) < asleep.snoozed_until - datetime.now(UTC) <= timedelta(hours=2)


async def test_one_press_snoozes_until_a_usual_time_or_until_the_customer_writes(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Snooze")
    await room.anna.click(await room.anna.sees_modal("Snooze #1"), "In 2 hours")
    await room.anna.close(await room.anna.sees_modal("#1 sleeps until"))
    assert (await room.now(case)).waiting_for is WaitingFor.SNOOZE
    await room.anna.click(card, "Snooze")
    await room.anna.click(await room.anna.sees_modal("Snooze #1"), "Until the customer writes")
    await room.anna.sees_modal("#1 waits for the customer")
    assert (await room.now(case)).waiting_for is WaitingFor.CUSTOMER


async def test_snoozing_into_the_past_is_refused_beside_the_field(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Snooze")
    window = await room.anna.sees_modal("Snooze #1")
    errors = await room.anna.submit(window, {"Until": int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())})
    assert "has passed already" in errors["Until"]


async def test_by_word_in_the_thread(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk snooze 2h", card.ts)
    await room.becomes(case, waiting_for=WaitingFor.SNOOZE)
    await room.anna.say(card.channel, "@Mentiondesk snooze until they write", card.ts)
    await room.becomes(case, waiting_for=WaitingFor.CUSTOMER)
    await room.anna.say(card.channel, "@Mentiondesk resolve", card.ts)
    await room.becomes(case, status=Status.RESOLVED)
    await room.anna.say(card.channel, "@Mentiondesk reopen", card.ts)
    await room.becomes(case, status=Status.NEW)
    await room.anna.say(card.channel, "@Mentiondesk mute", card.ts)
    await room.becomes(case, resolution="muted")


@pytest.mark.parametrize(
    ("said", "answer"),
    [("snooze", "Say for how long"), ("snooze forever", "Say for how long"), ("reopen", "nothing to reopen")],
)
async def test_what_makes_no_sense_is_answered_privately(room: Room, said: str, answer: str):
    _, card = await room.case()
    await room.anna.say(card.channel, f"@Mentiondesk {said}", card.ts)
    await room.anna.sees_ephemeral(answer)


async def test_a_step_that_the_state_does_not_allow_any_more_is_refused(room: Room):
    _, card = await room.case()
    old = list(card.blocks)
    await room.anna.click(card, "Resolve")
    await room.offers(card, "Reopen")
    card.blocks = old
    await room.ben.click(card, "Claim")
    await room.ben.sees_ephemeral("Case #1 is resolved")
