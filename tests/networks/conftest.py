"""The real adapter over the real wire, against the sandbox's X; every request is judged by X's own OpenAPI file."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.networks.x import XNetwork
from bot.sandbox.x_server import User, XServer, XWorld
from tests.networks.openapi import Requests
from tests.networks.wire import Clock, Connect


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> XWorld:
    world = XWorld(clock.now)
    world.add_user("acmeair", "Acme Air", verified=True)
    world.add_user("ada", "Ada Lovelace", followers=1200, verified=True)
    world.add_user("bob", "Bob")
    return world


@pytest.fixture
def acme(world: XWorld) -> User:
    return world.user("acmeair")


@pytest.fixture(scope="session")
def judge() -> Requests | None:
    folder = os.environ.get("MENTIONDESK_REFERENCE")
    return Requests(Path(folder) / "x-openapi.json") if folder else None


@pytest.fixture
async def server(world: XWorld, judge: Requests | None) -> AsyncIterator[XServer]:
    server = XServer(world)
    await server.start()
    yield server
    await server.stop()
    if judge:
        for call in server.calls:
            judge.check(call)


@pytest.fixture
async def connect(server: XServer, clock: Clock) -> AsyncIterator[Connect]:
    """Makes networks that are stopped after the test."""
    made: list[XNetwork] = []

    def make(**changes: object) -> XNetwork:
        keys = server.credentials("acmeair")
        settings = {
            "base_url": server.url,
            "consumer_key": keys.consumer_key,
            "consumer_secret": keys.consumer_secret,
            "access_token": keys.access_token,
            "access_token_secret": keys.access_token_secret,
            "bearer": keys.bearer_token,
            "handle": "acmeair",
            "clock": clock,
            "timeout": 0.5,
        }
        network = XNetwork(**(settings | changes))
        made.append(network)
        return network

    yield make
    for network in made:
        await network.stop()


@pytest.fixture
def network(connect: Connect) -> XNetwork:
    return connect()
