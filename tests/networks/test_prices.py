"""What X bills is counted as X counts it: compared with the sandbox's own bill after every kind of call."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from bot.networks.x import XNetwork
from bot.ports.network import Mark
from bot.ports.outcomes import Outcome, Unsure
from bot.sandbox.x_server import User, XServer, XWorld
from tests.networks.wire import Clock, Connect


def counted(network: XNetwork) -> dict[str, int]:
    """By kind, since the last time somebody asked."""
    found: dict[str, int] = {}
    with network.bill.taken() as billed:
        for spend in billed:
            found[spend.kind] = found.get(spend.kind, 0) + spend.resources
    return found


def dollars(network: XNetwork) -> float:
    with network.bill.taken() as billed:
        return sum(spend.dollars for spend in billed)


async def test_a_mixed_day_costs_what_x_says(world: XWorld, acme: User, network: XNetwork):
    ada = world.user("ada")
    asked = [world.post(ada, f"@acmeair where is my bag, part {n}?") for n in range(5)]
    world.post(ada, "acme air lost my bag")
    for _ in range(3):
        await network.mentions(None)
        await network.search("acme air", None)
        await network.own_posts(None)
    first = await network.publish("We look into it.", asked[0].id)
    await network.publish("Read https://acme.com/bags please.", asked[1].id)
    await network.own_posts(None)
    await network.find("We look into it.", asked[0].id, first.at)
    await network.delete(first.id)
    assert dollars(network) == pytest.approx(world.spend.total, abs=0.0001)


async def test_each_resource_is_billed_once_a_day_and_anew_on_the_next(
    world: XWorld, acme: User, network: XNetwork, clock: Clock
):
    ada = world.user("ada")
    post = world.post(ada, "@acmeair hello")
    await network.mentions(None)
    assert counted(network) == {"user_read": 1, "owned_read": 1}
    await network.mentions(None)
    assert counted(network) == {}
    clock.forward(days=1)
    await network.mentions(Mark(id=post.id, at=post.created_at, exact=True))
    assert counted(network) == {"owned_read": 1}
    assert world.spend.counts["owned_read"] == 2


async def test_a_new_process_does_not_count_again_what_an_earlier_one_has_read_today(
    world: XWorld, acme: User, connect: Connect, clock: Clock
):
    ada = world.user("ada")
    stored = world.post(ada, "@acmeair one")
    clock.forward(seconds=1)

    class Kept:
        async def read(self, account: str, post_ids: list[str]) -> frozenset[str]:
            assert account == "x:acmeair"
            return frozenset(post_ids) & {stored.id}

        async def billed(self, account: str, day: date, kind: str) -> int:
            return int(kind == "user_read")

    network = connect(books=Kept())
    fresh = world.post(ada, "@acmeair two")
    assert {mention.id for mention in await network.mentions(None)} == {stored.id, fresh.id}
    assert counted(network) == {"owned_read": 1}


async def test_what_fails_costs_nothing(server: XServer, world: XWorld, acme: User, network: XNetwork):
    ada = world.user("ada")
    post = world.post(ada, "@acmeair hello")
    await network.mentions(None)
    counted(network)
    with suppress(Outcome):
        await network.publish("To nobody.", "1")
    with suppress(Outcome):
        await network.publish("x" * 300, post.id)
    assert counted(network) == {}


async def test_a_reply_that_nobody_confirmed_is_counted_when_it_is_seen_and_only_once(
    server: XServer, world: XWorld, acme: User, network: XNetwork
):
    ada = world.user("ada")
    post = world.post(ada, "@acmeair hello")
    await network.mentions(None)
    counted(network)
    server.faults.add("POST /2/tweets", "cut_after", times=1)
    with pytest.raises(Unsure):
        await network.publish("On it.", post.id)
    assert counted(network) == {}
    since = post.created_at - timedelta(minutes=1)
    assert await network.find("On it.", post.id, since)
    assert await network.find("On it.", post.id, since)
    await network.own_posts(None)
    assert counted(network) == {"summoned_reply": 1, "owned_read": 1}
