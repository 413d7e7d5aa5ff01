"""The account's pace on the network: never two at once, a budget in each window, and nothing lost by waiting."""

from datetime import timedelta

import pytest

from bot.cases.case import ReplyState
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import X
from bot.cases.spend import Spend
from bot.desk import reply
from bot.ports.outcomes import Unsure
from tests.cases.samples import NOON, author, mention
from tests.desk_room import ANN, desk_room

AT_ONCE = DeskSettings(channel="C0MENTIONS", undo_seconds=0)
WORDS = ["apples", "bread", "cheese", "dates", "eggs", "figs", "grapes", "honey", "ice", "jam"]


@pytest.fixture
async def room(tmp_path):
    x = X(handle="acmeair", posts_per_15_minutes=3, seconds_between_posts=2)
    async with desk_room(tmp_path, x=x, desk=AT_ONCE) as room:
        yield room


async def answered(room, count):
    for n in range(count):
        await room.arrives(mention(id=f"5{n}", conversation=f"5{n}", author=author(id=f"9{n}")))
        await reply.reply(room.desk, (await room.case(n + 1)).id, f"{WORDS[n]} is what I say.", ANN)


async def passes(room, seconds, step=1):
    for _ in range(seconds // step):
        room.clock.forward(step)
        await room.works(1)


async def test_two_replies_never_leave_within_two_seconds(room):
    await answered(room, 3)
    await room.works()
    assert len(room.network.published) == 1
    await passes(room, 1)
    assert len(room.network.published) == 1
    await passes(room, 1)
    assert len(room.network.published) == 2


async def test_a_full_window_lets_the_next_reply_wait_with_a_sentence_and_then_sends_it(room):
    await answered(room, 4)
    await room.works()
    await passes(room, 60)
    assert len(room.network.published) == 3
    waiting = (await room.case(4)).replies[0]
    assert waiting.state is ReplyState.WAITING
    lanes = {lane.lane: lane for lane in (await room.store.overview(room.clock.now())).lanes}
    assert lanes["T0ACME/publish/x:acmeair"].problem == ""  # it waits for its turn, which is no trouble
    assert "3 posts within 15 minutes" in waiting.problem and "It goes out at about 12:15 UTC." in waiting.problem
    await passes(room, 13 * 60, 10)
    assert len(room.network.published) == 3
    await passes(room, 90, 10)
    assert len(room.network.published) == 4
    sent = (await room.case(4)).replies[0]
    assert (sent.state, sent.problem) == (ReplyState.POSTED, "")


async def test_no_fifteen_minutes_see_more_than_the_budget_and_none_is_lost(room):
    await answered(room, 10)
    times = []
    for _ in range(70 * 6):
        before = len(room.network.published)
        await room.works(1)
        times += [room.clock.now()] * (len(room.network.published) - before)
        room.clock.forward(10)
    assert len(times) == 10
    for start in times:
        assert sum(start <= at < start + timedelta(minutes=15) for at in times) <= 3


async def test_what_people_post_by_hand_fills_the_window_too(room):
    await answered(room, 1)
    by_hand = [mention(id=f"8{n}", text=f"by hand {n}", by_us=True, reply_to="50") for n in range(3)]
    await room.arrives(*by_hand)
    await room.works()
    assert room.network.published == []


async def test_a_reply_of_which_nobody_knows_counts_as_posted(room):
    room.network.troubles.add(Unsure("cut"))
    room.network.hides = 99
    await answered(room, 4)
    await room.works(1)
    await passes(room, 10, 2)
    assert len(room.network.published) == 2  # and the one that nobody knows of


async def test_what_a_reply_cost_is_kept_with_its_receipt(room):
    await answered(room, 1)
    room.network.bill.add(Spend(day=NOON.date(), kind="summoned_reply", resources=1, dollars=0.01))
    await room.works()
    assert await room.store.spent(NOON) == 0.01
    assert not room.network.bill
