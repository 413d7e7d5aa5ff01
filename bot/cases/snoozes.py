"""Until when a case sleeps: what is offered, and what people write for it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.cases.sla import Calendar

A_WHILE = timedelta(hours=2)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CUSTOMER = frozenset({"they write", "the customer writes", "customer writes", "they reply", "the customer replies"})

_SPAN = re.compile(r"(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)\b", re.IGNORECASE)
_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_DAYS = "|".join(("today", "tomorrow", r"\d{4}-\d\d-\d\d", *(f"{day[:3]}(?:{day[3:]})?" for day in DAYS)))
_MOMENT = re.compile(
    rf"(?:(?:on\s+|next\s+)?(?P<day>{_DAYS}))?"
    r"(?:\s+morning)?\s*(?:at\s+)?"
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>am|pm)?)?"
)
_CLOCK = re.compile(r"[:.]\d\d|am$|pm$|\bat\b")


@dataclass(frozen=True, slots=True)
class Offer:
    name: str
    until: datetime


def offers(now: datetime, office: Calendar) -> list[Offer]:
    """The usual ones, all of them in office hours, each time once and the soonest first."""
    today = now.astimezone(office.zone).date()
    soon = office.next_open(now + A_WHILE)
    tomorrow, monday = office.opening(today + timedelta(days=1)), office.opening(_next(today, 0))
    found = {monday: _morning(monday, today, office), tomorrow: _morning(tomorrow, today, office)}
    if soon < tomorrow:
        found[soon] = "In 2 hours" if soon == now + A_WHILE else "Later today"
    return [Offer(found[until], until) for until in sorted(found)]


def read(text: str, now: datetime, office: Calendar) -> datetime | None:
    """A time to come: "2h", "1 day and 4 hours", "tomorrow", "monday 9:00", "14:30"; None for what is none.

    A day without a time begins when the office opens on it, or on the next day that has hours.
    """
    said = text.strip().casefold().removeprefix("for ").removeprefix("until ").strip()
    spans = _SPAN.findall(said)
    if spans and not _SPAN.sub("", said).replace("and", "").strip(" ,"):
        return now + timedelta(minutes=sum(int(count) * _MINUTES[unit[0].lower()] for count, unit in spans))
    return _moment(said, now, office)


def _moment(said: str, now: datetime, office: Calendar) -> datetime | None:
    found = _MOMENT.fullmatch(said)
    if not said or found is None or not (found["day"] or _CLOCK.search(said)):
        return None
    today = now.astimezone(office.zone).date()
    try:
        day, at = _day(found["day"], today), _time(found["hour"], found["minute"], found["half"])
        if at is None:
            return office.opening(day) if found["day"] != "today" else None
        moment = datetime.combine(day, at, office.zone)
    except ValueError:
        return None
    if not found["day"] and moment <= now:
        moment = datetime.combine(day + timedelta(days=1), at, office.zone)
    return moment.astimezone(now.tzinfo)


def _day(said: str | None, today: date) -> date:
    """Raises ValueError for a date that no calendar has."""
    if said in (None, "today"):
        return today
    if said == "tomorrow":
        return today + timedelta(days=1)
    weekday = next((number for number, day in enumerate(DAYS) if said and said[:3] == day[:3]), None)
    return _next(today, weekday) if weekday is not None else date.fromisoformat(said or "")


def _time(hour: str | None, minute: str | None, half: str | None) -> time | None:
    """Raises ValueError for a time that no clock shows."""
    if hour is None:
        return None
    of_day = int(hour)
    if half:
        if not 1 <= of_day <= 12:
            raise ValueError(f"{hour} {half}")
        of_day = of_day % 12 + 12 * (half == "pm")
    return time(of_day, int(minute or 0))


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _morning(until: datetime, today: date, office: Calendar) -> str:
    day = until.astimezone(office.zone).date()
    return "Tomorrow morning" if day == today + timedelta(days=1) else f"{DAYS[day.weekday()].capitalize()} morning"
