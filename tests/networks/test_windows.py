"""Where a look begins and how far it goes: nothing between two looks is lost, nothing comes twice."""

from datetime import timedelta

import pytest

from bot.networks.x import XNetwork
from bot.networks.x.snowflake import first_id, time_of
from bot.networks.x.window import begin
from bot.ports.network import Mark
from bot.sandbox.x_server import Post, XServer, XWorld
from tests.networks.wire import Clock


def mark(post: Post) -> Mark:
    return Mark(id=post.id, at=post.created_at)


async def test_the_very_first_look_takes_the_last_hour_oldest_first(
    network: XNetwork, world: XWorld, clock: Clock
) -> None:
    posts = [
        world.post("ada", f"@acmeair {ago}", created_at=clock.now() - timedelta(minutes=ago)) for ago in (61, 59, 1)
    ]
    assert [each.id for each in await network.mentions(None)] == [post.id for post in posts[1:]]


async def test_all_pages_come_oldest_first_within_the_same_bounds(
    network: XNetwork, world: XWorld, server: XServer
) -> None:
    first = world.post("ada", "@acmeair 0")
    posts = [first] + [world.post("ada", f"@acmeair {n}") for n in range(1, 250)]
    assert [each.id for each in await network.mentions(mark(first))] == [post.id for post in posts]
    asked = [call.query for call in server.calls if call.route == "GET /2/users/:id/mentions"]
    assert len(asked) == 3
    assert len({query["since_id"] for query in asked}) == 1


async def test_search_and_own_timeline_read_all_pages_too(network: XNetwork, world: XWorld) -> None:
    for n in range(130):
        world.post("bob", f"acme air {n}")
        world.post("acmeair", f"hello {n}")
    assert len(await network.search("acme air", None)) == 130
    assert len(await network.own_posts(None)) == 130


async def test_mentions_reach_back_no_further_than_x_does(network: XNetwork, world: XWorld, server: XServer) -> None:
    for n in range(810):
        world.post("ada", f"@acmeair {n}")
    assert len(await network.mentions(None)) == 800
    assert server.count("GET /2/users/:id/mentions") == 8


async def test_a_post_that_x_shows_late_is_found(network: XNetwork, world: XWorld, clock: Clock) -> None:
    late = world.post("bob", "@acmeair late", indexed_after=60)
    seen = world.post("ada", "@acmeair at once")
    assert [each.id for each in await network.mentions(None)] == [seen.id]
    clock.forward(seconds=61)
    assert late.id in [each.id for each in await network.mentions(mark(seen))]


async def test_a_look_does_not_fetch_again_what_is_long_known(network: XNetwork, world: XWorld, clock: Clock) -> None:
    world.post("ada", "@acmeair old", created_at=clock.now() - timedelta(minutes=10))
    known = world.post("ada", "@acmeair newer", created_at=clock.now() - timedelta(minutes=5))
    assert [each.id for each in await network.mentions(mark(known))] == [known.id]


@pytest.mark.parametrize("days", [3, 6.4, 6.6, 8])
async def test_a_quiet_term_never_breaks(network: XNetwork, world: XWorld, clock: Clock, days: float) -> None:
    old = world.post("ada", "acme air")
    clock.forward(days=days)
    missed = world.post("bob", "acme air again", created_at=clock.now() - timedelta(days=2))
    found = [each.id for each in await network.search("acme air", mark(old))]
    assert found == ([old.id, missed.id] if days < 6.5 else [missed.id])


async def test_after_an_outage_the_gap_is_healed(
    network: XNetwork, world: XWorld, server: XServer, clock: Clock
) -> None:
    seen = world.post("ada", "@acmeair before")
    clock.forward(days=2)
    missed = [world.post("bob", f"@acmeair {n}", created_at=clock.now() - timedelta(minutes=n)) for n in range(300)]
    found = await network.mentions(mark(seen))
    assert [each.id for each in found] == [seen.id, *(post.id for post in reversed(missed))]


def test_a_mark_with_an_id_that_tells_no_time_begins_by_time(clock: Clock) -> None:
    now = clock.now()
    at = now - timedelta(minutes=10)
    for odd in ("17", "abc", "", str(first_id(now - timedelta(days=3)))):
        assert begin(Mark(id=odd, at=at), now) == {"start_time": at - timedelta(minutes=2)}
    assert begin(Mark(id=str(first_id(at)), at=at), now) == {"since_id": first_id(at - timedelta(minutes=2))}


def test_a_mark_from_the_future_asks_for_nothing_from_the_future(clock: Clock) -> None:
    now = clock.now()
    ahead = now + timedelta(hours=1)
    bounds = begin(Mark(id=str(first_id(ahead)), at=ahead), now)
    assert bounds == {"since_id": first_id(now - timedelta(minutes=2))}


def test_an_id_tells_its_time(clock: Clock) -> None:
    at = clock.now().replace(microsecond=123_000)
    assert time_of(str(first_id(at))) == at
    assert time_of("1") is time_of("²") is time_of("9" * 30) is None
