"""A Slack workspace and the bot in it, with a real database behind it and a network that only takes notes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web

from bot.cases.case import Author, Case, Mention
from bot.cases.outbox import card_of
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import Permissions, Settings, Team, X
from bot.cases.settings import Slack as SlackSettings
from bot.desk.desk import Desk
from bot.engine.local import LocalAlarm
from bot.intake.sort import Sorter
from bot.ports.alarm import SETTLE, TIMERS
from bot.ports.bill import Bill
from bot.ports.network import Mark, Published
from bot.ports.outcomes import Outcome
from bot.relay.deliver import Relay
from bot.sandbox.slack_server import Message, Pace, Person, SlackServer, SlackWorld
from bot.sandbox.slack_server.controls import clickables
from bot.slack.app import SlackRoom
from bot.slack.context import Office
from bot.slack.manifest import manifest
from bot.slack.roster import SlackRoster
from bot.slack.surface import SlackSurface
from bot.storage import Storage, open_store
from tests.patience import ACK_SECONDS, patient_slack

both_wires = pytest.mark.parametrize("mode", ["socket", "http"], indirect=True)

DESK, TEAM, ELSEWHERE = "C0MENTIONS", "C0BAGGAGE", "C0OTHER"
_numbers = count(1)


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Notebook:
    """A network on which everything succeeds and is remembered, unless it `refuses`."""

    name: str = "x"
    account: str = "acmeair"
    published: list[tuple[str, str]] = field(default_factory=list)
    refuses: Outcome | None = None
    bill: Bill = field(default_factory=Bill)

    async def publish(self, text: str, answers: str) -> Published:
        if self.refuses:
            raise self.refuses
        self.published.append((text, answers))
        number = len(self.published)
        return Published(id=f"p{number}", url=f"https://x.com/acmeair/status/{number}", at=datetime.now(UTC))


def settings(**changes: Any) -> Settings:
    teams = (
        Team(name="baggage", channel=TEAM, members=("S0BAGGAGE",)),
        Team(name="lost and found", channel=TEAM),
    )
    base = Settings(
        desk=DeskSettings(channel=DESK, name="Acme Air", undo_seconds=0),
        x=X(handle="acmeair", seconds_between_posts=0),
        slack=SlackSettings(posts_per_second=1000),
        teams=teams,
    )
    return replace(base, **changes)


def permissions(**rights: tuple[str, ...]) -> Settings:
    return settings(permissions=Permissions(**rights))


def furnished(clock: Callable[[], datetime] | None = None) -> SlackWorld:
    world = SlackWorld(clock) if clock else SlackWorld()
    world.app.apply_manifest(manifest())
    world.add_user("U0ANNA", "anna", "Anna Berg")
    world.add_user("U0BEN", "ben", "Ben Carter")
    world.add_user("U0LEAD", "lead", "Lea Dahl")
    world.add_user("U0GONE", "gone", "Gone Person", deleted=True)
    world.add_user("U0GUEST", "guest", "Gus Est", is_restricted=True)
    world.add_user("U0FAR", "far", "Far Away", is_stranger=True, team_id="T0OTHER")
    world.add_user("U0AUTHOR", "author", "Au Thor")
    world.add_group("S0BAGGAGE", "baggage-team", ["U0BEN"])
    world.add_group("S0DESK", "desk", ["U0LEAD"])
    everybody = ["U0ANNA", "U0BEN", "U0LEAD", "U0FAR", "U0GUEST"]
    world.add_channel(DESK, "mentions", everybody)
    world.add_channel(TEAM, "team-baggage", ["U0BEN", "U0ANNA"])
    world.add_channel(ELSEWHERE, "other", everybody, bot=False)
    return world


def mention(
    text: str, by: str = "vera", *, answerable: bool = True, conversation: str = "", avatar: str | None = None
) -> Mention:
    number = next(_numbers)
    return Mention(
        network="x",
        account="acmeair",
        id=str(1000 + number),
        conversation=conversation or f"c{number}",
        author=Author(id=by, handle=by, name=by.title(), url=f"https://x.com/{by}", avatar=avatar),
        text=text,
        url=f"https://x.com/{by}/status/{1000 + number}",
        created_at=datetime.now(UTC),
        why="mentions @acmeair",
        answerable=answerable,
        price=0.01,
    )


class Room:
    def __init__(
        self,
        world: SlackWorld,
        server: SlackServer,
        slack: SlackRoom,
        office: Office,
        store: Storage,
        x: Notebook,
        relay: Relay,
    ) -> None:
        self.slack = slack
        self.relay = relay
        self.world = world
        self.server = server
        self.office = office
        self.store = store
        self.x = x
        self.anna, self.ben, self.lead = (world.person(who) for who in ("U0ANNA", "U0BEN", "U0LEAD"))

    def person(self, user: str) -> Person:
        return self.world.person(user)

    async def hears(self, *mentions: Mention) -> None:
        sorter = Sorter(self.store, self.office.settings, self.office.desk.clock, self.office.identity.workspace)
        await sorter.take("acmeair", "mentions", mentions, Mark(id=mentions[-1].id, at=datetime.now(UTC)))

    async def case(self, text: str = "My bag is lost", **how: Any) -> tuple[Case, Message]:
        """A new case, and its card in the desk's channel."""
        said = mention(text, **how)
        await self.hears(said)
        async with self.store.change() as change:
            case = await change.case_with_post("acmeair", said.id)
        assert case is not None
        return case, await self.card(case)

    async def card(self, case: Case) -> Message:
        async def stands() -> Message | None:
            place = await self.store.place(card_of(case))
            return self.world.message(place.channel, place.ts) if place else None

        return await self.eventually(stands)

    async def card_of(self, number: int) -> Message:
        case_id = await self.store.numbered(number)
        case = await self.store.case(case_id) if case_id else None
        assert case is not None
        return await self.card(case)

    async def now(self, case: Case) -> Case:
        found = await self.store.case(case.id)
        assert found is not None
        return found

    async def becomes(self, case: Case, **wanted: Any) -> Case:
        """Wait until the stored case has these values."""

        async def there() -> Case | None:
            found = await self.now(case)
            return found if all(getattr(found, name) == value for name, value in wanted.items()) else None

        return await self.eventually(there)

    async def eventually(self, look: Any, timeout: float = 30) -> Any:
        async with asyncio.timeout(timeout):
            while not (found := await look()):
                await asyncio.sleep(0.01)
            return found

    async def offers(self, message: Message, words: str) -> None:
        """Wait until there is a button or menu entry with these words."""
        await self.world.until(
            lambda: words in [control.words for control in clickables(message.blocks)], 30, f"a button {words!r}"
        )

    async def handed_to(self, case: Case) -> Message:
        """The card in the team's channel."""

        async def stands() -> Message | None:
            found = next((m for m in self.world.messages(TEAM) if f"#{case.number}" in self.world.text_of(m)), None)
            return found if found and await self.store.at(TEAM, found.ts) else None

        return await self.eventually(stands)

    async def settled(self) -> None:
        """Everything that Slack has sent is answered."""
        await self.server.settled()
        await self.office.chores.quiet()

    async def everybody_is_known(self) -> None:
        """The bot has looked up who is in the desk's channel, as it does by itself when it starts."""
        for user in self.world.channels[DESK].members:
            await self.office.people.person(user)

    async def posted_in(self, root: Message, containing: str) -> Message:
        """A message in the thread of `root`, with these words, once the bot knows that it stands."""

        async def stands() -> Message | None:
            thread = self.world.thread(root.channel, root.ts)
            found = next((m for m in thread if containing in self.world.text_of(m)), None)
            return found if found and await self.store.at(found.channel, found.ts) else None

        return await self.eventually(stands)

    def server_url(self) -> str:
        """Where the bot takes Slack's requests, in HTTP mode."""
        return str(self.server._http.request_url)  # type: ignore[union-attr]

    def acks(self, name: str) -> list[str | None]:
        return [ack.error for ack in self.server.acks if ack.name == name]


