"""What every store promises about storms: cards are counted, held back in the order of leaving, and let go."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import outbox
from bot.cases.case import Case, Priority, Status
from bot.cases.outbox import Urgency
from bot.cases.storms import Crowd, Storm
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.contracts.outbox import POSTS, SECOND, claim, deliver, stands
from tests.fakes import SilentAlarm

LATER = NOON + timedelta(minutes=15)
STORM = Storm(workspace="T0ACME", lane=POSTS, channel="C0MENTIONS", since=NOON, held=3, newest=7)
PRIORITIES = (Priority.NORMAL, Priority.HIGH, Priority.URGENT, Priority.LOW, Priority.NORMAL)


@pytest.fixture
async def waiting(store: Storage, alarm: SilentAlarm) -> AsyncIterator[list[Case]]:
    cases = [await opened(store, person=str(n), priority=priority) for n, priority in enumerate(PRIORITIES)]
    await deliver(store, *(outbox.card(case, NOON) for case in cases))
    alarm.rings.clear()
    yield cases


async def crowd(store: Storage, most: int = 10) -> Crowd:
    async with store.change() as change:
        return await change.crowd(POSTS, most, NOON)


async def hold(store: Storage, beyond: int = 0, after: int = 0, first: Urgency = Urgency.HIGH) -> list[int]:
    async with store.change() as change:
        return await change.hold_back(POSTS, first, Urgency.LOW, beyond=beyond, after=after, until=LATER, now=NOON)


async def leave(store: Storage) -> list[int]:
    """The cases whose cards leave, one after the other."""
    taken = []
    while delivery := await claim(store, POSTS):
        taken.append(delivery.case)
    return taken


async def test_cards_that_wait_are_counted(store: Storage, waiting: list[Case]) -> None:
    assert await crowd(store) == Crowd(storm=None, due=5, waiting=5)
    await hold(store)
    assert await crowd(store) == Crowd(storm=None, due=1, waiting=5)


async def test_a_lane_that_never_was_has_no_crowd(store: Storage) -> None:
    assert await crowd(store) == Crowd(storm=None, due=0, waiting=0)


async def test_other_messages_are_no_crowd(store: Storage, waiting: list[Case]) -> None:
    await stands(store, outbox.card_of(waiting[0]))
    await deliver(store, outbox.notice(waiting[0], "!", NOON))
    assert (await crowd(store)).due == 5


async def test_what_comes_after_the_first_ones_is_held_back_and_the_urgent_never(
    store: Storage, waiting: list[Case]
) -> None:
    assert len(await hold(store, beyond=2)) == 2
    assert await leave(store) == [waiting[n].id for n in (2, 1, 0)]
    assert await store.next_due(POSTS) == LATER


async def test_a_card_is_held_back_once(store: Storage, waiting: list[Case]) -> None:
    held = await hold(store)
    async with store.change() as change:
        assert await change.let_go(POSTS, Urgency.HIGH, Urgency.LOW, count=10, now=NOON) == 4
    assert await hold(store, after=max(held)) == []


async def test_the_most_urgent_are_let_go_first_and_ring_their_lane(
    store: Storage, waiting: list[Case], alarm: SilentAlarm
) -> None:
    await hold(store)
    async with store.change() as change:
        assert await change.let_go(POSTS, Urgency.HIGH, Urgency.LOW, count=2, now=NOON, hurried=True) == 2
    assert alarm.rung() == {POSTS: None}
    assert await leave(store) == [waiting[n].id for n in (0, 1, 2)]


async def test_what_happens_to_a_case_lets_its_card_go(store: Storage, waiting: list[Case], alarm: SilentAlarm) -> None:
    await hold(store)
    await deliver(store, outbox.redraw(waiting[4], NOON, hurried=True))
    assert alarm.rung() == {POSTS: None}
    assert await leave(store) == [waiting[n].id for n in (4, 2)]


async def test_a_redraw_for_later_does_not_hold_back_anything(store: Storage, waiting: list[Case]) -> None:
    await deliver(store, replace(outbox.redraw(waiting[1], NOON), due_at=NOON + SECOND))
    assert (await leave(store))[:2] == [waiting[2].id, waiting[1].id]


async def test_a_storm_is_kept_and_one_runs_at_a_time_in_a_lane(store: Storage, waiting: list[Case]) -> None:
    async with store.change() as change:
        begun = await change.keep_storm(STORM)
    assert begun == replace(STORM, id=begun.id) and begun.id
    assert (await crowd(store)).storm == begun
    over = replace(begun, held=9, over_at=LATER)
    async with store.change() as change:
        assert await change.storm(begun.id) == begun
        await change.keep_storm(over)
    assert (await crowd(store)).storm is None
    async with store.change() as change:
        assert await change.storm(begun.id) == over
        again = await change.keep_storm(STORM)
    assert again.id != begun.id
    assert (await crowd(store)).storm == again


async def test_a_storm_is_reported_with_the_cases_held_back(store: Storage, waiting: list[Case]) -> None:
    async with store.change() as change:
        storm = await change.keep_storm(STORM)
    await hold(store, beyond=1)
    report = await store.storm(storm.id, NOON)
    assert report
    assert (report.storm, report.held, report.in_line) == (storm, 3, 2)
    assert [case.id for case in report.worst] == [waiting[n].id for n in (0, 4, 3)]
    assert len(report.texts) == 3
    assert await store.storm(storm.id + 1, NOON) is None


async def test_the_message_of_a_storm_stands_and_is_drawn_afresh(store: Storage, waiting: list[Case]) -> None:
    async with store.change() as change:
        storm = await change.keep_storm(STORM)
        await change.deliver(outbox.storm(storm, NOON))
    taken = await claim(store, POSTS)
    assert taken and taken.subject == outbox.storm(storm, NOON).subject and taken.case == 0
    await stands(store, taken.subject, ts="7.7")
    assert await store.at("C0MENTIONS", "7.7") is None  # its thread belongs to no case
    await deliver(store, outbox.storm_redraw(storm, NOON))
    edit = await claim(store, "T0ACME/edit")
    assert edit and edit.subject == taken.subject


async def test_fresh_cases_are_those_that_nobody_has_touched_since_then(store: Storage, waiting: list[Case]) -> None:
    async with store.change() as change:
        await change.save(replace(waiting[0], status=Status.CLAIMED, owner="U0ANN"))
    fresh = await store.fresh(waiting[0].opened_at, 10)
    assert [each.case for each in fresh] == [case.id for case in waiting[1:]]
    assert fresh[0].text and fresh[0].activity == waiting[1].activity
    assert await store.fresh(LATER, 10) == [] and len(await store.fresh(NOON, 2)) == 2
