"""The desk is told of the bot's own trouble: once, when it lasts, and once when it is over."""

from datetime import timedelta

import pytest

from bot.cases.health import Problem
from bot.cases.views import NoticeView, TroubleView
from bot.desk import health
from bot.ports.outcomes import Paused
from tests.desk_room import desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        yield room


def wrong(room, part="X", words="X cannot be reached."):
    return Problem(part=part, words=words, since=room.clock.now())


async def tell(room, *problems):
    told = await health.tell(room.desk, "T0ACME", problems)
    await room.works()
    return told


async def test_calm_posts_nothing(room):
    assert not await tell(room)
    assert room.surface.posts == {}


async def test_what_lasts_is_told_once_in_the_desks_channel(room):
    x = wrong(room)
    assert not await tell(room, x)
    room.clock.forward(120)
    assert await tell(room, x)
    room.clock.forward(3600)
    assert await tell(room, x)
    ((channel, thread, _, message),) = room.surface.posts.values()
    assert (channel, thread) == (room.settings.desk.channel, None)
    assert message.trouble.problems == (x,)
    assert room.surface.edits == []


async def test_when_it_is_over_the_message_says_so_and_so_does_its_thread(room):
    x = wrong(room)
    room.clock.forward(300)
    await tell(room, x)
    room.clock.forward(60)
    assert not await tell(room)
    ((ts, message),) = room.surface.edits
    assert isinstance(message, TroubleView) and message.trouble.ended_at == room.clock.now()
    (said,) = room.surface.shown(NoticeView)
    assert said.words == "All is well again."
    assert [thread for _, thread, _, _ in room.surface.posts.values()] == [None, ts]


async def test_what_comes_and_goes_makes_no_flood(room):
    for _ in range(5):
        x = wrong(room)
        room.clock.forward(150)
        await tell(room, x)
        room.clock.forward(60)
        await tell(room)
    assert len(room.surface.shown(TroubleView)) == 1


async def test_a_later_problem_is_told_in_a_message_of_its_own(room):
    x = wrong(room)
    room.clock.forward(3600)
    await tell(room, x)
    slack = wrong(room, "Messages to <#C0BAGGAGE>", "I am not in <#C0BAGGAGE>.")
    room.clock.forward(3600)
    await tell(room, x, slack)
    old, new = room.surface.shown(TroubleView)
    assert old.trouble.problems == (x,) and set(new.trouble.problems) == {x, slack}
    assert [edit.trouble.problems for _, edit in room.surface.edits] == [()]


async def test_trouble_that_slack_did_not_take_is_told_as_it_is_when_slack_takes_it(room):
    x = wrong(room)
    room.clock.forward(300)
    room.surface.troubles.add(Paused("Slack cannot be reached."))
    await tell(room, x)
    await tell(room)
    assert room.surface.posts == {}
    room.clock.forward(60)
    await room.works()
    ((_, _, _, message), *_) = room.surface.posts.values()
    assert message.trouble.ended_at is not None


async def test_the_message_belongs_to_no_case(room):
    x = wrong(room)
    room.clock.forward(300)
    await tell(room, x)
    ((ts, (channel, *_)),) = room.surface.posts.items()
    assert await room.store.at(channel, ts) is None


async def test_how_long_something_lasts_before_it_is_told_is_an_argument(room):
    assert await health.tell(room.desk, "T0ACME", [wrong(room)], timedelta())
