"""The bot's parts between a Slack and an X whose doors can be shut, under a clock that only tests move."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.cases.case import Case
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import Settings, Team, X
from bot.cases.settings import Slack as SlackSettings
from bot.desk.desk import Desk
from bot.intake.poll import Poll
from bot.intake.presence import Presence
from bot.intake.purse import Purse
from bot.intake.sort import Sorter
from bot.networks.x import XNetwork
from bot.ports.alarm import SETTLE, TIMERS
from bot.relay.deliver import Relay
from bot.relay.settle import Settler
from bot.sandbox.faults import Answer
from bot.sandbox.slack_server import Message, Person
from bot.sandbox.x_server import Post, XWorld
from bot.slack.app import SlackRoom
from bot.slack.context import Office
from bot.slack.surface import SlackSurface
from bot.storage import Storage, open_store
from tests.desk_room import Rings
from tests.faults.outside import Outside
from tests.migrated import empty_database
from tests.outside import HandClock
from tests.slack.room import furnished

DESK, TEAM = "C0MENTIONS", "C0BAGGAGE"
LOOKS_EVERY = 5.0
PATIENCE = 30.0  # seconds for a call, on a machine that is busy with other things
AN_INSTANT = timedelta(seconds=0.1)
NOBODY_WAITS_SO_LONG = timedelta(minutes=15)
SETTINGS = Settings(
    desk=DeskSettings(channel=DESK, name="Acme Air", undo_seconds=0),
    x=X(handle="acmeair", seconds_between_posts=0, posts_per_15_minutes=100_000, track=("acme air",)),
    slack=SlackSettings(posts_per_second=1000, storm_after=0),
    teams=(Team(name="baggage", channel=TEAM, members=("S0BAGGAGE",)),),
)


class Stage(Outside):
    """Everything is as in a running bot but the alarms: `step` does what is due, `goes_on` lets time pass."""

    clock: HandClock
    store: Storage
    slack: SlackRoom
    office: Office
    network: XNetwork
    poll: Poll

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = HandClock(datetime.now(UTC).replace(microsecond=0))
        super().__init__(XWorld(self.clock.now), furnished(self.clock.now), self.clock.now)
        self.x.add_user("acmeair", name="Acme Air")
        self.customers = 0
        self._stack = AsyncExitStack()

    async def begin(self) -> None:
        await self.open(self._stack)
        file = self.folder / "desk.db"
        file.write_bytes(await empty_database())
        self.store = await open_store(f"sqlite:///{file}", Rings(), self.clock)
        self._stack.push_async_callback(self.store.stop)
        self.slack = self.another_slack()
        self._stack.push_async_callback(self.slack.stop, 1)
        await self.slack.start()
        self.store.workspace = self.slack.identity.workspace
        self._connect()
        self._stack.push_async_callback(self.network.stop)
        self.desk = Desk(self.store, SETTINGS, self.clock)
        self.office = await self.slack.serve(self.desk, self.store, lambda: ())
        self.office.pauses = (0.02, 0.1, 0.3)
        await self.until(lambda: self.slack_server.connected and self.slack.connected)
        await self.network.start()
        await self.until(lambda: self.slack_server.calls_of("users.info"))
        await self.settled()

    def _connect(self) -> None:
        self.network = self.another_network()
        surface = SlackSurface(self.slack.client, self.clock, self.slack.people, PATIENCE)
        networks = {self.network.account: self.network}
        self.relay = Relay(self.store, self.store, surface, networks, SETTINGS, self.clock)
        self.settler = Settler(self.store, self.store, surface, self.relay, self.clock)
        sorter = Sorter(self.store, SETTINGS, self.clock, self.store.workspace)
        purse = Purse(self.store, self.store, SETTINGS, self.clock, self.store.workspace)
        self.presence = Presence(self.network, self.store, self.store, SETTINGS, self.clock, purse, timedelta())
        self.poll = Poll(self.network, sorter, self.store, self.clock, LOOKS_EVERY, SETTINGS.x.track)

    def another_slack(self) -> SlackRoom:
        app = self.world.app
        tokens = {"bot_token": app.bot_token, "app_token": app.app_token}
        address = f"{self.doors['slack'].url}/api/"
        return SlackRoom(SETTINGS, **tokens, api_url=address, call_seconds=PATIENCE, first_pause=0.01)

    def another_network(self) -> XNetwork:
        keys = self.x_server.credentials("acmeair")
        return XNetwork(
            base_url=self.doors["x"].url,
            consumer_key=keys.consumer_key,
            consumer_secret=keys.consumer_secret,
            access_token=keys.access_token,
            access_token_secret=keys.access_token_secret,
            handle="acmeair",
            clock=self.clock,
            timeout=PATIENCE,
        )

    async def end(self) -> None:
        await self._stack.aclose()

    # time

    async def step(self) -> None:
        """Do what is due now, or as soon as the pace permits, and what follows from it."""
        while due := {name: at for name, at in await self._alarms() if at <= self.clock.now() + AN_INSTANT}:
            self.clock.forward(max(0.0, (max(due.values()) - self.clock.now()).total_seconds()))
            for name in due:
                if name == SETTLE:
                    await self.settler.look()
                else:
                    await self.relay.work(name)

    async def goes_on(self) -> None:
        """Until nothing waits any more."""
        begun = self.clock.now()
        while await self._alarms():
            assert self.clock.now() - begun < NOBODY_WAITS_SO_LONG, await self._alarms()
            await self.passes()

    async def passes(self) -> None:
        """Time, until something is due."""
        at = min((at for _, at in await self._alarms()), default=self.clock.now())
        self.clock.forward(max(0.0, (at - self.clock.now()).total_seconds()))
        await self.step()

    async def looks(self) -> None:
        await self.poll.look()
        await self.step()

    def in_background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return asyncio.create_task(work)

    async def settled(self) -> None:
        """Everything that people did is answered, and has had its effect."""
        await self.slack_server.settled()
        await self.office.chores.quiet()
        await self.step()

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(30):
            while not true():
                await asyncio.sleep(0.005)

    async def _alarms(self) -> list[tuple[str, datetime]]:
        return [each for each in await self.store.alarms() if each[0] != TIMERS]

    async def on_desk(self) -> str:
        """What `/desk` says about what waits, and why."""
        overview = await self.store.overview(self.clock.now())
        return " ".join(lane.problem for lane in overview.lanes if lane.problem)

    # the world

    @property
    def anna(self) -> Person:
        return self.person("U0ANNA")

    def person(self, user: str) -> Person:
        return self.world.person(user)

    async def writes_again(self, post: Post, text: str) -> None:
        self.x.post(post.author, text, reply_to=post, media=["a torn bag"])

    def answers(self, post: Post) -> list[Post]:
        """What the company has posted under a post."""
        return [each for each in self.x.replies_to(post) if each.author.username == "acmeair"]

    def knows_no_me(self) -> None:
        """Until all is well again, X has no `/2/users/me`."""
        missing = Answer(404, {"title": "Not Found", "status": 404})
        self.x_server.faults.add("GET /2/users/me", times=None, answer=missing)

    async def complains(self, text: str, **how: Any) -> Post:
        """Somebody whom nobody knows yet posts it."""
        self.customers += 1
        customer = self.x.add_user(f"customer{self.customers}", name="Cora")
        return self.x.post(customer, text, **how)

    async def case(self, words: str) -> tuple[Post, Case, Message]:
        """A case of a new customer, and its card."""
        post = await self.complains(f"@acmeair my {words}")
        await self.looks()
        async with self.store.change() as change:
            case = await change.case_with_post(self.network.account, post.id)
        assert case is not None
        [card] = [message for message in self.world.messages(DESK) if words in self.world.text_of(message)]
        return post, case, card

    def standing(self, key: str) -> list[Message]:
        """The messages in Slack that carry a delivery's key."""
        every = (message for timeline in self.world.timelines.values() for message in timeline.every())
        return [each for each in every if each.metadata and each.metadata["event_payload"]["delivery"] == key]

    def rows(self, question: str, *given: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "desk.db")) as here:
            return here.execute(question, given).fetchall()


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    stage = Stage(folder)
    try:
        await stage.begin()
        yield stage
    finally:
        await stage.end()


def seconds(span: timedelta) -> float:
    return round(span.total_seconds(), 1)
