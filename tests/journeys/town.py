"""A town for journeys: an X, a Slack and the bot between them, all on this machine, over the real wire."""

import asyncio
import re
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from bot.app import Bot
from bot.cases.settings import Settings
from bot.config import load
from bot.ports.clock import Clock
from bot.relay.patience import Patience
from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import KEY
from bot.sandbox.slack_server import Message, Pace, Person, SlackServer, SlackWorld, View
from bot.sandbox.x_server import LIMITS, Limit, Post, User, XServer, XWorld
from bot.slack.manifest import manifest
from tests.migrated import empty_database
from tests.patience import ACK_SECONDS, patient_slack

NO_LIMITS = dict.fromkeys(LIMITS, Limit(user=None, app=None))  # journeys look several times a second
LOOK_EVERY = 0.2
SHORT = Patience(
    retry=timedelta(seconds=1),
    first_look=timedelta(seconds=0.3),
    settled_after=timedelta(seconds=2),
    look_again=timedelta(seconds=0.5),
)
DESK = """
[desk]
name = "Acme Air"
channel = "C0MENTIONS"
undo_seconds = {undo}
signature = "{signature}"

[slack]
posts_per_second = {pace}
storm_after = {storm}

[x]
handle = "acmeair"
poll_seconds = 1
posts_per_15_minutes = 10000
seconds_between_posts = 0
track = ["acme air"]

[[teams]]
name = "baggage"
channel = "C0BAGGAGE"
members = ["S0BAGGAGE"]
keywords = ["luggage", "lost bag"]
answer_within_minutes = 15
escalate_to = ["U0LEAD"]
{more}
"""


