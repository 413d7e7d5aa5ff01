"""What every store promises about deliveries: folded, held back, looked for, and never lost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.outbox import Does, State, Urgency, card_of
from bot.ports.alarm import SETTLE
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import note, opened
from tests.contracts.outbox import EDITS, FREE, POSTS, SECOND, claim, deliver, settle, stands
from tests.fakes import FrozenClock, SilentAlarm


@pytest.fixture
async def case(store: Storage, alarm: SilentAlarm) -> AsyncIterator[Case]:
    case = await opened(store)
    alarm.rings.clear()
    yield case


async def test_what_goes_into_a_thread_waits_until_the_thread_stands(
    store: Storage, case: Case, alarm: SilentAlarm
) -> None:
    follow_up = outbox.follow_up(case, case.posts[0], NOON)
    await deliver(store, outbox.card(case, NOON), follow_up)
    card = await claim(store, POSTS)
    assert await claim(store, POSTS) is None
    assert await store.next_due(POSTS) is None
    alarm.rings.clear()
    await settle(store, card, State.SENT)
    await stands(store, card_of(case))
    assert alarm.rung() == {POSTS: None}
    freed = await claim(store, POSTS)
    assert freed and freed.subject == follow_up.subject


async def test_redraws_fold_into_one_that_waits_and_raise_its_urgency(store: Storage, case: Case) -> None:
    await stands(store, card_of(case))
    redraw = outbox.redraw(case, NOON)
    await deliver(store, redraw, redraw, replace(redraw, urgency=Urgency.URGENT), redraw)
    taken = await claim(store, EDITS)
    assert taken and taken.urgency is Urgency.URGENT
    assert await claim(store, EDITS) is None


async def test_a_redraw_folds_into_the_card_that_was_not_sent_yet(store: Storage, case: Case) -> None:
    await deliver(store, outbox.card(case, NOON), outbox.redraw(case, NOON))
    card = await claim(store, POSTS)
    await settle(store, card, State.SENT)
    await stands(store, card_of(case))
    assert await claim(store, EDITS) is None


async def test_a_redraw_during_the_sending_of_a_card_follows_it(store: Storage, case: Case) -> None:
    await deliver(store, outbox.card(case, NOON))
    card = await claim(store, POSTS)
    await deliver(store, outbox.redraw(case, NOON), outbox.redraw(case, NOON))
    assert await claim(store, EDITS) is None
    await settle(store, card, State.SENT)
    await stands(store, card_of(case))
    assert await claim(store, EDITS)
    assert await claim(store, EDITS) is None


async def test_a_redraw_during_a_redraw_is_not_swallowed(store: Storage, case: Case) -> None:
    await stands(store, card_of(case))
    await deliver(store, outbox.redraw(case, NOON))
    assert await claim(store, EDITS)
    await deliver(store, outbox.redraw(case, NOON))
    assert await claim(store, EDITS)


async def test_what_never_stood_is_not_drawn_afresh(store: Storage, case: Case) -> None:
    async with store.change() as change:
        written = await change.add_note(note(case))
        handoff = await change.add_handoff(case, samples.handoff(id=0))
        assert written
        asked = replace(case, handoffs=(handoff,))
        await change.deliver(*outbox.mirrored(asked, written, NOON, edit=True))
    await stands(store, outbox.handoff_card_of(handoff))
    assert await claim(store, EDITS) is None


async def test_the_same_note_in_two_threads_waits_for_each_of_them(store: Storage, case: Case) -> None:
    async with store.change() as change:
        written = await change.add_note(note(case))
        assert written
        teams = [await change.add_handoff(case, samples.handoff(id=0, team=team)) for team in ("a", "b")]
        asked = replace(case, handoffs=tuple(teams))
        await change.deliver(*(outbox.handoff_card(case, team, NOON) for team in teams))
        await change.deliver(*outbox.mirrored(asked, written, NOON))
    lane = outbox.post_lane("T0ACME", teams[0].channel)
    first, second = await claim(store, lane), await claim(store, lane)
    assert await claim(store, lane) is None
    await settle(store, second, State.SENT)
    await stands(store, outbox.handoff_card_of(teams[1]))
    freed = await claim(store, lane)
    assert freed and freed.root == outbox.handoff_card_of(teams[1])
    assert first and await claim(store, lane) is None


async def test_notices_never_fold(store: Storage, case: Case) -> None:
    await stands(store, card_of(case))
    await deliver(store, outbox.notice(case, "one", NOON), outbox.notice(case, "two", NOON))
    taken = [await claim(store, POSTS) for _ in range(2)]
    assert sorted(delivery.words for delivery in taken if delivery) == ["one", "two"]


@pytest.mark.parametrize("end", [State.FAILED, State.CANCELLED])
async def test_what_waits_for_a_message_that_failed_is_cancelled(store: Storage, case: Case, end: State) -> None:
    follow_up = outbox.follow_up(case, case.posts[0], NOON)
    await deliver(store, outbox.card(case, NOON), follow_up)
    card = await claim(store, POSTS)
    await deliver(store, outbox.redraw(case, NOON))
    await settle(store, card, end, problem="no")
    await stands(store, card_of(case))
    assert await claim(store, POSTS) is None
    assert await claim(store, EDITS) is None


async def test_only_what_still_waits_can_be_cancelled(store: Storage, case: Case) -> None:
    async with store.change() as change:
        reply = await change.add_reply(case, samples.reply(id=0))
        publish = outbox.publish(case, reply)
        await change.deliver(publish)
    async with store.change() as change:
        assert not await change.cancel(publish.subject, "T0ACME/publish/other")
        assert await change.cancel(publish.subject, publish.lane)
        assert not await change.cancel(publish.subject, publish.lane)
        await change.deliver(publish)
        assert await change.claim(publish.lane, FREE, NOON)
        assert not await change.cancel(publish.subject, publish.lane)


async def test_an_unsure_delivery_is_looked_for_at_its_time_and_keeps_when_its_call_ended(
    store: Storage, case: Case, alarm: SilentAlarm
) -> None:
    await deliver(store, outbox.card(case, NOON))
    card = await claim(store, POSTS)
    alarm.rings.clear()
    await settle(store, card, State.UNSURE, due_at=NOON + 2 * SECOND, problem="timed out")
    assert alarm.rung() == {SETTLE: NOON + 2 * SECOND}
    assert await store.next_look() == NOON + 2 * SECOND
    async with store.change() as change:
        assert await change.unsure(NOON, 10) == []
        (unsure,) = await change.unsure(NOON + 2 * SECOND, 10)
        assert (unsure.state, unsure.ended_at, unsure.problem) == (State.UNSURE, NOON, "timed out")
        await change.settle(unsure, State.UNSURE, NOON + 3 * SECOND, due_at=NOON + 20 * SECOND, looks=1)
        (again,) = await change.unsure(NOON + 20 * SECOND, 10)
        assert (again.looks, again.ended_at) == (1, NOON)
        await change.settle(again, State.UNSURE, NOON, looks=2)
        assert await change.unsure(NOON + timedelta(days=9), 10) == []  # it waits for a person
    assert await store.next_look() is None
    assert (await store.overview(NOON)).unsure == 1


async def test_an_open_end_is_found_by_what_it_is_about(store: Storage, case: Case, alarm: SilentAlarm) -> None:
    async with store.change() as change:
        reply = await change.add_reply(case, samples.reply(id=0, asked=True))
        publishing = outbox.publish(case, reply)
        await change.deliver(publishing)
    subject, lane = publishing.subject, publishing.lane
    async with store.change() as change:
        assert await change.open_end(subject, lane) is None
    await settle(store, await claim(store, lane), State.UNSURE)
    alarm.rings.clear()
    async with store.change() as change:
        waiting = await change.open_end(subject, lane)
        assert waiting and (waiting.state, waiting.attempts) == (State.UNSURE, 1)
        assert await change.open_end(subject, POSTS) is None
        await change.settle(waiting, State.UNSURE, NOON, due_at=NOON + SECOND)
    assert alarm.rung() == {SETTLE: NOON + SECOND}
    async with store.change() as change:
        assert await change.open_end(subject, lane)
        await change.settle(waiting, State.SENT, NOON)
        assert await change.open_end(subject, lane) is None
        assert (await change.case(case.id)).replies[0].asked


async def test_a_late_result_cannot_undo_what_was_found_out(store: Storage, case: Case) -> None:
    await deliver(store, outbox.card(case, NOON))
    card = await claim(store, POSTS)
    await settle(store, card, State.UNSURE, due_at=NOON)
    await settle(store, card, State.READY)
    assert await claim(store, POSTS)
    await settle(store, card, State.READY)  # the second of two who looked
    assert await claim(store, POSTS) is None


async def test_what_a_lost_process_was_sending_becomes_unsure_and_edits_go_again(
    store: Storage, case: Case, clock: FrozenClock, alarm: SilentAlarm
) -> None:
    other = await opened(store, person="901")
    await stands(store, card_of(other))
    await deliver(store, outbox.card(case, NOON), outbox.redraw(other, NOON))
    assert await claim(store, POSTS) and await claim(store, EDITS)
    assert await store.next_look() == NOON + 30 * SECOND  # a lease that nobody gives back ends then
    async with store.change() as change:
        assert await change.abandon(NOON + 29 * SECOND) == 0
        alarm.rings.clear()
        assert await change.abandon(NOON + 29 * SECOND, everyone=True) == 2
        assert await change.abandon(NOON + 31 * SECOND) == 0
        (unsure,) = await change.unsure(NOON + 29 * SECOND, 5)
        assert unsure.does is Does.POST
        edit = await change.claim(EDITS, FREE, NOON + 29 * SECOND)
        assert edit and edit.attempts == 2
    assert set(alarm.rung()) == {SETTLE, EDITS}
