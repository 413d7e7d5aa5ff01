"""A public network: mentions are read from it and replies published on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.cases.case import Mention
from bot.ports.bill import Bill

LOOKED_UP = 100
OWN_POSTS = "own posts"  # the source that tells of what the company itself has posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a source was read: the newest post seen in it, by its id and its time.

    `exact` asks for a read that begins right there, without looking two minutes back.
    """

    id: str
    at: datetime
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    id: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StillThere:
    """What a look at posts found: those that stand, as they are now, and why others do not ("deleted", "protected").

    Both by the id that was asked for; of what is in neither, the network said nothing.
    """

    posts: Mapping[str, Mention]
    gone: Mapping[str, str]


class Network(Protocol):
    """Reads come whole (all pages) and oldest first; they start two minutes before `since` (X indexes some posts late),
    and without `since` take the last hour. Raises `outcomes.Paused` or `outcomes.Unsure` where nothing could be read.
    """

    name: str
    account: str
    bill: Bill

    async def mentions(self, since: Mark | None) -> list[Mention]: ...

    async def search(self, term: str, since: Mark | None) -> list[Mention]: ...

    async def own_posts(self, since: Mark | None) -> list[Mention]:
        """The company's own timeline: answers given by hand, and what became of unsure sends."""
        ...

    async def look_up(self, post_ids: Sequence[str]) -> StillThere:
        """Whether posts still stand; at most `LOOKED_UP` ids. Raises `outcomes.Paused`."""
        ...

    async def publish(self, text: str, answers: str) -> Published:
        """Publish `text` under the post `answers`. Raises `outcomes.Rejected`, `Paused` or `Unsure`."""
        ...

    async def find(self, text: str, answers: str, since: datetime) -> Published | None:
        """Look for a reply that may have been published at or after `since`: by the post it answers and its text."""
        ...
