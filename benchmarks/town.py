"""An X and a Slack in this process, and what is measured between them, in a process of its own."""

import asyncio
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import ClientConnectionError, ClientSession

from benchmarks.process import Process
from bot.sandbox.slack_server import Change, Message, Pace, SlackServer, SlackWorld
from bot.sandbox.x_server import Call, Limit, Post, XServer, XWorld
from bot.sandbox.x_server import Change as XChange

BOT = ("-m", "bot", "run")
BARE = ("-m", "benchmarks.floors.bare")

CHANNEL = "C0MENTIONS"
CUSTOMERS = 50
COLLEAGUES = 10
CROWDED = 600.0  # seconds that a crowd may take
MENTIONS = "GET /2/users/:id/mentions"
UNLIMITED = dict.fromkeys(
    (MENTIONS, "GET /2/users/me", "GET /2/users/:id/tweets", "POST /2/tweets"), Limit(user=10_000_000, app=None)
)
DESK = """
[desk]
channel = "{channel}"
undo_seconds = 0

[slack]
posts_per_second = {posts_per_second}
storm_after = 0

[x]
handle = "acmeair"
poll_seconds = {poll_seconds}
posts_per_15_minutes = 10000 # what the bot can do, not what it had better do
seconds_between_posts = 0

[sla] # no clock runs out while we measure
first_reply_minutes = 500000
next_reply_minutes = 500000
"""


class Stamped(list[Call]):
    """X's log of calls, with the moment of each answer."""

    def __init__(self) -> None:
        super().__init__()
        self._at: list[float] = []

    def append(self, call: Call) -> None:
        super().append(call)
        self._at.append(time.perf_counter())

    def answered(self, route: str, since: float) -> list[float]:
        return [at for at, call in zip(self._at, self, strict=True) if at >= since and call.route == route]


