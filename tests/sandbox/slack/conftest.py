"""A small workspace, its server on a free port, and real Slack clients and apps against it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack_server import Pace, Person, SlackServer, SlackWorld
from tests.sandbox.slack.wiring import over_http, over_sockets

Connect = Callable[[AsyncApp], Awaitable[None]]


def furnished() -> SlackWorld:
    world = SlackWorld()
    world.add_user("U0ANNA", "anna", "Anna Berg", display_name="Anna")
    world.add_user("U0BEN", "ben", "Ben Carter")
    world.add_user("U0GONE", "gone", "Gone Person", deleted=True)
    world.add_user("U0GUEST", "guest", "Guest", is_restricted=True)
    world.add_user("U0FAR", "far", "Far Away", is_stranger=True, team_id="T0OTHER")
    world.add_group("S0BAGGAGE", "baggage-team", ["U0BEN"])
    world.add_channel("C0MENTIONS", "mentions", ["U0ANNA", "U0BEN"])
    world.add_channel("C0OTHER", "other", ["U0ANNA"], bot=False)
    world.add_channel("C0SECRET", "secret", ["U0ANNA"], private=True, bot=False)
    world.add_channel("C0LEADS", "leads", ["U0ANNA"], private=True)
    world.add_channel("C0OLD", "old", ["U0ANNA"], archived=True)
    return world


@pytest.fixture
def world() -> SlackWorld:
    return furnished()


@pytest.fixture
def anna(world: SlackWorld) -> Person:
    return world.person("U0ANNA")


@pytest.fixture
def ben(world: SlackWorld) -> Person:
    return world.person("U0BEN")


@pytest.fixture
def ack_seconds() -> float:
    """How long Slack waits for an app; tests about one that does not answer in time are `impatient`."""
    return 30.0


@pytest.fixture
async def server(world: SlackWorld, ack_seconds: float) -> AsyncIterator[SlackServer]:
    """Without limits of pace, and quick to try again."""
    server = SlackServer(world, Pace.off(), ack_seconds=ack_seconds, retry_delays=(0.0, 0.02, 0.02))
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def client(server: SlackServer, world: SlackWorld, http: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(world.app.bot_token, base_url=server.api_url, session=http, retry_handlers=[])


@pytest.fixture
def bolt(client: AsyncWebClient, world: SlackWorld) -> AsyncApp:
    return AsyncApp(client=client, signing_secret=world.app.signing_secret, ignoring_self_events_enabled=False)


@pytest.fixture(params=["socket", "http"])
async def connect(request: pytest.FixtureRequest, server: SlackServer) -> AsyncIterator[Connect]:
    """Connects an app, over either wire; call it once the app's listeners are registered."""
    wires: list[asyncio.Task[None]] = []
    done = asyncio.Event()

    async def plug(bolt: AsyncApp) -> None:
        ready = asyncio.Event()

        async def hold() -> None:
            wire = over_sockets if request.param == "socket" else over_http
            async with wire(bolt, server):
                ready.set()
                await done.wait()

        wires.append(asyncio.create_task(hold()))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([wires[-1], waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if wires[-1].done():
            await wires[-1]

    yield plug
    done.set()
    await asyncio.gather(*wires)
