"""Who is asked when, until somebody answers: a policy goes on step by step, and ends with the lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.cases.absence import IDLE
from bot.cases.chain import Escalation, Turn
from bot.cases.settings import Notify, PolicyStep, Settings, Team
from bot.cases.sla import Calendar, calendar, calendar_of

NOBODY = "there is nobody to ask"


class Colleague(Protocol):
    """`away` says in a few words why somebody cannot be asked; `timezone` is an IANA name."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def timezone(self) -> str: ...
    @property
    def away(self) -> str: ...


Crew = Mapping[tuple[str, ...], Sequence[Colleague]]
"""The people behind the names of a step, as they are now."""


@dataclass(frozen=True, slots=True)
class Office:
    """When the desk, or a team with hours of its own, works: what is not urgent waits for it."""

    calendar: Calendar = field(default_factory=lambda: calendar((), "UTC"))

    @classmethod
    def of(cls, settings: Settings, team: str | None = None) -> "Office":
        return cls(calendar_of(team, settings))

    def after(self, start: datetime, minutes: float, urgent: bool) -> datetime:
        work = timedelta(minutes=minutes)
        return start + work if urgent else self.calendar.due(start, work)

    def at_work(self, colleague: Colleague, at: datetime) -> bool:
        """Whether it is their own working time; where nobody knows their time zone, the desk's counts."""
        try:
            theirs = self.calendar.at(colleague.timezone)
        except (LookupError, ValueError, OSError):
            theirs = self.calendar
        return theirs.next_open(at) <= at


def policy(team: Team, lead: Sequence[str], urgent: bool) -> tuple[PolicyStep, ...]:
    """The steps of such a request with the names that they stand for; none where nobody is chased.

    Whatever the desk file says, the last one who is asked is the lead, or a team that has steps of its own.
    """
    steps = team.steps or _simplest(team)
    steps = tuple(step for step in steps if step.only in ("", "urgent" if urgent else "normal"))
    if not steps:
        return ()
    last = next(step for step in reversed(steps) if step.notify != Notify.REPEAT)
    reached = last.notify in (Notify.LEAD, Notify.TEAM) or (
        last.notify == Notify.GROUP and bool(lead) and set(lead) <= set(last.to)
    )
    ends = () if reached else (PolicyStep(notify=Notify.LEAD),)
    return tuple(_filled(step, team, lead) for step in (*steps, *ends))


def _simplest(team: Team) -> tuple[PolicyStep, ...]:
    minutes = team.answer_within_minutes
    if not minutes:
        return ()
    first = PolicyStep(notify=Notify.MEMBERS, minutes=minutes)
    return (
        (first, PolicyStep(notify=Notify.GROUP, to=team.escalate_to, minutes=minutes)) if team.escalate_to else (first,)
    )


def _filled(step: PolicyStep, team: Team, lead: Sequence[str]) -> PolicyStep:
    named = {
        Notify.MEMBERS: team.members,
        Notify.NEXT: step.to or team.members,
        Notify.CHANNEL: step.to or (team.channel,),
        Notify.LEAD: tuple(lead),
    }
    return replace(step, to=named.get(Notify(step.notify), step.to))


def start(team: Team, settings: Settings, urgent: bool, now: datetime) -> Escalation | None:
    """The request itself asks the members of the team; any other first step is due as soon as the office is open."""
    steps = policy(team, settings.leads, urgent)
    if not steps:
        return None
    left = sum(step.times for step in steps if step.notify == Notify.REPEAT)
    begun, office = Escalation(steps=steps, urgent=urgent, left=left), Office.of(settings, team.name)
    if steps[0].notify != Notify.MEMBERS:
        return replace(begun, next_at=office.after(now, 0, urgent))
    asked = Turn(notify=Notify.MEMBERS, at=now, who=steps[0].to)
    return replace(begun, at=0, turns=(asked,), next_at=_next_at(begun, 0, now, office))