class Town:
    """`program` is what `running` runs between X and Slack: BOT or BARE. Times are those of `time.perf_counter`.

    `channels` are all that cards may go into; the bot's desk has the first. `pace` is Slack's own.
    """

    def __init__(
        self,
        program: tuple[str, ...],
        folder: Path,
        *,
        poll_seconds: float = 1,
        posts_per_second: float = 10_000,
        channels: Sequence[str] = (CHANNEL,),
        pace: Pace | None = None,
        database: Path | None = None,
    ) -> None:
        folder.mkdir()
        self.x, self.slack = XWorld(), SlackWorld()
        self.looks = Stamped()
        self.cards: dict[str, float] = {}
        """When each message in one of the channels itself was posted, by its ts."""
        self.answers: dict[str, float] = {}
        """When each post was first answered on X, by its id."""
        self.answered: list[float] = []
        """When the company answered, whomever."""
        self._port = _free_port()
        self._program = program
        self._folder = folder
        self.database = database or folder / "desk.db"
        self._desk = DESK.format(channel=CHANNEL, poll_seconds=poll_seconds, posts_per_second=posts_per_second)
        self._channels = channels
        self._pace = pace or Pace.off()
        self._apart = 1 / posts_per_second
        self._numbers = count(1)
        self._looked = 0
        self._servers = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._furnish()
        self.x_server = XServer(self.x, limits=UNLIMITED)
        self.x_server.calls = self.looks
        self.slack_server = SlackServer(self.slack, self._pace)
        for server in (self.x_server, self.slack_server):
            await server.start()
            self._servers.push_async_callback(server.stop)
        self._http = await self._servers.enter_async_context(ClientSession())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._servers.aclose()

    def _furnish(self) -> None:
        self.acme = self.x.add_user("acmeair", "Acme Air")
        self.customers = [self.x.add_user(f"customer{number}", followers=number) for number in range(CUSTOMERS)]
        self.colleagues = [f"U0COLLEAGUE{number}" for number in range(COLLEAGUES)]
        for user in self.colleagues:
            self.slack.add_user(user, user.lower(), user.title())
        for number, channel in enumerate(self._channels):
            self.slack.add_channel(channel, f"mentions{number or ''}", self.colleagues)
        self.x.on_change(self._on_x)
        self.slack.on_change(self._on_slack)

    def _on_x(self, change: XChange) -> None:
        if change.kind == "post" and (post := self.x.get(change.id)).author is self.acme and post.replied_to:
            self.answered.append(time.perf_counter())
            self.answers.setdefault(post.replied_to, self.answered[-1])

    def _on_slack(self, change: Change) -> None:
        if change.kind == "message" and change.about and change.channel and change.channel in self._channels:
            message = self.slack.message(change.channel, change.about)
            if message.bot_id and not message.is_reply:
                self.cards.setdefault(message.ts, time.perf_counter())

    # the program

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Process]:
        """The program, once it serves Slack and has looked at X."""
        async with self.starting() as process:
            await self.ready(process)
            yield process

    @asynccontextmanager
    async def starting(self) -> AsyncIterator[Process]:
        """The program, from its very start."""
        self._looked = len(self.looks)
        async with Process(self._program, self._folder / "program.log", self._environment()) as process:
            yield process

    async def ready(self, process: Process) -> None:
        def at_work() -> bool:
            return self.slack_server.connected and len(self.looks) > self._looked

        await self.until(at_work, "the program to be at work", process)
        while self._program is BOT and not await self._ready():
            process.check()
            await asyncio.sleep(0.01)

    async def _ready(self) -> bool:
        try:
            async with self._http.get(f"http://127.0.0.1:{self._port}/readyz") as response:
                return response.status == 200
        except ClientConnectionError:
            return False

    def _environment(self) -> dict[str, str]:
        desk = self._folder / "desk.toml"
        desk.write_text(self._desk, encoding="utf-8")
        keys, app = self.x_server.credentials(self.acme), self.slack.app
        return {
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "SLACK_API_URL": self.slack_server.api_url,
            "X_API_URL": self.x_server.url,
            "X_CONSUMER_KEY": keys.consumer_key,
            "X_CONSUMER_SECRET": keys.consumer_secret,
            "X_ACCESS_TOKEN": keys.access_token,
            "X_ACCESS_TOKEN_SECRET": keys.access_token_secret,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DESK_FILE": str(desk),
            "PORT": str(self._port),
            "BARE_CHANNELS": " ".join(self._channels),
            "BARE_APART": str(self._apart),
        }

    # hands and eyes

    def complain(self, times: int = 1, at: datetime | None = None) -> list[Post]:
        """New mentions, each of them a case of its own and with words of its own."""
        numbers = [next(self._numbers) for _ in range(times)]
        return [
            self.x.post(
                self.customers[number % CUSTOMERS],
                f"@acmeair my suitcase {named(number)} has not arrived, and nobody answers the phone!",
                created_at=at,
            )
            for number in numbers
        ]

    async def card(self, post: Post) -> Message:
        """The card that shows this post."""
        words = post.written[len("@acmeair ") :].partition(",")[0]

        def shown() -> Message | None:
            return self.slack.find_message(CHANNEL, words)

        return await self.slack.until(shown, 60, f"a card with {words!r}")

    async def answer(self, post: Post) -> float:
        """When the company answered this post."""
        await self.until(lambda: post.id in self.answers, "the answer on X")
        return self.answers[post.id]

    async def keeps(self, cases: int, process: Process) -> float:
        """When so many cases were safe in the database, as another program sees it."""
        await self.until(lambda: self.kept() >= cases, "the cases to be kept", process, CROWDED)
        return time.perf_counter()

    async def shows(self, cards: int, process: Process) -> float:
        """When so many cards stood in Slack."""
        await self.until(lambda: len(self.cards) >= cards, "the cards", process, CROWDED)
        return time.perf_counter()

    def kept(self) -> int:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            [[number]] = database.execute("SELECT max(last_number) FROM workspaces").fetchall()
        return int(number or 0)

    async def until(
        self, true: Callable[[], bool], what: str, process: Process | None = None, seconds: float = 60
    ) -> None:
        """Look again every 5 ms. Raises TimeoutError, or RuntimeError where the process has ended."""
        deadline = time.perf_counter() + seconds
        while not true():
            if process:
                process.check()
            if time.perf_counter() > deadline:
                raise TimeoutError(f"waited {seconds:g} s in vain for {what}")
            await asyncio.sleep(0.005)


def named(number: int) -> str:
    return f"AC{number:06d}"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
