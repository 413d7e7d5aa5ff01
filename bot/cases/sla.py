"""When an answer is due, when it is at risk, and what office hours mean for both."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.cases.case import Case, Status
from bot.cases.settings import Settings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AT_RISK_SHARE = 0.75
_BLOCK = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)", re.IGNORECASE
)


class Clock(StrEnum):
    """How a case stands with its clock."""

    NONE = "none"
    RUNNING = "running"
    AT_RISK = "at_risk"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Block:
    """Open on one weekday (0 is Monday) from `opens` to `closes`; closing at 24:00 is written as 00:00."""

    day: int
    opens: time
    closes: time


def parse_hours(written: tuple[str, ...]) -> tuple[Block, ...]:
    """Read blocks such as "mon-fri 08:00-20:00". Raises ValueError, with a sentence, for what is none."""
    return tuple(block for text in written for block in _blocks(text))


def _blocks(text: str) -> list[Block]:
    match = _BLOCK.fullmatch(text.strip())
    example = 'write them like "mon-fri 08:00-20:00"'
    if not match:
        raise ValueError(f'"{text}" are no office hours; {example}')
    first, last = match["first"].lower(), (match["last"] or match["first"]).lower()
    if first not in DAYS or last not in DAYS or DAYS.index(last) < DAYS.index(first):
        raise ValueError(f'"{text}" names no run of days from mon to sun; {example}')
    opens, closes = _time(match["opens"], text), _time(match["closes"], text)
    if closes != time(0) and closes <= opens:
        raise ValueError(f'"{text}" closes before it opens; split hours over midnight into two blocks')
    return [Block(day, opens, closes) for day in range(DAYS.index(first), DAYS.index(last) + 1)]


def _time(text: str, where: str) -> time:
    if text == "24:00":
        return time(0)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{where}" has a time that no clock shows: {text}') from None


def due_after(start: datetime, minutes: float, hours: tuple[Block, ...], timezone: str) -> datetime:
    """The time when `minutes` of office hours have passed since `start`; without blocks the clock runs always."""
    left = timedelta(minutes=minutes)
    if not hours:
        return start + left
    zone = ZoneInfo(timezone)
    day = start.astimezone(zone).date()
    while True:
        for block in sorted((b for b in hours if b.day == day.weekday()), key=lambda b: b.opens):
            next_day = timedelta(days=1 if block.closes == time(0) else 0)
            opens = datetime.combine(day, block.opens, zone).astimezone(UTC)
            closes = datetime.combine(day + next_day, block.closes, zone).astimezone(UTC)
            begin = max(start.astimezone(UTC), opens)
            if begin >= closes:
                continue
            if closes - begin >= left:
                return begin + left
            left -= closes - begin
        day += timedelta(days=1)


def clock_for(case: Case, now: datetime, settings: Settings) -> Case:
    """Start the clock for the next answer: the first one, or the next."""
    sla = settings.sla
    minutes = sla.next_reply_minutes if case.first_reply_at else sla.first_reply_minutes
    hours, zone = parse_hours(sla.hours), settings.desk.timezone
    return replace(
        case,
        due=due_after(now, minutes, hours, zone),
        at_risk=due_after(now, minutes * AT_RISK_SHARE, hours, zone),
    )


def tended(case: Case, now: datetime, settings: Settings) -> Case:
    """What nobody has and nobody waits for gets a clock, so that it cannot be forgotten."""
    adrift = case.status is Status.NEW and case.owner is None and case.due is None
    return clock_for(case, now, settings) if adrift else case


def clock_of(case: Case, now: datetime) -> Clock:
    if case.due is None or not case.open:
        return Clock.NONE
    if now >= case.due:
        return Clock.LATE
    return Clock.AT_RISK if case.at_risk and now >= case.at_risk else Clock.RUNNING
