"""Questions about the desk: what can be looked up, and what a few plain words ask for without any machine's help."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST = 1_000
"""Characters of a question that are read."""
AT_ONCE = 3
"""So many look-ups answer one question at most."""
RECALLED, RECALLED_FOR = 3, timedelta(hours=1)
"""So many questions of the same thread are known to the next one, for so long."""


class Read(StrEnum):
    """What can be looked up; nothing here changes anything."""

    CASES = "cases"
    CASE = "case"
    ANSWERS = "answers"
    OWNERS = "owners"
    FIGURES = "figures"


class Which(StrEnum):
    """A list of cases."""

    OPEN = "open"
    MINE = "mine"
    UNOWNED = "unowned"
    LATE = "late"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days of the desk's own calendar; both ends belong to it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """`which` and `customer` (a handle) are of a list, `number` of one case, `words` and `period` of answers."""

    read: Read
    which: Which = Which.OPEN
    customer: str = ""
    number: int = 0
    words: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asked in direct messages: `thread` is where it is answered, `team` their workspace if Slack says.

    `reads` are the look-ups that answered it, once it is.
    """

    channel: str
    ts: str
    thread: str
    by: str
    team: str | None
    text: str
    at: datetime
    reads: tuple[Lookup, ...] = ()


LATE, MINE = "What is late?", "Which cases are mine?"
UNOWNED, APPROVAL = "Which cases has nobody claimed?", "What is waiting for approval?"
OWNERS, ANSWERS = "Who has most cases?", "How did we answer lost bags last month?"
PROMPTS, FOR_APPROVERS = (LATE, MINE, UNOWNED, ANSWERS), (LATE, APPROVAL, OWNERS, ANSWERS)
"""What can be asked with one click."""
HELP = (
    "You can ask me what is late, open, yours, unowned or waiting for approval, who has most cases, how the desk "
    'stands, for one case ("#12") or customer ("@vera"), and how we answered something before ("how did we answer '
    'lost bags last month?").'
)

_NUMBER = re.compile(r"(?:#|\bcase (?:number |no\.? ?)?)(\d{1,9})\b")
_HANDLE = re.compile(r"(?<![\w@.])@([A-Za-z0-9_]{1,30})\b")
_TOLD = re.compile(
    r"\b(?:did|do|have|has|was|were) (?:we|i|you|they|anyone|somebody|it)?\b.*\b(?:answer|repl|respon|sa[iy]|t[eo]ll)"
)
_OWNERS = re.compile(r"\bwho has\b|\bwhose\b|\bworkload|\bbusiest\b|\bmost cases\b|\bwho is (?:working|on)\b")
_LISTS: tuple[tuple[Which, re.Pattern[str]], ...] = (
    (Which.APPROVAL, re.compile(r"\bapprov|\bsign(?:ed)? off\b")),
    (Which.UNOWNED, re.compile(r"\bnobody\b|\bno one\b|\bunowned\b|\bunclaimed\b|\bunassigned\b|\bwithout an owner\b")),
    (Which.LATE, re.compile(r"\blate\b|\boverdue\b|\bbehind\b|\bmissed\b")),
    (Which.MINE, re.compile(r"\bmine\b|\bmy (?:open )?cases\b|\bdo i have\b|\bassigned to me\b")),
)
_FIGURES = re.compile(
    r"\bhow many\b|\bfigures\b|\bnumbers\b|\bglance\b|\bdesk (?:stand|doing)|\bdo we stand\b|\bspent\b|\bcost"
)
_OPEN = re.compile(r"\bopen\b|\bwaiting\b|\bcases\b|\burgent\b|\bto do\b")
_ASKING = re.compile(
    r"\b(?:how|what|when|where|did|do|have|has|we|you|i|they|the|a|an|to|about|on|for|customers?|people|anybody|anyone|"
    r"answer\w*|repl\w*|respon\w*|say|said|tell|told|questions?|complaints?|posts?|before|earlier|who|whom|in|of|with|"
    r"usually|normally|last|this|past|week|weeks|month|months|days?|today|yesterday|was|were|it|please|show|me)\b"
)
_FOLLOWS = re.compile(r"^(?:and|or|but|then|what about|how about|only)\b")
_AGO = re.compile(r"\b(?:last|past) (\d{1,3}) (day|week|month)s?\b")


def understood(question: str, today: date, before: Sequence[Question] = ()) -> Lookup | None:
    """What the words ask for, where they are one of the handful that we know, or lean on the question before them."""
    said = " ".join(question[:LONGEST].casefold().replace("’", "'").split())
    return _understood(said, question, today) or _following(said, today, before)


def _understood(said: str, question: str, today: date) -> Lookup | None:
    if _TOLD.search(said):
        return Lookup(read=Read.ANSWERS, words=_matter(said), period=period(said, today))
    if found := _NUMBER.search(said):
        return Lookup(read=Read.CASE, number=int(found[1]))
    if found := _HANDLE.search(question[:LONGEST]):
        return Lookup(read=Read.CASES, customer=found[1])
    for which, words in _LISTS[:2]:
        if words.search(said):
            return Lookup(read=Read.CASES, which=which)
    if _OWNERS.search(said):
        return Lookup(read=Read.OWNERS)
    if _FIGURES.search(said):
        return Lookup(read=Read.FIGURES)
    for which, words in _LISTS[2:]:
        if words.search(said):
            return Lookup(read=Read.CASES, which=which)
    return Lookup(read=Read.CASES) if _OPEN.search(said) else None


def _following(said: str, today: date, before: Sequence[Question]) -> Lookup | None:
    """The last look-up for answers once more, of another time ("and last week?") or matter ("and delays?")."""
    last = next((asked.reads[-1] for asked in reversed(before) if asked.reads), None)
    days = period(said, today)
    if last is None or last.read is not Read.ANSWERS or not (days or _FOLLOWS.search(said)):
        return None
    matter = _matter(_FOLLOWS.sub("", said))
    return replace(last, words=matter or last.words, period=days or last.period)


def period(said: str, today: date) -> Period | None:
    """The days that a question names, in English; None where it names none that we know."""
    if found := _AGO.search(said):
        days = int(found[1]) * {"day": 1, "week": 7, "month": 30}[found[2]]
        return Period(first=today - timedelta(days=days), last=today)
    return next((days(today) for words, days in _PERIODS.items() if words in said), None)


def _matter(said: str) -> str:
    """What the question is about, without the words that only ask."""
    return " ".join(_ASKING.sub(" ", _AGO.sub(" ", said)).replace("?", " ").split())


def _this_month(today: date) -> Period:
    return Period(first=today.replace(day=1), last=today)


def _last_month(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period(first=last.replace(day=1), last=last)


def _this_week(today: date) -> Period:
    return Period(first=today - timedelta(days=today.weekday()), last=today)


def _last_week(today: date) -> Period:
    monday = today - timedelta(days=today.weekday() + 7)
    return Period(first=monday, last=monday + timedelta(days=6))


_PERIODS: dict[str, Callable[[date], Period]] = {
    "last month": _last_month,
    "this month": _this_month,
    "last week": _last_week,
    "this week": _this_week,
    "yesterday": lambda today: Period(first=today - timedelta(days=1), last=today - timedelta(days=1)),
    "today": lambda today: Period(first=today, last=today),
}