@asynccontextmanager
async def living(
    folder: Path,
    mode: str,
    settings: Settings,
    world: SlackWorld | None = None,
    ack_seconds: float = ACK_SECONDS,
) -> AsyncIterator[Room]:
    world = world or furnished()
    async with AsyncExitStack() as stack:
        stack.enter_context(patient_slack())
        server = SlackServer(world, Pace.off(), ack_seconds=ack_seconds, retry_delays=(0.05, 0.1, 0.1))
        await server.start()
        stack.push_async_callback(server.stop)
        clock, x = SystemClock(), Notebook()
        slack = SlackRoom(
            settings,
            bot_token=world.app.bot_token,
            app_token=world.app.app_token if mode == "socket" else None,
            signing_secret=world.app.signing_secret,
            api_url=server.api_url,
            ping_seconds=2,
        )
        alarm = LocalAlarm(clock)
        store = await open_store(f"sqlite:///{folder / 'desk.db'}", alarm, clock)
        stack.push_async_callback(store.stop)
        await slack.start()
        stack.push_async_callback(slack.stop)
        store.workspace = slack.identity.workspace
        surface = SlackSurface(slack.client, clock, slack.people)
        relay = Relay(store, store, surface, {"acmeair": x}, settings, clock)  # type: ignore[dict-item]
        stack.push_async_callback(alarm.stop, 2)
        alarm.start(_lanes_of(relay))
        looks = [SimpleNamespace(network="x", at=clock.now() - timedelta(seconds=3), problem="")]
        roster = SlackRoster(slack.client, slack.people, settings, clock)
        office = await slack.serve(Desk(store, settings, clock, roster), store, lambda: looks)
        if mode == "http":
            await stack.enter_async_context(_over_http(slack, server))
        while not (server.connected and slack.connected):
            await asyncio.sleep(0.005)
        yield Room(world, server, slack, office, store, x, relay)


def _lanes_of(relay: Relay) -> Any:
    async def work(name: str) -> datetime | None:
        return None if name in (TIMERS, SETTLE) else await relay.work(name)

    return work


@asynccontextmanager
async def _over_http(slack: SlackRoom, server: SlackServer) -> AsyncIterator[None]:
    application = web.Application()
    application.router.add_post("/slack/events", slack.http)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await server.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        yield
    finally:
        await server.disconnect_http()
        await runner.cleanup()
