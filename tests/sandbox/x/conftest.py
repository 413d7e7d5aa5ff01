"""A small X with a company and two customers, served over HTTP, and ways to ask it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientTimeout

from bot.sandbox.x_server import User, XServer, XWorld
from tests.sandbox.x.asking import Asker, Clock
from tests.sandbox.x.openapi import OpenApi


@pytest.fixture(scope="session")
def judge() -> OpenApi | None:
    """Every answer of every test is judged where the reference files are at hand."""
    folder = os.environ.get("MENTIONDESK_REFERENCE")
    return OpenApi(Path(folder) / "x-openapi.json") if folder else None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> XWorld:
    world = XWorld(clock)
    world.add_user("acmeair", "Acme Air", verified=True)
    world.add_user("ada", "Ada", followers=1200, description="Flies a lot")
    world.add_user("bob", "Bob")
    return world


@pytest.fixture
def acme(world: XWorld) -> User:
    return world.user("acmeair")


@pytest.fixture
async def server(world: XWorld) -> AsyncIterator[XServer]:
    server = XServer(world)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        yield session


@pytest.fixture
def company(server: XServer, session: ClientSession, judge: OpenApi | None) -> Asker:
    return Asker(server, session, server.credentials("acmeair"), judge=judge)
