"""What every store promises about lanes: the most urgent goes first, at the lane's pace, and not while it is held."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.outbox import State, Urgency
from bot.ports.store import Pace
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.contracts.outbox import POSTS, SECOND, claim, deliver, settle
from tests.fakes import SilentAlarm


@pytest.fixture
async def case(store: Storage, alarm: SilentAlarm) -> AsyncIterator[Case]:
    case = await opened(store)
    alarm.rings.clear()
    yield case


async def test_a_delivery_rings_its_lane_and_is_claimed_as_it_was_given(
    store: Storage, case: Case, alarm: SilentAlarm
) -> None:
    given = outbox.card(case, NOON)
    await deliver(store, given)
    assert alarm.rung() == {POSTS: None}
    taken = await claim(store, POSTS)
    assert taken
    assert taken.key and taken.id
    assert taken == replace(given, id=taken.id, key=taken.key, state=State.SENDING, attempts=1, called_at=NOON)
    assert await claim(store, POSTS) is None


async def test_a_delivery_for_later_rings_then_and_waits_till_then(
    store: Storage, case: Case, alarm: SilentAlarm
) -> None:
    await deliver(store, replace(outbox.card(case, NOON), due_at=NOON + 10 * SECOND))
    assert alarm.rung() == {POSTS: NOON + 10 * SECOND}
    assert await store.next_due(POSTS) == NOON + 10 * SECOND
    assert await claim(store, POSTS, after=9) is None
    assert await claim(store, POSTS, after=10)


async def test_the_most_urgent_goes_first_then_the_one_due_first(store: Storage) -> None:
    cases = [await opened(store, person=str(n)) for n in range(4)]
    cards = [outbox.card(case, NOON) for case in cases]
    await deliver(store, cards[0], replace(cards[1], urgency=Urgency.LOW), replace(cards[2], urgency=Urgency.URGENT))
    await deliver(store, replace(cards[3], due_at=NOON - SECOND))
    taken = [await claim(store, POSTS) for _ in range(4)]
    assert [delivery.case for delivery in taken if delivery] == [cases[n].id for n in (2, 3, 0, 1)]


async def test_a_lane_keeps_its_pace_after_a_small_burst(store: Storage) -> None:
    for n in range(6):
        await deliver(store, outbox.card(await opened(store, person=str(n)), NOON))
    pace = Pace(interval=1, burst=3)
    burst = [await claim(store, POSTS, pace) for _ in range(4)]
    assert [delivery is not None for delivery in burst] == [True, True, True, False]
    assert await store.next_due(POSTS) == NOON + SECOND
    assert await claim(store, POSTS, pace, after=0.9) is None
    assert await claim(store, POSTS, pace, after=1)
    assert await claim(store, POSTS, pace, after=1.5) is None
    assert await claim(store, POSTS, pace, after=2)


async def test_a_held_lane_sends_nothing_and_a_shorter_hold_does_not_free_it(
    store: Storage, case: Case, alarm: SilentAlarm
) -> None:
    await deliver(store, outbox.card(case, NOON))
    async with store.change() as change:
        await change.hold_lane(POSTS, NOON + 30 * SECOND)
        await change.hold_lane(POSTS, NOON + 5 * SECOND)
    assert POSTS in alarm.rung()
    assert await claim(store, POSTS, after=29) is None
    assert await store.next_due(POSTS) == NOON + 30 * SECOND
    assert await claim(store, POSTS, after=30)


async def test_a_lane_can_be_held_before_anything_was_put_into_it(store: Storage, case: Case) -> None:
    async with store.change() as change:
        await change.hold_lane(POSTS, NOON + SECOND)
    assert await store.next_due(POSTS) is None
    await deliver(store, outbox.card(case, NOON))
    assert await claim(store, POSTS) is None


async def test_what_goes_again_goes_at_its_time(store: Storage, case: Case, alarm: SilentAlarm) -> None:
    await deliver(store, outbox.card(case, NOON))
    first = await claim(store, POSTS)
    alarm.rings.clear()
    await settle(store, first, State.READY, due_at=NOON + 30 * SECOND, problem="Slack asks us to wait.")
    assert alarm.rung() == {POSTS: NOON + 30 * SECOND}
    assert await claim(store, POSTS, after=29) is None
    again = await claim(store, POSTS, after=30)
    assert first and again and (again.id, again.key, again.attempts) == (first.id, first.key, 2)
    (backlog,) = (await store.overview(NOON)).lanes
    assert backlog.problem == "Slack asks us to wait."
    await settle(store, again, State.SENT)
    assert (await store.overview(NOON)).lanes == ()


async def test_all_alarms_can_be_rung_again_after_a_start(store: Storage, case: Case) -> None:
    await deliver(store, outbox.card(case, NOON))
    async with store.change() as change:
        await change.set_timer(case, "late", NOON + SECOND)
    assert dict(await store.alarms()) == {POSTS: NOON, "timers": NOON + SECOND}
