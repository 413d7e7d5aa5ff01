"""What customers wish for or praise: collected by team and topic, so that the team sees what ranks highest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cases.priority import found
from bot.cases.topics import STOP_WORDS, words

LONGEST = 40
NAMED = 5
"""Words that a topic has at most where somebody names it, as in "seat power: no sockets in row 3"."""
TAKEN = 3


class Kind(StrEnum):
    PROBLEM = "problem"
    IDEA = "idea"
    PRAISE = "praise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`seen_at` is when the team last looked at what came in."""

    id: int
    workspace: str
    team: str
    channel: str
    kind: Kind
    name: str
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One customer's, as the desk handed it on."""

    number: int
    handle: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A topic in figures: since the month began, since the team looked, and ever; with the newest wishes."""

    topic: Topic
    month: datetime
    this_month: int
    new: int
    total: int
    newest: tuple[Wish, ...] = ()


def topic_of(said: str, known: Iterable[str], keywords: Iterable[str] = ()) -> str:
    """The topic that somebody names before a colon, or one that is known, or a keyword of the team, or what the first
    words that mean something say.
    """
    before, colon, _ = said.partition(":")
    if colon and before.strip() and len(before.split()) <= NAMED:
        return tidy(before)
    meant = set(words(said))
    for name in sorted(known, key=len, reverse=True):
        if set(words(name)) <= meant:
            return name
    for keyword in keywords:
        if found(said, (keyword,)):
            return tidy(keyword)
    first = [word for word in words(said) if len(word) > 2 and word not in STOP_WORDS][:TAKEN]
    return tidy(" ".join(first) or said)


def tidy(name: str) -> str:
    plain = " ".join(name.split())[:LONGEST].strip(" .,;:!?")
    return plain[:1].upper() + plain[1:] or "Everything else"


def key_of(name: str) -> str:
    """By which two names are the same topic."""
    return " ".join(words(name)) or name.casefold()


def ranked(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The most wanted first."""
    return sorted(counts, key=lambda each: (-each[1], each[0]))
