"""What became of a send that nobody answered is found out by looking, and only an absence seen twice is sent again."""

import pytest

from bot.cases.case import ReplyState
from bot.cases.settings import Desk as DeskSettings
from bot.cases.views import CardView
from bot.desk import reply
from bot.ports.outcomes import Unsure
from tests.desk_room import ANN, desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=DeskSettings(channel="C0MENTIONS", undo_seconds=0)) as room:
        yield room


async def unsure_reply(room, *, arrived: bool):
    case = await room.opened()
    await room.works()
    room.network.troubles.add(Unsure("X did not answer within 10 s."), after=arrived)
    await reply.reply(room.desk, case.id, "We are on it.", ANN)
    await room.sends()
    assert (await room.case()).replies[0].state is ReplyState.UNSURE


async def test_a_reply_that_arrived_is_found_and_not_sent_again(room):
    await unsure_reply(room, arrived=True)
    room.clock.forward(3)
    await room.works()
    room.clock.forward(60)
    await room.works()
    [found] = (await room.case()).replies
    assert (found.state, found.posted_id) == (ReplyState.POSTED, "2001")
    assert len(room.network.published) == 1


async def test_a_reply_that_shows_late_in_the_timeline_is_not_sent_again(room):
    await unsure_reply(room, arrived=True)
    room.network.hides = 1
    for _ in range(10):
        room.clock.forward(3)
        await room.works()
    assert len(room.network.published) == 1
    assert (await room.case()).replies[0].state is ReplyState.POSTED


async def test_a_reply_that_is_surely_absent_is_sent_again_but_not_before_fifteen_seconds(room):
    await unsure_reply(room, arrived=False)
    for _ in range(4):
        room.clock.forward(3)
        await room.works()
    assert room.network.published == []
    room.clock.forward(10)
    await room.works()
    assert len(room.network.published) == 1
    assert (await room.case()).replies[0].state is ReplyState.POSTED


async def test_while_looking_itself_fails_nothing_is_sent_again(room):
    await unsure_reply(room, arrived=False)
    for _ in range(20):
        room.network.reading.add(Unsure("X did not answer."))
        room.clock.forward(11)
        await room.works()
    assert room.network.published == []
    assert (await room.case()).replies[0].state is ReplyState.UNSURE


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_card_of_which_nobody_knows_stands_once_in_the_end(room, arrived):
    room.surface.troubles.add(Unsure("cut"), after=arrived)
    await room.opened()
    await room.sends()
    for _ in range(6):
        room.clock.forward(6)
        await room.works()
    assert len(room.surface.shown(CardView)) == 1


async def test_what_a_killed_process_was_sending_is_looked_for_first(room):
    await room.opened()
    async with room.store.change() as change:
        lane = next(name for name, _ in await room.store.alarms() if "/post/" in name)
        taken = await change.claim(lane, room.relay._pace(lane), room.clock.now())
    room.surface.posts["1.0"] = ("C0MENTIONS", None, taken.key, await _drawn(room, taken))
    await room.settler.take_over(sole=True)
    room.clock.forward(3)
    await room.works()
    room.clock.forward(60)
    await room.works()
    assert len(room.surface.shown(CardView)) == 1
    assert await room.store.at("C0MENTIONS", "1.0") is not None


async def _drawn(room, delivery):
    from bot.relay.draw import draw

    return await draw(delivery, room.store, room.settings, room.clock.now())
