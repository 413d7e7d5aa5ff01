"""The outside in memory: a network and a surface that do as they are told, for the tests of the middle."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.cases import text
from bot.cases.case import Case, Mention, Note, Priority
from bot.cases.drafts import Draft, Request, Source
from bot.cases.judgement import Correction, Judgement, Kind, Sentiment
from bot.cases.outbox import Delivery
from bot.cases.report import Report
from bot.cases.summary import Summary
from bot.cases.views import Message
from bot.ports.assistant import Assistant, NoHelp, Standing
from bot.ports.bill import Bill
from bot.ports.network import Mark, Published, StillThere
from bot.ports.outcomes import Outcome
from bot.ports.roster import Colleague, Roster
from bot.ports.surface import Surface
from tests.cases.samples import NOON


class HandClock:
    """Stands still until somebody moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


@dataclass
class Troubles:
    """Outcomes to meet, one a call; `after` lets the call have its effect first."""

    waiting: list[tuple[Outcome, bool]] = field(default_factory=list)

    def add(self, outcome: Outcome, *, after: bool = False) -> None:
        self.waiting.append((outcome, after))

    def meet(self, effect: Callable[[], None]) -> None:
        outcome, after = self.waiting.pop(0) if self.waiting else (None, True)
        if after:
            effect()
        if outcome is not None:
            raise outcome


class FakeNetwork:
    """A network of one company; `hides` is how many looks it takes until a new post shows in the timeline."""

    name = "x"
    account = "x:acmeair"

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self.bill = Bill()
        self.arriving: dict[str, list[Mention]] = {}
        self.asked: list[tuple[str, Mark | None]] = []
        self.published: list[tuple[str, str]] = []
        self.troubles = Troubles()
        self.reading = Troubles()
        self.hides = 0
        self.standing = StillThere(posts={}, gone={})
        self.looked_up: list[list[str]] = []

    async def mentions(self, since: Mark | None) -> list[Mention]:
        return self._read("mentions", since)

    async def search(self, term: str, since: Mark | None) -> list[Mention]:
        return self._read(term, since)

    async def own_posts(self, since: Mark | None) -> list[Mention]:
        return self._read("own posts", since)

    async def publish(self, text: str, answers: str) -> Published:
        self.troubles.meet(lambda: self.published.append((answers, text)))
        return self._receipt()

    async def find(self, words: str, answers: str, since: datetime) -> Published | None:
        self.reading.meet(lambda: None)
        if self.hides:
            self.hides -= 1
            return None
        there = any(to == answers and text.same(said, words) for to, said in self.published)
        return self._receipt() if there else None

    async def look_up(self, post_ids: Sequence[str]) -> StillThere:
        self.looked_up.append(list(post_ids))
        self.reading.meet(lambda: None)
        return self.standing

    def _read(self, source: str, since: Mark | None) -> list[Mention]:
        self.asked.append((source, since))
        self.reading.meet(lambda: None)
        return self.arriving.get(source, [])

    def _receipt(self) -> Published:
        return Published(id="2001", url="https://x.com/acmeair/status/2001", at=self._clock.now())


class FakeSurface:
    """Keeps what was posted by (channel, ts), with the key it carried."""

    def __init__(self) -> None:
        self.posts: dict[str, tuple[str, str | None, str, Message]] = {}
        self.edits: list[tuple[str, Message]] = []
        self.troubles = Troubles()
        self.looking = Troubles()

    async def post(self, message: Message, channel: str, thread_ts: str | None, key: str) -> str:
        ts = f"{len(self.posts) + 1}.0"
        self.troubles.meet(lambda: self.posts.update({ts: (channel, thread_ts, key, message)}))
        return ts

    async def edit(self, message: Message, channel: str, ts: str) -> None:
        self.troubles.meet(lambda: self.edits.append((ts, message)))

    async def erase(self, channel: str, ts: str) -> None:
        self.posts.pop(ts)

    async def find(self, delivery: Delivery, thread_ts: str | None, since: datetime) -> str | None:
        self.looking.meet(lambda: None)
        return next((ts for ts, (_, _, key, _) in self.posts.items() if key == delivery.key), None)

    def shown(self, kind: type[Message]) -> list[Message]:
        return [message for _, _, _, message in self.posts.values() if isinstance(message, kind)]


@dataclass
class FakeRoster:
    """Everybody is there unless `people` says otherwise; `groups` are user groups with their members."""

    people: dict[str, Colleague] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def colleagues(self, ids: Sequence[str]) -> tuple[Colleague, ...]:
        everyone = [who for named in ids for who in self.groups.get(named, (named,))]
        return tuple(self.people.get(who) or Colleague(id=who, name=who) for who in dict.fromkeys(everyone))


JUDGED = Judgement(
    kind=Kind.COMPLAINT, urgency=Priority.NORMAL, sentiment=Sentiment.NEGATIVE, by="fake", topic="lost bag"
)


@dataclass
class FakeAssistant:
    """Answers what it was told to; `refuses` is met by every question, and `asked` keeps them by their verb."""

    judgement: Judgement = JUDGED
    offers: tuple[str, ...] = ("We are looking for it.", "Please send us your number.", "We are sorry.")
    hint: str = ""
    sentences: tuple[str, ...] = ("It was a quiet week.",)
    refuses: NoHelp | None = None
    name: str = "fake"
    asked: list[tuple[str, Case]] = field(default_factory=list)
    seen: list[Sequence[Correction | Source | Note]] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        return Standing(name=self.name, on=True, problem=str(self.refuses or ""))

    async def triage(self, case: Case, examples: Sequence[Correction] = ()) -> Judgement:
        self._hear("triage", case, examples)
        return self.judgement

    async def drafts(self, case: Case, request: Request, sources: Sequence[Source] = ()) -> AsyncGenerator[Draft, None]:
        self._hear(f"drafts: {request.wish}", case, sources)
        for words in self.offers:
            yield Draft(text=words, sources=tuple(source.name for source in sources))

    async def tone(self, case: Case, written: str, by: str | None = None) -> str:
        self._hear("tone", case)
        return self.hint

    async def summary(self, case: Case, notes: Sequence[Note] = (), by: str | None = None) -> Summary:
        self._hear("summary", case, notes)
        return Summary(text=f"{case.author.name} has written {len(case.posts)} times.", by=self.name)

    async def week(self, report: Report, by: str | None = None) -> Sequence[str]:
        if self.refuses:
            raise self.refuses
        return self.sentences

    async def translate(self, case: Case, text: str, to: str, by: str | None = None) -> str:
        self._hear("translate", case)
        return f"{to}: {text}"

    def _hear(self, verb: str, case: Case, given: Sequence[Correction | Source | Note] = ()) -> None:
        self.asked.append((verb, case))
        self.seen.append(given)
        if self.refuses:
            raise self.refuses


def as_assistant(fake: FakeAssistant) -> Assistant:
    return fake


def as_roster(fake: FakeRoster) -> Roster:
    return fake


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def as_surface(fake: FakeSurface) -> Surface:
    """The type checker's word that the fake is a surface."""
    return fake
