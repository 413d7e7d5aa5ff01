"""The one door to the database: load, decide, save, tell, all in one change."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.cases.assignment import Load
from bot.cases.case import Case, Handoff, Mention, Note, Post, Reply
from bot.cases.events import Event
from bot.cases.health import Trouble
from bot.cases.history import Entry
from bot.cases.likeness import Said
from bot.cases.outbox import Delivery, Place, State, Subject
from bot.cases.spend import Level, Spend
from bot.ports.inbox import InboxChange
from bot.ports.memory import MemoryChange
from bot.ports.network import Mark
from bot.ports.questions import QuestionChange
from bot.ports.reports import ReportChange
from bot.ports.storms import StormChange
from bot.ports.teams import TeamsChange

Whose = tuple[str, str]
"""A conversation and its author: with the account they name a case."""


class Repeated(Exception):
    """This change was made before, under the same key: Slack repeated itself, and all is well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A lane's pace (GCRA): one send each `interval` seconds, and up to `burst` at once after a pause."""

    interval: float
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    case: int
    kind: str
    due: datetime


class Change(StormChange, MemoryChange, TeamsChange, ReportChange, QuestionChange, InboxChange, Protocol):
    """One transaction, committed at the end of its block or not at all; only the database may be awaited inside."""

    # cases
    async def case(self, case_id: int) -> Case:
        """Load and lock. Raises `refusals.UnknownCase`."""
        ...

    async def case_of(self, account: str, conversation: str, author_id: str) -> Case | None: ...

    async def cases_of(self, account: str, whose: Collection[Whose]) -> frozenset[Whose]:
        """Those of them who have a case, which is not loaded."""
        ...

    async def open(self, case: Case, first: Mention) -> Case:
        """Insert a new case with its first post; `id`, `number`, `posts` and `others` of what comes back are set."""
        ...

    async def open_all(self, openings: Sequence[tuple[Case, Mention]]) -> list[Case]:
        """The same for several, each of another conversation or author, numbered in their order."""
        ...

    async def save(self, case: Case) -> None:
        """Store the case's own columns (not its posts, replies, handoffs, which have verbs of their own)."""
        ...

    async def add_post(self, case: Case, mention: Mention, seen_at: datetime) -> Case: ...

    async def save_post(self, case: Case, post: Post) -> None:
        """Store what a post of the case says now, also as the headline of lists where it is the first."""
        ...

    async def looked_at(self, post_ids: Sequence[int], again: datetime | None, doubt: str | None = None) -> None:
        """Posts (by our ids) were looked at on their network: when to look again, and what was said against them."""
        ...

    async def look_again(self, case: Case, at: datetime) -> None:
        """Look at all posts of the case at that time, instead of later or never."""
        ...

    async def forget(self, case: Case) -> None:
        """Erase who the customer is and whatever quotes them, in everything that belongs to the case."""
        ...

    async def forget_author(self, network: str, author_id: str) -> None:
        """Delete what is known of somebody who has no case any more."""
        ...

    async def known(self, account: str, post_ids: Sequence[str]) -> frozenset[str]:
        """Which of these posts are stored already, whether the customers' or our own."""
        ...

    async def remember(self, account: str, post_id: str, at: datetime) -> None:
        """Note a post that is no case (our own, a repost), so that it is never looked at again."""
        ...

    async def beside(self, *cases: Case) -> list[Case]:
        """Load and lock other cases in the same conversations; of a crowd only some."""
        ...

    async def case_with_post(self, account: str, post_id: str) -> Case | None:
        """The case that a customer's post or our own published reply belongs to."""
        ...

    # what else is known of a case's customer
    async def contacts(self, case: Case, since: datetime) -> int:
        """How many cases they have opened since then, this one included."""
        ...

    async def rules_set_off(self, case: Case, since: datetime) -> frozenset[str]:
        """Which rules have asked a team about a case that they opened since then."""
        ...

    async def asked_by_rule(self, rule: str, since: datetime) -> int:
        """How often this rule has asked since then, whoever the customers are."""
        ...

    # what belongs to a case: returned with their ids set
    async def add_reply(self, case: Case, reply: Reply) -> Reply: ...
    async def save_reply(self, reply: Reply) -> None: ...
    async def add_handoff(self, case: Case, handoff: Handoff) -> Handoff: ...
    async def save_handoff(self, handoff: Handoff) -> None: ...
    async def add_note(self, note: Note) -> Note | None:
        """None where the note (by channel and ts) is stored already."""
        ...

    async def save_note(self, note: Note) -> None: ...
    async def note_at(self, channel: str, ts: str) -> Note | None: ...
    async def note(self, note_id: int) -> Note | None: ...
    async def latest_notes(self, case: Case, limit: int) -> list[Note]:
        """The newest notes in the case's thread and its teams' threads, the newest first."""
        ...

    async def keep_draft(self, case_id: int, by: str, text: str, at: datetime) -> None: ...
    async def drop_draft(self, case_id: int, by: str) -> None: ...

    async def last_step(self, case: Case) -> Entry | None:
        """What a person last did with the case, or that its owner was asked since."""
        ...

    # whose turn it is
    async def turns(self, pool: str) -> dict[str, datetime]:
        """When each of a team or a user group was last given a case in their turn."""
        ...

    async def take_turn(self, pool: str, person: str, at: datetime) -> None: ...
    async def loads(self, people: Sequence[str], now: datetime) -> dict[str, Load]:
        """The open cases of each of these people."""
        ...

    # what follows from it
    async def record(self, case: Case, *events: Event) -> None: ...
    async def record_all(self, happened: Sequence[tuple[Case, Event]]) -> None: ...
    async def deliver(self, *deliveries: Delivery) -> None:
        """Put into the outbox. An edit folds into one that waits already, or into the post itself while that waits."""
        ...

    async def cancel(self, subject: Subject, lane: str) -> bool:
        """Cancel what waits for `subject` in `lane`; False where there was nothing, or it is being sent already."""
        ...

    async def set_timer(self, case: Case, kind: str, due: datetime | None) -> None:
        """Set, move or (None) clear the case's timer of that kind."""
        ...

    async def set_timers(self, wanted: Sequence[Timer]) -> None: ...
    async def coming_timers(self, now: datetime, limit: int) -> list[Timer]:
        """The timers that `due_timers` would take."""
        ...

    async def due_timers(self, now: datetime, limit: int) -> list[Timer]:
        """Take the timers that are due, oldest first: they are gone with this change."""
        ...

    # trouble of the bot's own
    async def trouble(self) -> Trouble | None:
        """The newest one."""
        ...

    async def keep_trouble(self, trouble: Trouble) -> Trouble:
        """Insert what has no id yet, else save it; with its id."""
        ...

    # what the account says and costs
    async def said(self, account: str, since: datetime) -> list[Said]:
        """What the account has answered in public since then, or is about to; the newest first, at most 200."""
        ...

    async def spend(self, account: str, spends: Sequence[Spend]) -> None:
        """Add to the books what was billed."""
        ...

    async def warn_once(self, month: date, level: Level) -> bool:
        """Whether nobody was warned before that the budget of this month has reached this level."""
        ...

    # marks of intake
    async def mark(self, account: str, source: str) -> Mark | None: ...
    async def move_mark(self, account: str, source: str, mark: Mark) -> None: ...

    # the relay's side
    async def claim(self, lane: str, pace: Pace, now: datetime) -> Delivery | None:
        """Take the most urgent due delivery as `sending`, if the lane's pace permits one now; None otherwise."""
        ...

    async def settle(
        self,
        delivery: Delivery,
        state: State,
        now: datetime,
        *,
        due_at: datetime | None = None,
        problem: str = "",
        looks: int = 0,
    ) -> None:
        """Write what became of a delivery; with READY and UNSURE `due_at` is the next try or look."""
        ...

    async def stands(self, place: Place) -> None:
        """A message stands in Slack: remember where, and free what waited for it."""
        ...

    async def place(self, subject: Subject, root: Subject | None) -> Place | None: ...
    async def fallen(self, place: Place) -> bool:
        """Somebody deleted this message; False where that is known. What is said in its thread belongs to its case."""
        ...

    async def comes(self, subject: Subject) -> bool:
        """Whether a message stands in a channel, or is on its way there."""
        ...

    async def hang(self, root: Subject, lane: str) -> None:
        """Let what is ready in the lane for the thread of `root` wait, where that does not stand."""
        ...

    async def hold_lane(self, lane: str, until: datetime) -> None:
        """Nothing leaves the lane before `until` (a 429, or a network out of credits)."""
        ...

    async def unsure(self, now: datetime, limit: int) -> list[Delivery]:
        """Unsure deliveries whose next look is due."""
        ...

    async def open_end(self, subject: Subject, lane: str) -> Delivery | None:
        """The unsure delivery of `subject` in `lane`, whether its next look is set or it waits for a person."""
        ...

    async def abandon(self, now: datetime, everyone: bool = False) -> int:
        """Turn `sending` rows whose lease has run out (or everyone's, at a sole process's start) into unsure ones,
        edits into ready ones; how many."""
        ...

    async def redate(self, now: datetime, latest: datetime, publish: datetime, after: datetime) -> None:
        """The clock was set: what is due after `latest` was dated by another one. It is due now, public replies at
        `publish`; leases begin anew, and so does the age of what became unsure after `after`."""
        ...


class Store(Protocol):
    def change(self, key: str = "", *, person: bool = True) -> AbstractAsyncContextManager[Change]:
        """Open a change. With a `key` that was used before, raises `Repeated` on entering.

        `person` False lets people's changes go first. The commit rings the lanes, timers and settling it touched.
        """
        ...
