"""The desk's week in figures and in sentences; of these only those stay whose numbers are all among the figures."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.cases.sla.calendar import DAYS

WEEK = timedelta(days=7)
TOPICS = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = {
    **{"zero": 0, "no": 0, "none": 0, "nobody": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30},
    **{"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
_VAGUE = re.compile(
    r"\b(?:half|halves|halved|third|thirds|quarters?|twice|thrice|doubl\w+|tripl\w+|quadrupl\w+|dozens?|couple|tenfold|"
    r"hundreds?|thousands?|millions?|billions?|(?:\w+)fold)\b",
    re.IGNORECASE,
)
"""Numbers in words that no figure shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of the cases opened from `since` to `until`: how many were answered, after what time the one in the middle, and
    how many `within` their time. `late` and `escalated` are cases to which that happened then."""

    since: datetime
    until: datetime
    cases: int = 0
    answered: int = 0
    median: timedelta | None = None
    within: int = 0
    late: int = 0
    escalated: int = 0
    topics: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> int | None:
        """The percentage of the first answers that came in time."""
        return round(100 * self.within / self.answered) if self.answered else None

    @property
    def minutes(self) -> int | None:
        return None if self.median is None else round(self.median.total_seconds() / 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`by` names the machine that wrote the sentences; it is empty where plain rules did."""

    week: Figures
    before: Figures
    sentences: tuple[str, ...] = ()
    by: str = ""


def dates(written: str, zone: ZoneInfo, now: datetime) -> tuple[datetime, datetime] | None:
    """When the report was due last, and when it is next, of "mon 09:00"; None for "off"."""
    if written == "off":
        return None
    day, _, at = written.partition(" ")
    local = now.astimezone(zone)
    on = local.date() + timedelta(days=DAYS.index(day) - local.weekday())
    due = datetime.combine(on, time.fromisoformat(at), zone)
    last = due if due <= now else due - WEEK
    return last, last + WEEK


def span(until: datetime) -> tuple[datetime, datetime]:
    """The seven days before a day began, as that day's wall clock shows them."""
    end = until.replace(hour=0, minute=0, second=0, microsecond=0)
    return end - WEEK, end


def plain(week: Figures, before: Figures) -> tuple[str, ...]:
    """What the figures say, by rules alone."""
    more = week.cases - before.cases
    change = f"{abs(more):,} {'more' if more > 0 else 'fewer'} than" if more else "as many as"
    said = [f"{_cases(week.cases)} came in, {change} the week before."]
    if week.minutes is not None:
        said.append(f"The first answer took {duration(week)} in the middle; {week.share}\u202f% came in time.")
    elif week.cases:
        said.append("None of them has been answered yet.")
    most = f", and most were about {week.topics[0][0]}" if week.topics else ""
    if week.cases or week.late:
        said.append(f"{_cases(week.late)} became late, {week.escalated:,} went to a team{most}.")
    return tuple(said)


def supported(sentence: str, report: Report) -> bool:
    """Whether each number in it, in digits or in words, is a figure of either week, or the difference of two."""
    if _VAGUE.search(sentence) or any(unicodedata.category(letter) in ("No", "Nl") for letter in sentence):
        return False
    said = [_value(found) for found in _NUMBER.findall(sentence)]
    said += [_WORDS[word] for word in re.findall(r"[a-z]+", sentence.casefold()) if word in _WORDS]
    return set(said) <= _known(report)


def duration(figures: Figures) -> str:
    minutes = figures.minutes or 0
    if minutes < 1:
        return "less than a minute"
    if minutes >= 120:
        return f"{minutes / 60:.1f} hours".replace(".0 ", " ")
    return f"{minutes} minute{'s' * (minutes != 1)}"


def _known(report: Report) -> set[float]:
    known: set[float] = set()
    pairs = zip(_values(report.week), _values(report.before), strict=True)
    for now, then in pairs:
        known |= {float(each) for each in (now, then) if each is not None}
        known |= {abs(float(now) - float(then))} if now is not None and then is not None else set()
    known |= {float(count) for figures in (report.week, report.before) for _, count in figures.topics}
    return known | {_value(found) for name in _names(report) for found in _NUMBER.findall(name)}


def _values(figures: Figures) -> list[float | None]:
    hours = None if figures.minutes is None else round(figures.minutes / 60, 1)
    counts = (figures.cases, figures.answered, figures.within, figures.late, figures.escalated)
    return [*counts, figures.share, figures.minutes, hours if hours and hours >= 2 else None]


def _names(report: Report) -> list[str]:
    """A topic may hold a number of its own."""
    return [name for figures in (report.week, report.before) for name, _ in figures.topics]


def _value(written: str) -> float:
    """1,234 and 1.234 are both a thousand and more; 2.5 is less than three."""
    parts = re.split(r"[.,]", written)
    if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
        return float("".join(parts))
    return float(".".join(parts)) if len(parts) <= 2 else -1.0


def _cases(count: int) -> str:
    return f"{count:,} case{'s' * (count != 1)}"
