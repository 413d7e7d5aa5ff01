"""Office hours: which moments count, what is left of them, and when the doors open next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HORIZON = timedelta(days=366)
"""How far any clock looks ahead; what needs more office hours than this holds is due at its end."""
MORNING = time(9)  # where the doors never close

_DAY = timedelta(days=1)
_BLOCK = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)", re.IGNORECASE
)

Span = tuple[datetime, datetime]


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


class Calendar:
    """The hours of a desk or a team, as the clock on its wall shows them; without blocks every moment counts."""

    def __init__(self, blocks: tuple[Block, ...], timezone: str, holidays: tuple[date, ...] = ()) -> None:
        self._blocks, self.zone = blocks, ZoneInfo(timezone)
        self._week = [_merged(block for block in blocks if block.day == day) for day in range(7)]
        self._always = not blocks
        self._holidays = frozenset(holidays)

    def at(self, timezone: str) -> "Calendar":
        """The same hours on another wall. Raises what `ZoneInfo` raises."""
        return Calendar(self._blocks, timezone, tuple(self._holidays))

    def due(self, start: datetime, work: timedelta) -> datetime:
        """When so much office time has passed since `start`."""
        if self._always:
            return start + work
        for opens, closes in self._open(start):
            if closes - opens >= work:
                return opens + work
            work -= closes - opens
        return start + HORIZON

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The office time from `start` to `end`; none where the end is first."""
        if self._always:
            return max(end - start, timedelta())
        passed = timedelta()
        for opens, closes in self._open(start):
            if opens >= end:
                break
            passed += min(closes, end) - opens
        return passed

    def next_open(self, start: datetime) -> datetime:
        """`start` itself where the doors are open then."""
        return start if self._always else next((opens for opens, _ in self._open(start)), start)

    def opening(self, day: date) -> datetime:
        """When the doors open on this day, or on the next that has hours."""
        if self._always:
            return datetime.combine(day, MORNING, self.zone).astimezone(UTC)
        return self.next_open(datetime.combine(day, time(), self.zone).astimezone(UTC))

    def opens_within_a_year(self) -> bool:
        """Whether no run of holidays closes the doors for longer than any clock looks ahead."""
        starts = (day for day in self._holidays if day - _DAY not in self._holidays)
        return self._always or all(self._opens_after(day) for day in starts)

    def _opens_after(self, day: date) -> bool:
        return any(self._hours(day + _DAY * n) for n in range(HORIZON.days))

    def _hours(self, day: date) -> list[tuple[timedelta, timedelta]]:
        """Since midnight on the wall clock."""
        return [] if day in self._holidays else self._week[day.weekday()]

    def _open(self, start: datetime) -> Iterator[Span]:
        """The spans in which the doors are open, from `start` to the horizon."""
        begin, horizon = start.astimezone(UTC), start.astimezone(UTC) + HORIZON
        while begin < horizon:
            end = self._steady_until(begin)
            yield from self._open_while_steady(begin, end)
            begin = end

    def _open_while_steady(self, begin: datetime, end: datetime) -> Iterator[Span]:
        """The same within a time in which nobody sets the wall clock."""
        offset = self._offset(begin)
        first, last = (begin + offset).replace(tzinfo=None), (end + offset).replace(tzinfo=None)
        for number in range((last.date() - first.date()).days + 1):
            day = first.date() + _DAY * number
            midnight = datetime.combine(day, time(), UTC) - offset
            for opens, closes in self._hours(day):
                span = max(begin, midnight + opens), min(end, midnight + closes)
                if span[0] < span[1]:
                    yield span

    def _steady_until(self, begin: datetime) -> datetime:
        """A day on, or the moment before that in which the wall clock is set."""
        offset, steady, changed = self._offset(begin), 0, int(_DAY.total_seconds())
        if self._offset(begin + _DAY) == offset:
            return begin + _DAY
        while changed - steady > 1:
            middle = (steady + changed) // 2
            if self._offset(begin + timedelta(seconds=middle)) == offset:
                steady = middle
            else:
                changed = middle
        return (begin + timedelta(seconds=changed)).replace(microsecond=0)

    def _offset(self, at: datetime) -> timedelta:
        return at.astimezone(self.zone).utcoffset() or timedelta()


@lru_cache(maxsize=64)
def calendar(hours: tuple[str, ...], timezone: str, holidays: tuple[date, ...] = ()) -> Calendar:
    return Calendar(parse_hours(hours), timezone, holidays)


def _merged(blocks: Iterator[Block]) -> list[tuple[timedelta, timedelta]]:
    """The hours of one day in order; blocks that overlap count once."""
    merged: list[tuple[timedelta, timedelta]] = []
    for opens, closes in sorted((_since_midnight(b.opens), _since_midnight(b.closes) or _DAY) for b in blocks):
        if merged and opens <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], closes)
        else:
            merged.append((opens, closes))
    return merged


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