class Town:
    """`mode` is "socket" or "http"; `more` is the rest of the desk file; without `bot` nobody works there at first.

    `hurry` changes what the desk file permits in whole minutes only. Everything ends when the `async with` ends.
    """

    def __init__(
        self,
        folder: Path,
        mode: str = "socket",
        *,
        undo: float = 0,
        pace: float = 1000,
        storm: int = 0,
        signature: str = "",
        more: str = "",
        database: str = "",
        bot: bool = True,
        hurry: Callable[[Settings], Settings] = lambda settings: settings,
        retries: Sequence[float] = (0.1, 0.2, 0.3),
        clock: Clock | None = None,
        model: ModelServer | None = None,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self.folder = folder
        self.mode = mode
        self.database = database or f"sqlite:///{folder / 'desk.db'}"
        self._desk = DESK.format(undo=undo, pace=pace, storm=storm, signature=signature, more=more)
        self._fast = pace > 10
        self._retries, self._ack_seconds = retries, ack_seconds
        self.model = model
        self.x = XWorld()
        self.slack = SlackWorld()
        self.slack.app.apply_manifest(manifest())
        self.bot: Bot | None = None
        self._begins, self._hurry, self._clock = bot, hurry, clock
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "Town":
        self.acme = self.x.add_user("acmeair", name="Acme Air")
        self.vera = self.x.add_user("vera", name="Vera Winter", followers=120)
        self.omar = self.x.add_user("omar", name="Omar Haddad", followers=40)
        for user, name in {
            "U0ANN": "Ann Arden",
            "U0BEN": "Ben Brook",
            "U0LEAD": "Lea Dahl",
            "U0BAG": "Bo Agard",
        }.items():
            self.slack.add_user(user, name.split()[0].lower(), name)
        self.slack.add_user("U0GUEST", "gus", "Gus Est", is_restricted=True)
        self.slack.add_user("U0GONE", "gone", "Gone Person", deleted=True)
        self.slack.add_user("U0FAR", "far", "Far Away", is_stranger=True, team_id="T0OTHER")
        self.slack.add_group("S0BAGGAGE", "baggage-team", ["U0BAG"])
        everybody = ["U0ANN", "U0BEN", "U0LEAD", "U0BAG"]
        self.slack.add_channel("C0MENTIONS", "mentions", everybody)
        self.slack.add_channel("C0BAGGAGE", "team-baggage", ["U0BAG", "U0LEAD"])
        self.slack.add_channel("C0GENERAL", "general", everybody, bot=False)
        self.x_server = XServer(self.x, limits=NO_LIMITS)
        await self.x_server.start()
        self._stack.push_async_callback(self.x_server.stop)
        pace = Pace.off() if self._fast else None
        self._stack.enter_context(patient_slack())
        self.slack_server = SlackServer(self.slack, pace, ack_seconds=self._ack_seconds, retry_delays=self._retries)
        await self.slack_server.start()
        self._stack.push_async_callback(self.slack_server.stop)
        if not (file := self.folder / "desk.db").exists():
            file.write_bytes(await empty_database())
        if self.model:
            await self.model.start()
            self._stack.push_async_callback(self.model.stop)
        if self._begins:
            await self.start_bot()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop_bot()
        await self._stack.aclose()

    async def start_bot(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment().items():
                patch.setenv(name, value)
            config = load(env_file=None)
        settings = self._hurry(config.settings)
        hurried = replace(settings, x=replace(settings.x, poll_seconds=LOOK_EVERY))
        self.bot = Bot(replace(config, settings=hurried), self._clock, SHORT)
        await self.bot.start()
        if self.mode == "http":
            await self.slack_server.connect_http(f"http://127.0.0.1:{self.bot.port}/slack/events")
        await self.until(lambda: self.slack_server.connected, "the bot to connect")

    async def stop_bot(self) -> None:
        if self.bot is not None:
            if self.mode == "http":
                await self.slack_server.disconnect_http()
            await self.bot.stop()
            self.bot = None

    def environment(self) -> dict[str, str]:
        desk = self.folder / "desk.toml"
        desk.write_text(self._desk)
        keys = self.x_server.credentials("acmeair")
        app = self.slack.app
        slack = {"SLACK_APP_TOKEN": app.app_token} if self.mode == "socket" else {}
        helped = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": self.model.url} if self.model else {}
        return {
            **slack,
            **helped,
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_SIGNING_SECRET": app.signing_secret,
            "SLACK_API_URL": self.slack_server.api_url,
            "X_API_URL": self.x_server.url,
            "X_CONSUMER_KEY": keys.consumer_key,
            "X_CONSUMER_SECRET": keys.consumer_secret,
            "X_ACCESS_TOKEN": keys.access_token,
            "X_ACCESS_TOKEN_SECRET": keys.access_token_secret,
            "DATABASE_URL": self.database,
            "DESK_FILE": str(desk),
            "PORT": "0",
        }

    # hands and eyes

    def person(self, user: str) -> Person:
        return self.slack.person(user)

    async def complaint(self, text: str, by: User | None = None, **how: Any) -> tuple[Post, Message]:
        """A customer's post, and the card that it becomes; `how` as `XWorld.post` takes it."""
        post = self.x.post(by or self.vera, text, **how)
        return post, await self.card(text.removeprefix("@acmeair ")[:60].strip())

    async def reply(self, who: Person, card: Message, text: str) -> dict[str, str] | View | None:
        """Press **Reply**, write and submit; what Slack shows then."""
        await who.click(card, "Reply")
        return await who.submit(await who.sees_modal("280"), {"Reply": text})

    async def posted(self, post: Post, containing: str = "") -> Post:
        """Wait for the company's answer under a post."""
        return await self.until(
            lambda: next((a for a in self.answers(post) if containing in a.delivered.text), None), "the answer on X"
        )

    def number(self, card: Message) -> str:
        """How people name the case of this card: `#1`."""
        found = re.search(r"#\d+", self.slack.text_of(card))
        assert found
        return found[0]

    def text(self, shown: Message | View | None) -> str:
        return self.slack.text_of(shown) if shown else ""

    async def card(self, containing: str, timeout: float = 30) -> Message:
        """Wait for a message in the desk's channel itself with these words."""

        def shown() -> Message | None:
            for message in reversed(self.slack.messages("C0MENTIONS")):
                if containing in self.slack.text_of(message):
                    return message
            return None

        return await self.slack.until(shown, timeout, f"a card with {containing!r}")

    async def in_thread(self, root: Message, containing: str, timeout: float = 30) -> Message:
        def shown() -> Message | None:
            for message in self.slack.thread(root.channel, root.ts)[1:]:
                if containing in self.slack.text_of(message):
                    return message
            return None

        return await self.slack.until(shown, timeout, f"{containing!r} in the thread")

    async def shows(self, message: Message, words: str, timeout: float = 30) -> None:
        """Wait until an edit makes the message show these words."""

        def shown() -> bool:
            return words in self.slack.text_of(self.slack.message(message.channel, message.ts))

        await self.slack.until(shown, timeout, f"the message to show {words!r}")

    def answers(self, post: Post) -> list[Post]:
        """What the company has posted under a post."""
        return [answer for answer in self.x.replies_to(post) if answer.author.id == self.acme.id]

    async def until(self, true: Callable[[], Any], what: str, timeout: float = 30, every: float = 0.01) -> Any:
        try:
            async with asyncio.timeout(timeout):
                while not (found := true()):
                    await asyncio.sleep(every)
        except TimeoutError:
            raise TimeoutError(f"waited {timeout:g} s in vain for {what}") from None
        return found
