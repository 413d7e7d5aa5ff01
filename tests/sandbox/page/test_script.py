"""The scripted day and its player."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.script import CUSTOMERS, DAY, Line, Player
from bot.sandbox.x_server import XWorld


@pytest.fixture
def world() -> XWorld:
    world = XWorld()
    world.add_user("acmeair", "Acme Air")
    for each in CUSTOMERS:
        world.add_user(each.username, each.name, premium=each.premium)
    return world


@pytest.fixture
async def quick(world: XWorld) -> AsyncIterator[Player]:
    """A day of three lines, a twentieth of a second apart."""
    day = [Line("piafrost", f"@acmeair line {number}", after=0.05) for number in range(3)]
    player = Player(world, "acmeair", day)
    playing = asyncio.create_task(player.run())
    yield player
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)


def posted(world: XWorld) -> int:
    return len(world.posts_of("piafrost"))


def test_the_day_is_a_whole_day_with_everything_that_happens() -> None:
    assert 25 <= len(DAY) <= 40
    known = {line.id for line in DAY if line.id}
    for line in DAY:
        assert {line.answers, line.quotes, line.reposts, line.deletes} - {""} <= known
        assert line.by in {each.username for each in CUSTOMERS}
    assert any(line.deletes for line in DAY)
    assert any(line.reposts for line in DAY)
    assert any("acme air" in line.text.lower() and "@acmeair" not in line.text for line in DAY)


def test_every_line_can_be_performed(world: XWorld) -> None:
    player = Player(world, "acmeair")
    for _ in DAY:
        player.next()
    assert len(world.posts) + len(world.deleted) == len([line for line in DAY if not line.deletes])
    with pytest.raises(LookupError, match="The day is over"):
        player.next()


def test_a_follow_up_goes_under_the_companys_answer(world: XWorld) -> None:
    lines = [Line("piafrost", "@acmeair a", id="a"), Line("piafrost", "@acmeair b", answers="a")]
    player = Player(world, "acmeair", lines)
    player.next()
    answer = world.post("acmeair", "We look into it.", reply_to=world.posts_of("piafrost")[0])
    player.next()
    assert world.posts_of("piafrost")[1].replied_to == answer.id


def test_what_a_visitor_has_deleted_is_not_missed(world: XWorld) -> None:
    lines = [
        Line("piafrost", "@acmeair a", id="a"),
        Line("piafrost", "@acmeair b", answers="a"),
        Line("kitrowan", reposts="a"),
        Line("piafrost", deletes="a"),
    ]
    player = Player(world, "acmeair", lines)
    player.next()
    world.delete(world.posts_of("piafrost")[0])
    for _ in lines[1:]:
        player.next()
    assert [post.written for post in world.posts.values()] == ["@acmeair b"]


async def test_it_plays_by_itself_once_told_to(quick: Player, world: XWorld) -> None:
    await asyncio.sleep(0.1)
    assert posted(world) == 0
    quick.play()
    async with asyncio.timeout(30):
        while posted(world) < 3:
            await asyncio.sleep(0.01)
    assert quick.state()["played"] == 3


async def test_a_pause_holds_it_and_next_pushes_it_on(quick: Player, world: XWorld) -> None:
    quick.play()
    quick.pause()
    await asyncio.sleep(0.15)
    assert posted(world) == 0
    quick.next()
    assert posted(world) == 1
    await asyncio.sleep(0.15)
    assert posted(world) == 1


def test_only_the_speeds_on_offer_can_be_set(world: XWorld) -> None:
    player = Player(world, "acmeair")
    player.set_speed(5.0)
    with pytest.raises(ValueError, match="the speeds are"):
        player.set_speed(1000)
