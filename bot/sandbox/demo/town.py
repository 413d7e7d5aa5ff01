"""Acme Air: its workspace with people and channels, its customers on X, and the page over both."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from bot.sandbox.model_server import ModelServer
from bot.sandbox.page import Look, Page
from bot.sandbox.script import CUSTOMERS, Player
from bot.sandbox.slack_server import SlackServer, SlackWorld
from bot.sandbox.x_server import Limit, XServer, XWorld
from bot.slack.manifest import manifest

COMPANY = "acmeair"
MODEL = "stand-in"
"""What cards say who judged: no model, and nobody should take it for one."""
STAFF = {
    "U0MARA": ("Mara Lindqvist", "Agent", Look("bob", 0, 2, 4, 4)),
    "U0JONAS": ("Jonas Okafor", "Agent, new here", Look("short", 5, 0, 2, 2)),
    "U0LEAD": ("Priya Ranade", "Team lead", Look("long", 3, 0, 1, 1)),
    "U0TOMAS": ("Tomás Vidal", "Baggage team", Look("side", 2, 1, 0, 0, beard=True)),
    "U0YUKI": ("Yuki Arai", "Booking team", Look("bun", 0, 6, 6, 6, glasses=True)),
}
GUEST = ("U0GUEST", "Elif Demir", "Guest, ground handling", Look("scarf", 1, 1, 5, 5))
_OFTEN = Limit(user=5000, app=5000)
_LIMITS = {
    "GET /2/users/:id/mentions": _OFTEN,
    "GET /2/users/:id/tweets": _OFTEN,
    "GET /2/tweets/search/recent": _OFTEN,
}
"""Looser than X's own, so that the bot may look every two seconds while somebody watches."""


class Sandbox:
    """Both worlds, their servers and the page, running while the `async with` lasts. The day is paused at first."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self.x, self.slack = XWorld(), SlackWorld()
        self.slack.app.apply_manifest(manifest())
        self.x_server = XServer(self.x, limits=_LIMITS)
        self.slack_server = SlackServer(self.slack)
        self.model_server = ModelServer(models=(MODEL,))
        self.player = Player(self.x, COMPANY)
        looks = {each.username: each.look for each in CUSTOMERS} | {id: look for id, (_, _, look) in STAFF.items()}
        looks[GUEST[0]] = GUEST[3]
        self.page = Page(self.x_server, self.slack_server, self.slack, self.player, COMPANY, looks)
        self._playing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.page.start(port=self._port)
        self.page.tell("starting", "The bot is starting …")
        await self.x_server.start()
        await self.slack_server.start()
        await self.model_server.start()
        _settle_slack(self.slack)
        _settle_x(self.x, self.page.url)
        self._playing = asyncio.create_task(self.player.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._playing is not None:
            self._playing.cancel()
            await asyncio.gather(self._playing, return_exceptions=True)
        await self.page.stop()
        await self.model_server.stop()
        await self.slack_server.stop()
        await self.x_server.stop()


def _settle_slack(slack: SlackWorld) -> None:
    for id, (name, title, _) in STAFF.items():
        slack.add_user(id, name.split()[0].lower(), name, title=title)
    guest, name, title, _ = GUEST
    slack.add_user(guest, "elif", name, title=title, is_restricted=True)
    slack.add_group("S0BAGGAGE", "baggage-team", ["U0TOMAS"])
    slack.add_group("S0BOOKING", "booking-team", ["U0YUKI"])
    slack.add_group("S0NEWHIRES", "new-here", ["U0JONAS"])
    topics = {
        ("C0MENTIONS", "mentions"): ("Every post about us on X", [*STAFF, guest], True),
        ("C0BAGGAGE", "team-baggage"): ("What did not come out of the belt", ["U0TOMAS", "U0LEAD"], True),
        ("C0BOOKING", "team-booking"): ("Seats, refunds, names", ["U0YUKI", "U0LEAD"], True),
        ("C0GENERAL", "general"): ("Cake is in the kitchen", [*STAFF], False),
    }
    for (id, channel), (topic, members, with_bot) in topics.items():
        slack.add_channel(id, channel, members, bot=with_bot).topic = topic


def _settle_x(x: XWorld, page: str) -> None:
    def face(username: str) -> str:
        return f"{page}/portraits/{username}.svg"

    about = "We fly you there. We answer here."
    x.add_user(COMPANY, "Acme Air", followers=88_400, verified=True, description=about, avatar=face(COMPANY))
    for each in CUSTOMERS:
        x.add_user(
            each.username,
            each.name,
            followers=each.followers,
            description=each.description,
            verified=each.verified,
            premium=each.premium,
            location=each.location,
            avatar=face(each.username),
        )
    early = datetime.now(UTC) - timedelta(hours=3)
    x.post(
        COMPANY,
        "Good morning! 212 flights today, one of them to you. We are here if anything goes wrong. ✈️",
        created_at=early,
    )
    x.post(
        "dad_of_three",
        "Airport breakfast with three children: two juices down, one to go.",
        created_at=early + timedelta(hours=1),
    )
