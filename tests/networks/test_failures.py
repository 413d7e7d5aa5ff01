"""A look that fails says why, keeps nothing half done, and works again as soon as X does."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.networks.x import XNetwork
from bot.ports.network import Mark
from bot.ports.outcomes import Paused
from bot.sandbox.faults import Answer
from bot.sandbox.x_server import Limit, XServer, XWorld
from tests.networks.wire import Clock, Connect

MENTIONS = "GET /2/users/:id/mentions"
ME = "GET /2/users/me"


async def test_the_bot_starts_while_x_is_down_and_finds_out_later_who_it_is(
    connect: Connect, server: XServer, world: XWorld
) -> None:
    network = connect()
    server.faults.add(ME, "503", times=2)
    await network.start()
    with pytest.raises(Paused):
        await network.mentions(None)
    post = world.post("ada", "@acmeair hello")
    assert [each.id for each in await network.mentions(None)] == [post.id]
    await network.mentions(None)
    assert server.count(ME) == 3


async def test_the_bot_starts_while_nobody_answers_at_all(connect: Connect, server: XServer) -> None:
    network = connect()
    await server.stop()
    await network.start()
    with pytest.raises(Paused, match="cannot be reached"):
        await network.mentions(None)


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"data": []}, {"errors": [{"detail": "No such user."}]}])
async def test_an_account_without_an_id_is_no_account(network: XNetwork, server: XServer, body: object) -> None:
    server.faults.add(ME, answer=Answer(200, body))
    with pytest.raises(Paused, match=r"X did not say who we are|No such user"):
        await network.whoami()


async def test_where_nobody_says_whose_keys_these_are_the_desk_file_does(network: XNetwork, server: XServer) -> None:
    server.faults.add(ME, answer=Answer(404, {"title": "Not Found", "status": 404}))
    me = await network.whoami()
    assert (me.handle, server.count("GET /2/users/by/username/:username")) == ("acmeair", 1)


async def test_a_timeline_that_is_not_offered_is_empty_to_read_but_proves_no_absence(
    network: XNetwork, server: XServer, clock: Clock
) -> None:
    server.faults.add("GET /2/users/:id/tweets", answer=Answer(404, {"title": "Not Found", "status": 404}), times=2)
    assert await network.own_posts(None) == []
    with pytest.raises(Paused):
        await network.find("Hello", "7", clock.now())


async def test_keys_of_another_account_are_noticed(connect: Connect) -> None:
    with capture_logs() as logs:
        me = await connect(handle="@AcmeRail").whoami()
    assert me.handle == "acmeair"
    assert [each["event"] for each in logs] == ["x_other_account"]


async def test_a_page_that_fails_fails_the_whole_look(network: XNetwork, server: XServer, world: XWorld) -> None:
    first = world.post("ada", "@acmeair 0")
    for n in range(150):
        world.post("ada", f"@acmeair {n}")
    since = Mark(id=first.id, at=first.created_at)
    server.allowance.limits[MENTIONS] = Limit(user=1, app=None)
    with pytest.raises(Paused):
        await network.mentions(since)
    server.allowance.reset()
    server.allowance.limits[MENTIONS] = Limit(user=300, app=None)
    assert len(await network.mentions(since)) == 151


async def test_a_used_up_allowance_names_the_time_it_is_free_again(
    network: XNetwork, server: XServer, clock: Clock
) -> None:
    server.allowance.limits[ME] = Limit(user=0, app=None)
    with pytest.raises(Paused) as paused:
        await network.mentions(None)
    assert paused.value.until
    assert timedelta(minutes=14) < paused.value.until - clock.now() <= timedelta(minutes=15)


async def test_an_answer_of_errors_only_is_no_empty_answer(network: XNetwork, server: XServer, world: XWorld) -> None:
    await network.start()
    server.faults.add(MENTIONS, answer=Answer(200, {"errors": [{"detail": "User has been suspended: [acmeair]."}]}))
    with pytest.raises(Paused, match="User has been suspended"):
        await network.mentions(None)


async def test_a_query_that_x_refuses_is_said_in_its_own_words(network: XNetwork) -> None:
    with pytest.raises(Paused, match="longer than 512"):
        await network.search("x" * 600, None)


async def test_many_looks_at_once_keep_apart(network: XNetwork, world: XWorld, server: XServer) -> None:
    world.post("ada", "@acmeair acme air")
    world.post("bob", "acme air")
    found = await asyncio.gather(
        *(network.mentions(None) for _ in range(5)), *(network.search("acme air", None) for _ in range(5))
    )
    assert [len(each) for each in found] == [1] * 10
    assert all(call.status == 200 for call in server.calls)


async def test_no_secret_shows_in_words_logs_or_representation(connect: Connect, server: XServer) -> None:
    keys = server.credentials("acmeair")
    network = connect()
    with capture_logs() as logs:
        await server.stop()
        await network.start()
        with pytest.raises(Paused) as failed:
            await network.mentions(None)
    shown = f"{network!r} {network} {logs} {failed.value!r} {failed.value.__cause__!r}"
    assert repr(network) == "XNetwork(@acmeair)"
    assert not [
        secret
        for secret in (keys.consumer_key, keys.consumer_secret, keys.access_token, keys.access_token_secret)
        if secret in shown
    ]
