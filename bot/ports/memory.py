"""What the assistant needs kept: what it still has to do, what the desk's people taught it, and what it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.cases.case import Case
from bot.cases.drafts import Cost, Draft, Source
from bot.cases.judgement import Correction

TRIAGE, DRAFTS, TRANSLATIONS, SUMMARY = "triage", "drafts", "translations", "summary"
STUDY = timedelta(seconds=20)
"""So long after a correction it is learnt from, together with those that follow."""
LEASE = timedelta(seconds=90)
"""After which an errand that nobody reported back from is run again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something to ask the assistant about a case, by and by; `attempts` counts this one too."""

    case: int
    kind: str
    due: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One question to a model and what came back, for the audit trail; `case` is 0 where it was about none.

    `by` is who asked, None where nobody did; `problem` is empty where the answer could be used. `quotes` are the
    numbers of other cases whose words stand in it.
    """

    at: datetime
    case: int
    by: str | None
    verb: str
    model: str
    asked: str
    answered: str
    cost: Cost = field(default_factory=Cost)
    problem: str = ""
    quotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Drafts that somebody was offered for a case; `activity` is what the case had seen by then."""

    drafts: tuple[Draft, ...]
    by: str | None
    at: datetime
    activity: int


class MemoryChange(Protocol):
    """The assistant's part of a change."""

    async def run_errands(self, kind: str, due: datetime, *case_ids: int) -> None:
        """Have the assistant asked at `due`; an errand of that kind which waits already keeps its place."""
        ...

    async def take_errands(self, now: datetime, limit: int) -> list[Errand]:
        """Those that are due, the first ones first; each is due again after `LEASE` unless it is ended."""
        ...

    async def end_errand(self, errand: Errand, again: datetime | None = None) -> None:
        """It is done, or to be tried `again`."""
        ...

    async def correct(self, case: Case, correction: Correction) -> None:
        """Keep what a person says; of a case there is one correction, which the next one fills or overrules."""
        ...

    async def learn_answer(self, case: Case, reply_id: int, asked: str, answer: str, at: datetime) -> None:
        """Keep a public answer, to be found by what it answered."""
        ...

    async def unlearn(self, case: Case) -> None:
        """A post is gone: what was learnt from the case goes too, and the words of what was asked about it."""
        ...

    async def offer(self, case: Case, offered: Offered) -> None: ...

    async def offered(self, case_id: int) -> list[Offered]: ...

    async def consulted(self, consultation: Consultation) -> None:
        """Keep it for the audit trail, and add what it cost to its day."""
        ...

    async def erase_consultations(self, before: datetime, limit: int) -> int:
        """Erase the consultations of before then, at most so many of them; how many there were."""
        ...


class MemoryReads(Protocol):
    async def corrections(self, text: str, limit: int) -> list[Correction]:
        """People's corrections of the cases most like this text."""
        ...

    async def taught(self, limit: int) -> list[Correction]:
        """People's corrections of the newest cases that have one, the oldest case first."""
        ...

    async def answers(self, text: str, limit: int, but: int = 0) -> list[Source]:
        """The desk's answers to what is most like this text; none of the case `but`."""
        ...

    async def offers(self, case_id: int) -> list[Offered]:
        """The drafts that were offered for a case, the newest first."""
        ...

    async def consultations(self, case_id: int) -> Sequence[Consultation]: ...

    async def assistant_cost(self, day: date) -> Cost:
        """What the assistant has cost on that day (UTC)."""
        ...

    async def next_errand(self) -> datetime | None: ...
