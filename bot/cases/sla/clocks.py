"""The clocks of a case: when an answer is due, when it should be resolved, and when silence resolves it."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.cases.case import Case, Status, WaitingFor
from bot.cases.settings import Settings
from bot.cases.sla.terms import Terms, terms_of

AT_RISK_SHARE = 0.75


class Clock(StrEnum):
    """How a case stands with a clock."""

    NONE = "none"
    RUNNING = "running"
    AT_RISK = "at_risk"
    LATE = "late"


def begun(start: datetime, terms: Terms) -> dict[str, Any]:
    """The clocks of a case that begins then."""
    return _until_answered(start, terms.first_reply, terms) | _until_resolved(start, terms)


def clock_for(case: Case, now: datetime, settings: Settings) -> Case:
    """Start the clock for the next answer: the first one, or the next."""
    return replace(case, **_answer(case, now, terms_of(case, settings)))


def sooner(case: Case, now: datetime, settings: Settings) -> Case:
    """The case has become more pressing: what runs ends when a clock that begins now would, if that is sooner."""
    if case.due is not None:
        fresh = clock_for(case, now, settings)
        assert fresh.due
        case = fresh if fresh.due < case.due else case
    if case.resolve_due is not None and case.rested_at is None:
        fresh = replace(case, **_until_resolved(now, terms_of(case, settings)))
        assert fresh.resolve_due
        case = fresh if fresh.resolve_due < case.resolve_due else case
    return case


def kept(before: Case, after: Case, now: datetime, settings: Settings) -> Case:
    """The clocks of a case that was changed: whoever is promised more now has what is running end sooner."""
    promised = [(case.priority, case.team, case.tier) for case in (before, after)]
    pressed = sooner(after, now, settings) if promised[0] != promised[1] else after
    return tended(pressed, now, settings)


def tended(case: Case, now: datetime, settings: Settings) -> Case:
    """The clocks as the case's state wants them; done twice, it changes nothing.

    The reply clock runs while the customer waits for us, whatever we do meanwhile. What nobody has and nobody waits
    for gets one, so that it cannot be forgotten. The resolution clock rests while we wait: for the customer, for the
    end of a snooze, or since the case is resolved. Silence resolves what waits for a customer who owes us a word.
    """
    terms = terms_of(case, settings)
    fresh: dict[str, Any] = {}
    if case.status is Status.NEW and case.owner is None and case.due is None:
        fresh |= _answer(case, now, terms)
    if case.open and case.resolve_due is None:
        fresh |= _until_resolved(now, terms)
    case = replace(case, **fresh) if fresh else case
    if not _rests(case):
        case = _resumed(case, now, terms)
    elif case.rested_at is None:
        case = replace(case, rested_at=now)
    hours = settings.desk.resolve_after_silence_hours
    silent = case.open and case.waiting_for is WaitingFor.CUSTOMER and case.due is None and hours
    resolves_at = (case.resolves_at or now + timedelta(hours=hours)) if silent else None
    return case if resolves_at == case.resolves_at else replace(case, resolves_at=resolves_at)


def clock_of(case: Case, now: datetime) -> Clock:
    """How the answer stands."""
    return _standing(case.due, case.at_risk, now) if case.open else Clock.NONE


def resolution_of(case: Case, now: datetime) -> Clock:
    """How the whole case stands."""
    return _standing(case.resolve_due, case.resolve_at_risk, now) if _ticks(case) else Clock.NONE


def next_due(case: Case) -> datetime | None:
    """When the first of the clocks that run is late."""
    running = (case.due if case.open else None, case.resolve_due if _ticks(case) else None)
    return min((due for due in running if due), default=None)


def next_mark(case: Case, now: datetime) -> datetime | None:
    """When the resolution clock wants to be looked at: when it is at risk, then when it is late, then never again."""
    marks = (case.resolve_at_risk, case.resolve_due) if _ticks(case) else ()
    return min((mark for mark in marks if mark and mark > now), default=None)


def _standing(due: datetime | None, at_risk: datetime | None, now: datetime) -> Clock:
    if due is None:
        return Clock.NONE
    if now >= due:
        return Clock.LATE
    return Clock.AT_RISK if at_risk and now >= at_risk else Clock.RUNNING


def _ticks(case: Case) -> bool:
    return case.open and case.rested_at is None


def _rests(case: Case) -> bool:
    return not case.open or case.waiting_for in (WaitingFor.CUSTOMER, WaitingFor.SNOOZE)


def _answer(case: Case, start: datetime, terms: Terms) -> dict[str, Any]:
    return _until_answered(start, terms.next_reply if case.first_reply_at else terms.first_reply, terms)


def _until_answered(start: datetime, work: timedelta, terms: Terms) -> dict[str, Any]:
    return {"due": terms.calendar.due(start, work), "at_risk": terms.calendar.due(start, work * AT_RISK_SHARE)}


def _until_resolved(start: datetime, terms: Terms) -> dict[str, Any]:
    due, at_risk = (terms.calendar.due(start, work) for work in (terms.resolve, terms.resolve * AT_RISK_SHARE))
    return {"resolve_due": due, "resolve_at_risk": at_risk}


def _resumed(case: Case, now: datetime, terms: Terms) -> Case:
    """What was left goes on; what was over then stays as it was."""
    if case.rested_at is None:
        return case
    due, at_risk = (_moved(mark, case.rested_at, now, terms) for mark in (case.resolve_due, case.resolve_at_risk))
    return replace(case, resolve_due=due, resolve_at_risk=at_risk, rested_at=None)


def _moved(mark: datetime | None, rested_at: datetime, now: datetime, terms: Terms) -> datetime | None:
    if mark is None or mark <= rested_at:
        return mark
    return terms.calendar.due(now, terms.calendar.between(rested_at, mark))
