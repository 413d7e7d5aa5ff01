"""Reads for what people see; none of them locks anything, and each runs on an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.cases.assignment import Load
from bot.cases.case import Case, Handoff, Note, Post
from bot.cases.health import Trouble
from bot.cases.history import Entry
from bot.cases.outbox import Place, Subject
from bot.cases.storms import Report
from bot.cases.waves import Said
from bot.ports.inbox import InboxReads
from bot.ports.memory import MemoryReads
from bot.ports.questions import QuestionReads
from bot.ports.reports import ReportReads
from bot.ports.teams import TeamsReads


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The case that a Slack message belongs to, and the handoff if it stands in a team's thread."""

    case: int
    handoff: int | None = None
    subject: Subject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A case in a list; `due` is when the first of its clocks is late."""

    id: int
    number: int
    handle: str
    text: str
    status: str
    waiting_for: str | None
    priority: int
    owner: str | None
    due: datetime | None
    opened_at: datetime
    channel: str
    ts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A public answer of the desk's, to what, and when; `ts` is where the case's card stands in `channel`.

    `to` is what the customer is called.
    """

    case: int
    number: int
    asked: str
    answer: str
    at: datetime
    channel: str
    ts: str | None
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Somebody on a network, with all their cases."""

    network: str
    id: str
    handle: str
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A post that is to be looked at on its network: what we show of it, and what the last look said against it."""

    id: int
    post_id: str
    case: int
    case_open: bool
    text: str
    pictures: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits in a lane: how much, since when, and the last problem it met.

    Since `free` the next of them could have left, as far as the lane's pace and holds are concerned.
    """

    lane: str
    waiting: int
    oldest: datetime | None
    problem: str
    free: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The desk in figures; counts above 1,000 are given as 1,000. `spent`: US dollars in this month (UTC).

    `storms`: the channels in which most cards are held back, and since when.
    """

    open: int
    unowned: int
    late: int
    opened_today: int
    answered_today: int
    unsure: int
    last_mention_at: datetime | None
    unsure_since: datetime | None = None
    spent: float = 0.0
    lanes: tuple[Backlog, ...] = ()
    storms: tuple[tuple[str, datetime], ...] = ()


class Queries(MemoryReads, TeamsReads, ReportReads, QuestionReads, InboxReads, Protocol):
    async def case(self, case_id: int) -> Case | None: ...
    async def post(self, case: Case, post_id: int) -> Post | None:
        """One of the customer's posts, also of those that a long case is loaded without."""
        ...

    async def numbered(self, number: int) -> int | None:
        """The id of the case that people call `#number`."""
        ...

    async def at(self, channel: str, ts: str) -> Found | None:
        """Whose message this is: a card, a handoff's card, a note, or any message we posted."""
        ...

    async def ours(self, channel: str, ts: str) -> bool:
        """Whether a message stands there that we posted, also one that belongs to no case."""
        ...

    async def place(self, subject: Subject, root: Subject | None = None) -> Place | None: ...
    async def note(self, note_id: int) -> Note | None: ...
    async def handoff(self, handoff_id: int) -> tuple[int, Handoff] | None:
        """The case's id and the handoff."""
        ...

    async def trouble(self, trouble_id: int) -> Trouble | None: ...
    async def storm(self, storm_id: int, now: datetime) -> Report | None: ...
    async def fresh(self, since: datetime, limit: int) -> list[Said]:
        """Cases opened since then that nobody has touched yet, oldest first."""
        ...

    async def history(self, case_id: int, limit: int, before: int | None = None) -> list[Entry]:
        """What happened to the case, the newest first; `before` an entry's id."""
        ...

    async def draft(self, case_id: int, by: str) -> str: ...
    async def mine(self, owner: str, limit: int) -> list[Line]: ...
    async def unowned(self, limit: int) -> list[Line]: ...
    async def late(self, now: datetime, limit: int) -> list[Line]: ...
    async def open(self, limit: int, matching: str = "") -> list[Line]:
        """Open cases, most urgent first; `matching` is the beginning of a number or of a handle, for pickers."""
        ...

    async def awaiting(self, limit: int) -> list[Line]:
        """Cases of which a reply waits for an approver, the longest waiting first."""
        ...

    async def earlier(self, text: str, first: datetime, last: datetime, limit: int) -> list[Earlier]:
        """The desk's answers between two moments: to what is most like the text, or without one the newest."""
        ...

    async def owners(self, now: datetime, limit: int) -> list[tuple[str, Load]]:
        """Who has open cases and how many, those with most of them first."""
        ...

    async def loads(self, people: Sequence[str], now: datetime) -> dict[str, Load]:
        """The open cases of each of these people."""
        ...

    async def overview(self, now: datetime, today: datetime | None = None) -> Overview:
        """`today` is when the desk's day began; without it, midnight UTC."""
        ...

    async def alarms(self) -> Sequence[tuple[str, datetime]]:
        """Every alarm that is set (lanes, timers, settling) with its time: to be rung again at a start."""
        ...

    async def spent(self, now: datetime) -> float:
        """What the networks have billed in this month (UTC), in US dollars."""
        ...

    async def billed(self, account: str, day: date, kind: str) -> int:
        """How many resources of a kind were billed on that day (UTC)."""
        ...

    async def published(self, account: str, now: datetime, limit: int) -> list[datetime]:
        """When the account posted within the governor's window, by us or by hand; what is unsure counts as now."""
        ...

    async def read(self, account: str, post_ids: Sequence[str]) -> frozenset[str]: ...
    async def next_due(self, lane: str) -> datetime | None:
        """When the lane's next delivery is due and its pace permits it; None where nothing waits."""
        ...

    async def next_timer(self) -> datetime | None: ...
    async def next_look(self) -> datetime | None: ...
    async def posts_to_look_at(self, account: str, now: datetime, limit: int) -> list[Stored]:
        """Those that are due, the longest waiting first."""
        ...

    async def next_presence(self) -> datetime | None:
        """When the next post is to be looked at on its network."""
        ...

    async def customers(self, handle: str) -> list[Customer]:
        """Who is called that, in whatever case and with or without its @; on several networks there may be several."""
        ...

    async def notes_of(self, case_id: int) -> list[Note]: ...
    async def migrated(self) -> bool: ...
