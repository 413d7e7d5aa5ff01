"""What every store promises when the clock was set: nothing waits for an hour that will not come."""

from dataclasses import replace
from datetime import timedelta

from bot.cases import outbox
from bot.cases.outbox import State, card_of
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.contracts.outbox import FREE, POSTS, SECOND, claim, deliver, settle, stands
from tests.fakes import SilentAlarm

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PUBLISH = "T0ACME/publish/x:acmeair"


async def set_back(store: Storage) -> None:
    """It is noon now; what was dated before was dated by a clock that was an hour ahead."""
    async with store.change() as change:
        await change.redate(NOON, latest=NOON + 16 * MINUTE, publish=NOON + 10 * SECOND, after=NOON)


async def test_what_was_due_in_an_hour_is_due_now_and_what_may_be_taken_back_in_a_moment(
    store: Storage, alarm: SilentAlarm
) -> None:
    case = await opened(store)
    reply = replace(samples.reply(), send_at=NOON + HOUR)
    async with store.change() as change:
        kept = await change.add_reply(case, reply)
    await deliver(store, outbox.card(case, NOON + HOUR), outbox.publish(case, kept))
    assert await claim(store, POSTS) is None
    await set_back(store)
    assert await claim(store, POSTS)
    assert await store.next_due(PUBLISH) == NOON + 10 * SECOND


async def test_what_is_due_soon_keeps_its_time(store: Storage) -> None:
    case = await opened(store)
    await deliver(store, outbox.card(case, NOON + 15 * MINUTE))
    await set_back(store)
    assert await store.next_due(POSTS) == NOON + 15 * MINUTE


async def test_a_lane_does_not_stay_closed(store: Storage) -> None:
    case = await opened(store)
    await deliver(store, outbox.card(case, NOON))
    async with store.change() as change:
        await change.hold_lane(POSTS, NOON + HOUR)
    assert await claim(store, POSTS) is None
    await set_back(store)
    assert await claim(store, POSTS)


async def test_what_is_unsure_is_looked_for_now_and_its_age_begins_anew(store: Storage) -> None:
    case = await opened(store)
    await deliver(store, outbox.card(case, NOON))
    ahead = NOON + HOUR
    async with store.change() as change:
        sent = await change.claim(POSTS, FREE, ahead)
        assert sent
        await change.settle(sent, State.UNSURE, ahead, due_at=ahead + 10 * SECOND)
    assert await store.next_look() == ahead + 10 * SECOND
    await set_back(store)
    async with store.change() as change:
        [look] = await change.unsure(NOON, 10)
    assert look.ended_at == NOON


async def test_a_question_to_people_stays_with_them(store: Storage) -> None:
    case = await opened(store)
    await deliver(store, outbox.card(case, NOON))
    await settle(store, await claim(store, POSTS), State.UNSURE)
    await set_back(store)
    assert await store.next_look() is None


async def test_a_lease_ends_in_time(store: Storage) -> None:
    case = await opened(store)
    await deliver(store, outbox.card(case, NOON))
    await stands(store, card_of(case))
    async with store.change() as change:
        assert await change.claim(POSTS, FREE, NOON + HOUR)
    await set_back(store)
    async with store.change() as change:
        assert await change.abandon(NOON + MINUTE) == 1
