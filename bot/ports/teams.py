"""What is kept of the teams that are asked: requests that many cases share, and what customers wish for or praise."""

from datetime import datetime
from typing import Protocol

from bot.cases.case import Handoff
from bot.cases.gathering import Request, Waiting
from bot.cases.wishes import Kind, Tally, Topic


class TeamsChange(Protocol):
    async def request(self, handoff_id: int) -> tuple[int, Handoff] | None:
        """A handoff with its case, which is not locked."""
        ...

    async def joined(self, handoff_id: int) -> list[tuple[int, int]]:
        """The handoffs that run and share its card, each after its case."""
        ...

    async def pass_on(self, was: int, becomes: int) -> None:
        """What runs and shares the card of one request shares that of the other from now on."""
        ...

    async def asked_in(self, channel: str) -> list[int]:
        """The cases of the requests that run in a team's channel."""
        ...

    async def topics(self, team: str, kind: Kind) -> list[Topic]: ...
    async def add_topic(self, topic: Topic) -> Topic: ...
    async def see_topic(self, topic_id: int, now: datetime) -> Topic | None:
        """The team has looked at it."""
        ...

    async def add_wish(self, topic: Topic, case_id: int, by: str, words: str, at: datetime) -> bool:
        """False where the case counts for the topic already."""
        ...


class TeamsReads(Protocol):
    async def gathered(self, handoff_id: int) -> list[Waiting]:
        """The cases that wait for a request, that which began it among them."""
        ...

    async def requests(self) -> list[Request]:
        """Those that run, the newest first."""
        ...

    async def tally(self, topic_id: int, month: datetime) -> Tally | None: ...
    async def wishes(self, team: str, kind: Kind, month: datetime) -> list[tuple[str, int]]:
        """The topics of a team, each with how often it was spoken of since then."""
        ...
