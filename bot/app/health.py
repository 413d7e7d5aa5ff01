"""Is the bot well? Every part with its last success for machines, and every problem with its beginning for people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.cases.health import LASTS, Problem
from bot.ports.assistant import Standing
from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.ports.queries import Backlog, Overview, Queries
from bot.web.server import Part, Report

NOT_YET = "not looked at yet"
HANGS = "The look at it does not come to an end. Start me again if it lasts."
STUCK = "Nothing stands in their way, yet they do not leave. Start me again if it lasts."
A_MOMENT = timedelta(seconds=15)  # longer than any call takes
_LANES = {
    "publish": ("Public answers", "Replies wait."),
    "edit": ("Updates of cards", "Cards may show what is past."),
    "post": ("Messages in Slack", "Cards and notes wait."),
}


class Look(Protocol):
    @property
    def network(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def problem(self) -> str: ...
    @property
    def begun_at(self) -> datetime | None: ...


class Slack(Protocol):
    @property
    def connected(self) -> bool: ...
    @property
    def since(self) -> datetime | None: ...
    @property
    def problems(self) -> Mapping[str, str]: ...


class Health:
    """`lasts`: after which time silence counts as trouble; `pause`: the time between two looks at a network.

    `assistant` tells how it stands, None without one; it decides on nothing.
    """

    def __init__(
        self,
        queries: Queries,
        slack: Slack,
        looks: Callable[[], Sequence[Look]],
        clock: Clock,
        lasts: timedelta = LASTS,
        pause: timedelta = timedelta(),
        assistant: Callable[[], Standing | None] = lambda: None,
    ) -> None:
        self._lasts = lasts
        self._pause = pause
        self._stuck_since: dict[str, datetime] = {}
        self._queries = queries
        self._slack = slack
        self._looks = looks
        self._clock = clock
        self._assistant = assistant
        self._succeeded: dict[str, datetime] = {}
        self._noticed: dict[str, datetime] = {}

    async def report(self) -> Report:
        """The parts that decide on readiness, and what tells silence from calm."""
        database = await self._database()
        overview = None if database else await self._queries.overview(self._clock.now())
        slack = "" if self._slack.connected else "not connected"
        networks = [
            Part(name=look.network, last_success=look.at, problem=self._wrong(look) or ("" if look.at else NOT_YET))
            for look in self._looks()
        ]
        parts = [self._part("database", database), self._part("slack", slack)]
        parts += networks or [Part(name="X", last_success=None, problem=NOT_YET)]
        if overview:
            parts.append(self._part("sending", self._silent_lanes(overview)))
        socket = {"connected": self._slack.connected, "since": _text(self._slack.since)}
        facts = {"slack": socket, "assistant": _help(self._assistant())}
        return Report(parts=parts, facts={**facts, **(_facts(overview, self._clock.now()) if overview else {})})

    async def problems(self) -> list[Problem]:
        """What is wrong now, since when; where that is not known, since it was first noticed here."""
        found = [*self._of_networks(), *self._of_slack()]
        if broken := await self._database():
            found.append(self._problem("Database", broken, so="Nothing new can be kept or sent."))
        else:
            overview = await self._queries.overview(self._clock.now())
            found += [*self._of_lanes(overview.lanes), *self._of_stuck(overview), *self._unsure(overview)]
        there = {problem.part for problem in found}
        self._noticed = {part: at for part, at in self._noticed.items() if part in there}
        return found

    def _of_networks(self) -> Iterable[Problem]:
        by_words: dict[str, list[Look]] = {}
        for look in self._looks():
            by_words.setdefault(self._wrong(look), []).append(look)
        well = by_words.pop("", [])
        for words, looks in by_words.items():
            networks = {look.network.partition(":")[0] for look in looks}
            all_of_it = not well and len(by_words) == 1
            part = ", ".join(sorted(networks) if all_of_it else [look.network for look in looks])
            since = min((look.at for look in looks if look.at), default=None)
            yield self._problem(part, words, since, "Mentions come late.")

    def _wrong(self, look: Look) -> str:
        """Its problem; a look that neither succeeds nor fails has none of its own."""
        late = look.begun_at and self._clock.now() - look.begun_at >= max(self._lasts, A_MOMENT) + self._pause
        return look.problem or (HANGS if late else "")

    def _of_slack(self) -> Iterable[Problem]:
        if not self._slack.connected:
            words = "Slack does not reach me; I keep connecting."
            yield self._problem("Slack", words, so="Clicks and commands get no answer.")
        for channel, words in self._slack.problems.items():
            yield self._problem(f"Channel <#{channel}>", words)

    def _of_lanes(self, lanes: Sequence[Backlog]) -> Iterable[Problem]:
        """Lanes that wait for the same reason are one problem; what waits for its turn alone is none."""
        stuck: dict[tuple[str, str], list[datetime]] = {}
        for lane in lanes:
            kind = _kind(lane.lane)
            about_a_channel = any(f"<#{channel}>" in lane.problem for channel in self._slack.problems)
            if lane.waiting and lane.oldest and lane.problem and kind in _LANES and not about_a_channel:
                stuck.setdefault((kind, lane.problem), []).append(lane.oldest)
        for (kind, words), oldest in stuck.items():
            part, so = _LANES[kind]
            noticed = self._noticed.setdefault(part, self._clock.now())
            yield Problem(part=part, words=words, since=min(*oldest, noticed), so=so)

    def _of_stuck(self, overview: Overview) -> Iterable[Problem]:
        """Since it was first noticed: what has waited while we were not there was stuck for no fault of a lane."""
        by_kind: dict[str, datetime] = {}
        for lane, since in self._stuck(overview).items():
            kind = _kind(lane)
            by_kind[kind] = min(since, by_kind.get(kind, since))
        for kind, since in by_kind.items():
            part, so = _LANES[kind]
            yield Problem(part=part, words=STUCK, since=since, so=so)

    def _silent_lanes(self, overview: Overview) -> str:
        now = self._clock.now()
        lanes = [lane for lane, since in self._stuck(overview).items() if now - since >= self._lasts]
        return f"nothing leaves, and nothing says why: {', '.join(lanes)}" if lanes else ""

    def _stuck(self, overview: Overview) -> dict[str, datetime]:
        """Lanes from which something could have left a moment ago, and since when we have seen that."""
        now = self._clock.now()
        still = [
            each.lane
            for each in overview.lanes
            if each.waiting and not each.problem and each.free and now - each.free >= A_MOMENT
        ]
        self._stuck_since = {lane: self._stuck_since.get(lane, now) for lane in still if _kind(lane) in _LANES}
        return self._stuck_since

    def _unsure(self, overview: Overview) -> Iterable[Problem]:
        if overview.unsure and overview.unsure_since:
            one = overview.unsure == 1
            which = "one message whether it" if one else f"{overview.unsure:,} messages whether they"
            words = f"Nobody knows of {which} arrived. I keep looking; where only you can tell, the thread asks you."
            why = sorted({lane.problem for lane in overview.lanes if lane.problem and not lane.waiting})
            yield Problem(part="Unsure", words=" ".join([words, *why]), since=overview.unsure_since)

    def _problem(self, part: str, words: str, since: datetime | None = None, so: str = "") -> Problem:
        noticed = self._noticed.setdefault(part, self._clock.now())
        return Problem(part=part, words=words, since=since or noticed, so=so)

    async def _database(self) -> str:
        try:
            return "" if await self._queries.migrated() else "the schema is old; run python -m bot migrate"
        except Fault as failed:
            return str(failed)

    def _part(self, name: str, problem: str) -> Part:
        if not problem:
            self._succeeded[name] = self._clock.now()
        return Part(name=name, last_success=self._succeeded.get(name), problem=problem)


def _kind(lane: str) -> str:
    return lane.partition("/")[2].partition("/")[0]


def _facts(overview: Overview, now: datetime) -> dict[str, object]:
    return {
        "last_mention": _text(overview.last_mention_at),
        "unsure": {"count": overview.unsure, "since": _text(overview.unsure_since)},
        "lanes": {
            lane.lane: {
                "waiting": lane.waiting,
                "oldest_seconds": max(0, round((now - lane.oldest).total_seconds())) if lane.oldest else None,
                "problem": lane.problem or None,
            }
            for lane in overview.lanes
        },
    }


def _help(standing: Standing | None) -> dict[str, object]:
    if standing is None:
        return {"on": False, "model": None, "last_success": None, "problem": None}
    last = _text(standing.helped_at)
    return {"on": standing.on, "model": standing.name, "last_success": last, "problem": standing.problem or None}


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
