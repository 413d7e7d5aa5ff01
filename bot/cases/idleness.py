"""A claim without movement: when its owner is asked, when the case goes back to everybody, and what is said."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cases.case import Case, Priority, Status
from bot.cases.settings import Settings
from bot.cases.sla import Calendar, calendar_of

URGENT_SHARE = 0.5
"""Urgent work is asked about, and goes back, after half the time."""


def held(case: Case) -> bool:
    """Whether somebody has the case and nobody else is waited for."""
    return case.status is Status.CLAIMED and case.owner is not None


def ask_at(case: Case, moved_at: datetime, settings: Settings) -> datetime | None:
    """When the owner is asked after the last movement, in office hours; None where nobody ever is."""
    return _after(case, moved_at, settings.desk.still_on_it_minutes, settings)


def return_at(case: Case, asked_at: datetime, settings: Settings) -> datetime | None:
    return _after(case, asked_at, settings.desk.return_after_minutes, settings)


def office_of(case: Case, settings: Settings) -> Calendar:
    return calendar_of(case.team, settings)


def question(case: Case, moved_at: datetime, returns_at: datetime | None, settings: Settings) -> str:
    """Mrkdwn."""
    since = f"Nothing has happened here since {_time(moved_at, settings.zone)}."
    then = (
        f" Without a word the case goes back to everybody at {_time(returns_at, settings.zone)}." if returns_at else ""
    )
    return f"<@{case.owner}>, still on it? {since}{then}"


def _after(case: Case, start: datetime, minutes: float, settings: Settings) -> datetime | None:
    if minutes == 0:
        return None
    share = URGENT_SHARE if case.priority is Priority.URGENT else 1
    return office_of(case, settings).due(start, timedelta(minutes=minutes * share))


def _time(at: datetime, zone: ZoneInfo) -> str:
    """As every reader's own clock shows it."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{at.astimezone(zone):%H:%M}>"
