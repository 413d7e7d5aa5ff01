"""How a network is asked, and that the place is kept only when what it covered is safe."""

import pytest

from bot.intake.poll import Poll
from bot.ports.network import Mark
from bot.ports.outcomes import Paused, Unsure
from tests.cases.samples import NOON, author, mention
from tests.desk_room import desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        yield room


@pytest.fixture
def poll(room):
    return Poll(room.network, room.sorter, room.store, room.clock, 5, ("acme air",))


async def test_one_look_asks_for_mentions_terms_and_our_own_posts(room, poll):
    await poll.look()
    assert [source for source, _ in room.network.asked] == ["mentions", "acme air", "own posts"]


async def test_the_next_look_starts_at_the_newest_post_seen(room, poll):
    room.network.arriving["mentions"] = [mention()]
    await poll.look()
    await poll.look()
    assert room.network.asked[3] == ("mentions", Mark(id="1001", at=NOON))


async def test_after_a_restart_the_look_goes_on_where_it_was(room, poll):
    room.network.arriving["mentions"] = [mention()]
    await poll.look()
    again = Poll(room.network, room.sorter, room.store, room.clock, 5, ())
    room.network.asked.clear()
    await again.look()
    assert room.network.asked[0] == ("mentions", Mark(id="1001", at=NOON))


async def test_an_idle_look_writes_nothing(room, poll):
    room.network.arriving["mentions"] = [mention()]
    await poll.look()
    commits = room.store.backend.writer.commits
    await poll.look()
    assert room.store.backend.writer.commits == commits


async def test_a_post_that_is_indexed_late_is_not_lost(room, poll):
    room.network.arriving["mentions"] = [mention(id="1005", conversation="1005")]
    await poll.look()
    room.network.arriving["mentions"] = [
        mention(id="1004", conversation="1004"),
        mention(id="1005", conversation="1005"),
    ]
    await poll.look()
    assert len(await room.store.open(10)) == 2


async def test_a_failing_look_says_why_and_recovers(room, poll):
    room.network.reading.add(Unsure("X did not answer within 10 s."))
    await poll.look()
    assert poll.looks["mentions"].problem == "X did not answer within 10 s."
    assert poll.looks["search: acme air"].problem == ""
    await poll.look()
    assert poll.looks["mentions"].problem == ""
    assert poll.looks["mentions"].succeeded_at == room.clock.now()


async def test_a_paused_source_is_left_alone_but_asked_again_within_thirty_seconds(room, poll):
    hour = room.clock.now().replace(hour=13)
    room.network.reading.add(Paused("X asks us to wait.", hour))
    await poll.look()
    await poll.look()
    assert [source for source, _ in room.network.asked].count("mentions") == 1
    room.clock.forward(31)
    await poll.look()
    assert [source for source, _ in room.network.asked].count("mentions") == 2


async def test_the_place_is_not_kept_when_the_commit_fails(room, poll, monkeypatch):
    room.network.arriving["mentions"] = [mention()]

    async def broken(*_):
        raise RuntimeError("disk full")

    monkeypatch.setattr(room.sorter, "take", broken)
    await poll.look()
    monkeypatch.undo()
    await poll.look()
    assert len(await room.store.open(10)) == 1


async def test_in_a_crowd_most_looks_begin_where_the_last_one_ended(room, poll):
    crowd = [mention(id=str(2000 + n), conversation=str(n), author=author(id=str(n))) for n in range(150)]
    room.network.arriving["mentions"] = crowd
    for _ in range(14):
        await poll.look()
    marks = [mark for source, mark in room.network.asked if source == "mentions"]
    assert [bool(mark and mark.exact) for mark in marks[:3]] == [False, False, True]
    room.network.arriving["mentions"] = []
    for _ in range(11):
        await poll.look()
    assert room.network.asked[-3][1].exact is False
