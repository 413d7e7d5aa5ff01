"""The month's budget: reads stop at its end, replies never, and the desk is told once on the way there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import X
from bot.cases.spend import Spend
from bot.cases.views import NoticeView
from bot.desk import reply
from bot.intake.poll import Poll
from bot.intake.purse import Purse
from tests.cases.samples import mention
from tests.desk_room import ANN, Room, desk_room

BUDGET = X(handle="acmeair", monthly_budget=10.0, seconds_between_posts=0)


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, x=BUDGET, desk=DeskSettings(channel="C0MENTIONS", undo_seconds=0)) as room:
        yield room


def poll(room: Room) -> Poll:
    purse = Purse(room.store, room.store, room.settings, room.clock, "T0ACME")
    return Poll(room.network, room.sorter, room.store, room.clock, 5, ("acme air",), purse=purse)


def bills(room: Room, dollars: float, resources: int = 1) -> None:
    room.network.bill.add(Spend(day=room.clock.now().date(), kind="owned_read", resources=resources, dollars=dollars))


def warnings(room: Room) -> list[str]:
    return [view.words for view in room.surface.shown(NoticeView)]


async def spent(room: Room) -> float:
    return await room.store.spent(room.clock.now())


async def test_what_a_read_cost_is_kept_with_what_it_brought(room):
    room.network.arriving["mentions"] = [mention()]
    bills(room, 0.001)
    await poll(room).look()
    assert await spent(room) == pytest.approx(0.001)
    assert (await room.case()).number == 1


async def test_what_is_not_kept_stays_on_the_bill(room):
    looking = poll(room)
    room.network.arriving["mentions"] = [mention(text=None)]  # a defect stops the change
    bills(room, 0.001)
    await looking._look_at("mentions", room.network.mentions)
    assert await spent(room) == 0
    room.network.arriving["mentions"] = [mention()]
    await looking.look()
    assert await spent(room) == pytest.approx(0.001)


async def test_reads_that_bring_nothing_are_written_down_at_most_once_a_minute(room):
    looking = poll(room)
    for seconds, written in ((0, 1.0), (30, 1.0), (31, 3.0)):
        room.clock.forward(seconds)
        bills(room, 1.0)
        await looking.look()
        assert await spent(room) == pytest.approx(written)


async def test_four_fifths_bring_one_message_to_the_desks_channel(room):
    bills(room, 8.0)
    for _ in range(3):
        await poll(room).look()
        await room.works()
        room.clock.forward(61)
    [warning] = warnings(room)
    assert "X this month: $8.00 of $10.00" in warning and "x.monthly_budget" in warning
    [(channel, thread, _, _)] = room.surface.posts.values()
    assert (channel, thread) == ("C0MENTIONS", None)


async def test_at_the_end_of_the_budget_no_read_is_made_and_each_look_says_why(room):
    bills(room, 10.0)
    looking = poll(room)
    await looking.look()
    asked = len(room.network.asked)
    for _ in range(3):
        await looking.look()
        await room.works()
    assert len(room.network.asked) == asked
    assert warnings(room) == []  # the message about the bot's own trouble says it
    for look in looking.looks.values():
        assert look.problem.startswith("The month's budget for X ($10.00) is used up")


async def test_replies_go_out_with_nothing_left(room):
    case = await room.opened()
    bills(room, 11.0)
    await poll(room).look()
    await reply.reply(room.desk, case.id, "We are on it.", ANN)
    await room.works()
    assert room.network.published == [("1001", "We are on it.")]


async def test_reading_goes_on_with_the_next_month(room):
    bills(room, 10.0)
    looking = poll(room)
    await looking.look()
    await looking.look()
    room.clock.forward(timedelta(days=11).total_seconds())  # the first of December
    room.network.arriving["mentions"] = [mention()]
    await looking.look()
    assert (await room.case()).number == 1
    assert not any(look.problem for look in looking.looks.values())
    assert await spent(room) == 0
    bills(room, 8.5)
    room.clock.forward(61)
    await looking.look()
    await looking.look()
    await room.works()
    [warning] = warnings(room)
    assert "$8.50 of $10.00" in warning


async def test_a_raised_budget_lets_reads_go_on(room):
    bills(room, 10.0)
    await poll(room).look()
    settings = replace(room.settings, x=replace(BUDGET, monthly_budget=20.0))
    await Purse(room.store, room.store, settings, room.clock, "T0ACME").check()


async def test_without_a_budget_nothing_is_ever_stopped(tmp_path):
    async with desk_room(tmp_path) as room:
        bills(room, 1_000_000.0)
        await poll(room).look()
        room.network.arriving["mentions"] = [mention()]
        await poll(room).look()
        await room.works()
        assert warnings(room) == [] and (await room.case()).number == 1
