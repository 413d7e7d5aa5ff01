"""A machine that helps people to judge and to answer, and never speaks for them; the desk works the same without it."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.cases.case import Case, Mention, Note
from bot.cases.drafts import Draft, Request, Source
from bot.cases.judgement import Correction, Judgement
from bot.cases.report import Report
from bot.cases.summary import Summary


class NoHelp(Exception):
    """`str(no_help)` says in one sentence, fit for people, why there is none; at `until` it is worth another try.

    Without `until` the same question would meet the same end.
    """

    def __init__(self, sentence: str, until: datetime | None = None) -> None:
        super().__init__(sentence)
        self.until = until


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it goes, for `/desk`, metrics and health: `problem` is empty while all is well, `on` False without a key.

    `learning` says for people what was learnt from their corrections, and how good that is.
    """

    name: str
    on: bool
    problem: str = ""
    helped_at: datetime | None = None
    spent_today: float = 0.0
    daily_budget: float | None = None
    learning: str = ""


class Judge(Protocol):
    """Plain rules, quick enough to judge a post while it is taken in; a case never depends on them."""

    name: str

    async def ready(self, mentions: Sequence[Mention]) -> None:
        """Load what `judge` needs for these."""
        ...

    def judge(self, mention: Mention) -> Judgement:
        """At once, whatever is written there."""
        ...


class Learner(Protocol):
    """Judges the next cases by what people said of earlier ones."""

    async def learn(self, corrections: Sequence[Correction]) -> None:
        """From these alone from now on, the oldest case first; what is not among them is forgotten."""
        ...


class Assistant(Protocol):
    """Each question raises `NoHelp` where there is no answer to rely on, and nothing else.

    Whatever customers, colleagues or a model wrote, an answer holds words only: nothing here changes anything.
    """

    name: str

    @property
    def standing(self) -> Standing: ...

    async def triage(self, case: Case, examples: Sequence[Correction] = ()) -> Judgement:
        """What kind of case it is and how urgent; `examples` are people's corrections of similar ones."""
        ...

    def drafts(self, case: Case, request: Request, sources: Sequence[Source] = ()) -> AsyncGenerator[Draft, None]:
        """At most three, each as soon as it is whole, in the customer's language and within the network's count."""
        ...

    async def tone(self, case: Case, written: str, by: str | None = None) -> str:
        """One hint on how an answer may read to the customer; empty where there is none."""
        ...

    async def summary(self, case: Case, notes: Sequence[Note] = (), by: str | None = None) -> Summary:
        """What happened so far, in two or three plain sentences, for somebody who comes new to the case."""
        ...

    async def week(self, report: Report, by: str | None = None) -> Sequence[str]:
        """A week in at most three sentences; whoever shows them checks their numbers."""
        ...

    async def translate(self, case: Case, text: str, to: str, by: str | None = None) -> str:
        """The text in the language `to` (its code, "en")."""
        ...
