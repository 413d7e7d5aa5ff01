"""What every store promises about the books, and about what the account has said lately."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from bot.cases import outbox
from bot.cases.case import ReplyState
from bot.cases.likeness import NEWEST
from bot.cases.outbox import State
from bot.cases.spend import Level, Spend
from bot.ports.network import OWN_POSTS, Mark
from bot.ports.store import Pace
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import ACCOUNT, MINUTE, opened

NOVEMBER = date(2026, 11, 20)


def spend(dollars: float, day: date = NOVEMBER, kind: str = "post_read") -> Spend:
    return Spend(day=day, kind=kind, resources=1, dollars=dollars)


async def test_what_is_billed_adds_up_over_days_kinds_and_accounts_to_the_month(store: Storage) -> None:
    async with store.change() as change:
        await change.spend(ACCOUNT, [spend(0.005), spend(0.01, kind="user_read")])
        await change.spend(ACCOUNT, [])
    async with store.change() as change:
        await change.spend(ACCOUNT, [spend(0.005), spend(0.2, NOVEMBER.replace(day=1))])
        await change.spend("x:other", [spend(1.0), spend(64.0, NOVEMBER.replace(month=10))])
    assert await store.spent(NOON) == 1.22
    assert [await store.billed(ACCOUNT, NOVEMBER, kind) for kind in ("post_read", "user_read", "none")] == [2, 1, 0]
    assert (await store.overview(NOON)).spent == 1.22
    assert await store.spent(NOON + timedelta(days=11)) == 0


async def test_a_thousand_small_sums_add_up_exactly(store: Storage) -> None:
    async with store.change() as change:
        for _ in range(1000):
            await change.spend(ACCOUNT, [spend(0.001)])
    assert await store.spent(NOON) == 1.0


async def test_changes_at_the_same_time_lose_no_spending(store: Storage) -> None:
    async def one() -> None:
        async with store.change() as change:
            await change.spend(ACCOUNT, [spend(0.01)])

    await asyncio.gather(*(one() for _ in range(8)))
    assert await store.spent(NOON) == 0.08


async def test_a_month_is_warned_of_once_on_each_level(store: Storage) -> None:
    month = NOVEMBER.replace(day=1)
    async with store.change() as change:
        assert await change.warn_once(month, Level.NEARLY)
    async with store.change() as change:
        assert not await change.warn_once(month, Level.NEARLY)
        assert await change.warn_once(month, Level.USED_UP)
        assert await change.warn_once(month.replace(month=12), Level.NEARLY)


async def test_what_the_account_has_said_comes_newest_first_with_whom_it_said_it_to(store: Storage) -> None:
    case, other = await opened(store), await opened(store, person="901")
    states = [ReplyState.POSTED, ReplyState.UNDONE, ReplyState.FAILED, ReplyState.WAITING, ReplyState.SENT_BACK]
    async with store.change() as change:
        for number, state in enumerate(states):
            await change.add_reply(
                case, samples.reply(id=0, text=str(number), state=state, decided_at=NOON + number * MINUTE)
            )
        await change.add_reply(other, samples.reply(id=0, text="old", decided_at=NOON - MINUTE))
        said = await change.said(ACCOUNT, NOON - MINUTE)
        assert [each.text for each in said] == ["3", "0"]
        newest = said[0]
        assert (newest.number, newest.customer, newest.handle, newest.name) == (1, "900", "vera900", "Vera")
        assert await change.said("x:other", NOON - MINUTE) == []


async def test_no_more_than_two_hundred_answers_are_loaded(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        for number in range(NEWEST + 5):
            await change.add_reply(case, samples.reply(id=0, text=str(number), decided_at=NOON + number * MINUTE))
        said = await change.said(ACCOUNT, NOON - MINUTE)
    assert len(said) == NEWEST and said[0].text == str(NEWEST + 4)


async def test_the_window_holds_what_was_posted_lately_and_what_nobody_knows_of(store: Storage) -> None:
    case = await opened(store)
    posted = samples.reply(id=0, state=ReplyState.POSTED)
    lane = outbox.publish_lane("T0ACME", ACCOUNT)
    async with store.change() as change:
        for number, age in enumerate((1, 5, 15, 30)):
            at = NOON - age * MINUTE
            await change.add_reply(case, replace(posted, posted_id=str(number), posted_at=at))
        waiting = await change.add_reply(case, samples.reply(id=0))
        await change.deliver(outbox.publish(case, waiting))
    assert await store.published(ACCOUNT, NOON, 9) == [NOON - MINUTE, NOON - 5 * MINUTE]
    assert await store.published(ACCOUNT, NOON, 1) == [NOON - MINUTE]
    assert await store.published("x:other", NOON, 9) == []
    async with store.change() as change:
        sending = await change.claim(lane, Pace(interval=0, burst=1), NOON)
        assert sending
        await change.settle(sending, State.UNSURE, NOON, due_at=NOON + MINUTE)
    assert await store.published(ACCOUNT, NOON, 1) == [NOON, NOON - MINUTE]


async def test_an_answer_of_ours_was_read_when_a_look_at_our_own_posts_has_reached_it(store: Storage) -> None:
    case = await opened(store)
    later = NOON + timedelta(seconds=5)
    async with store.change() as change:
        await change.remember(ACCOUNT, "noise", NOON)
        for posted_id, at in {"early": NOON, "late": later}.items():
            await change.add_reply(
                case, samples.reply(id=0, state=ReplyState.POSTED, posted_id=posted_id, posted_at=at)
            )
    asked = ["noise", "early", "late", "new"]
    assert await store.read(ACCOUNT, asked) == {"noise"}
    async with store.change() as change:
        await change.move_mark(ACCOUNT, OWN_POSTS, Mark(id="early", at=NOON))
    assert await store.read(ACCOUNT, asked) == {"noise", "early"}
