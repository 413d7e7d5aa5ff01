"""Whether posts still stand on X, as it says over the wire."""

import pytest

from bot.networks.x import XNetwork
from bot.ports.outcomes import Paused
from bot.sandbox.x_server import XServer, XWorld


async def test_what_stands_comes_as_it_is_now(network: XNetwork, world: XWorld) -> None:
    post = world.post("ada", "@acmeair where is my bag?")
    found = await network.look_up([post.id])
    assert found.posts[post.id].text == "@acmeair where is my bag?"
    assert found.gone == {}


async def test_what_is_gone_is_named_with_why(network: XNetwork, world: XWorld) -> None:
    deleted, hidden, stands = (world.post(who, "@acmeair hello") for who in ("ada", "bob", "ada"))
    world.delete(deleted)
    world.change_user("bob", protected=True)
    found = await network.look_up([deleted.id, hidden.id, stands.id])
    assert found.gone == {deleted.id: "deleted", hidden.id: "protected"}
    assert list(found.posts) == [stands.id]


async def test_a_suspended_author_takes_their_posts_along(network: XNetwork, world: XWorld) -> None:
    post = world.post("bob", "@acmeair hello")
    world.change_user("bob", suspended=True)
    assert (await network.look_up([post.id])).gone == {post.id: "deleted"}


async def test_an_edited_post_comes_in_its_newest_words_under_the_id_that_we_know(
    network: XNetwork, world: XWorld
) -> None:
    post = world.post("ada", "@acmeair where is my bgg?")
    world.edit(post, "@acmeair where is my bag?")
    found = await network.look_up([post.id])
    assert found.posts[post.id].text == "@acmeair where is my bag?"
    assert list(found.posts) == [post.id]


@pytest.mark.parametrize("fault", ["500", "429", "cut_after", "malformed_json"])
async def test_a_look_that_fails_tells_nothing(network: XNetwork, server: XServer, world: XWorld, fault: str) -> None:
    post = world.post("ada", "@acmeair hello")
    await network.whoami()
    server.faults.add("GET /2/tweets", fault)
    with pytest.raises(Paused):
        await network.look_up([post.id])


async def test_a_look_is_billed_once_a_day_for_each_post_that_stands(network: XNetwork, world: XWorld) -> None:
    posts = [world.post("ada", "@acmeair hello") for _ in range(3)]
    await network.whoami()
    for _ in range(2):
        await network.look_up([post.id for post in posts])
    with network.bill.taken() as billed:
        assert sum(spend.dollars for spend in billed if spend.kind == "post_read") == pytest.approx(0.015)