def go_on(running: Escalation, now: datetime, crew: Crew, office: Office) -> tuple[Escalation, tuple[Turn, ...]]:
    """Take every step that is due, in order; of several that ask somebody only the last one is to be told."""
    if not running.running or running.paused_at or running.next_at is None or running.next_at > now:
        return running, ()
    opens = office.after(now, 0, running.urgent)
    if opens > now:  # it came due while nobody was here to see it
        return replace(running, next_at=opens), ()
    turns: list[Turn] = []
    while running.next_at is not None and running.next_at <= now:
        running, turn = _step(running, running.next_at, crew, office)
        turns += [turn] if turn else []
    latest = max((place for place, turn in enumerate(turns) if not turn.passed), default=-1)
    told = tuple(replace(turn, told=place >= latest) for place, turn in enumerate(turns))
    return replace(running, turns=(*running.turns, *told)), told


def acknowledge(running: Escalation, by: str) -> Escalation:
    """Somebody has it: nobody else is asked."""
    return replace(running, ended="taken", by=by, next_at=None, paused_at=None)


def stop(running: Escalation, why: str) -> Escalation:
    return replace(running, ended=why, next_at=None, paused_at=None)


def pause(running: Escalation, now: datetime) -> Escalation:
    return replace(running, paused_at=now)


def resume(running: Escalation, now: datetime) -> Escalation:
    """It goes on with as much time as was left."""
    if running.paused_at is None:
        return running
    left = max(running.next_at - running.paused_at, timedelta(0)) if running.next_at else None
    return replace(running, paused_at=None, next_at=now + left if left is not None else None)


def _step(running: Escalation, due: datetime, crew: Crew, office: Office) -> tuple[Escalation, Turn | None]:
    """The next in turn, or else the next step; whoever cannot be asked is passed by at once."""
    step = running.step
    if step and step.notify == Notify.NEXT and (who := _next(running, step, due, crew, office)):
        return _ask(running, running.at, (who,), due, office)
    place = running.at + 1
    if place >= len(running.steps):
        return replace(running, next_at=None), None
    step = running.steps[place]
    there = replace(running, at=place, round=())
    if step.notify == Notify.REPEAT:
        again = replace(there, at=-1, left=running.left - 1) if running.left else there
        return replace(again, next_at=due if running.left or place + 1 < len(running.steps) else None), None
    if step.notify == Notify.NEXT:
        who = _next(there, step, due, crew, office)
        return (
            _ask(there, place, (who,), due, office)
            if who
            else _pass(there, _why(step, due, crew, office, running.urgent), due)
        )
    if not step.to and step.notify != Notify.LEAD:
        return _pass(there, NOBODY, due)
    return _ask(there, place, step.to, due, office)


def _ask(
    running: Escalation, place: int, who: tuple[str, ...], due: datetime, office: Office
) -> tuple[Escalation, Turn]:
    step = running.steps[place]
    turn = Turn(notify=step.notify, who=who, at=due)
    in_turn = (*running.round, *who) if step.notify == Notify.NEXT else ()
    return replace(running, at=place, round=in_turn, next_at=_next_at(running, place, due, office)), turn


def _pass(running: Escalation, why: str, due: datetime) -> tuple[Escalation, Turn]:
    step = running.step
    assert step is not None
    return replace(running, next_at=due), Turn(notify=step.notify, at=due, passed=why)


def _next_at(running: Escalation, place: int, due: datetime, office: Office) -> datetime | None:
    """When the time of the step is over; None where nobody comes after it."""
    step = running.steps[place]
    after = [later for later in running.steps[place + 1 :] if later.notify != Notify.REPEAT]
    if not (after or running.left or step.notify == Notify.NEXT):
        return None
    return office.after(due, step.minutes, running.urgent)


def _next(running: Escalation, step: PolicyStep, due: datetime, crew: Crew, office: Office) -> str | None:
    """Whose turn it is: the first whom this round has not asked, and who is there."""
    for colleague in crew.get(step.to, ()):
        if colleague.id not in running.round and not _missing(colleague, due, office, running.urgent):
            return colleague.id
    return None


def _missing(colleague: Colleague, at: datetime, office: Office, urgent: bool) -> str:
    if colleague.away and not (urgent and colleague.away == IDLE):
        return colleague.away
    return "" if urgent or office.at_work(colleague, at) else "is outside working hours"


def _why(step: PolicyStep, at: datetime, crew: Crew, office: Office, urgent: bool) -> str:
    """Why nobody of a step can be asked."""
    missing = [f"{each.name or each.id} {_missing(each, at, office, urgent)}" for each in crew.get(step.to, ())]
    return ", ".join(missing) or NOBODY
