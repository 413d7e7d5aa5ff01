"""What is wrong with the bot itself, since when, and what the desk is told of it: rarely, and only what lasts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LASTS = timedelta(minutes=2)
"""How long something is wrong before the desk is told: most troubles are over by then."""
BACK = timedelta(minutes=10)
"""Trouble that comes back so soon goes on in the message that told of it: what flaps makes no flood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`part` names what is wrong, `words` say why and what to do, and `so` what follows until then."""

    part: str
    words: str
    since: datetime
    so: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One message in the desk's channel: what is wrong, or was until `ended_at`."""

    channel: str
    began_at: datetime
    problems: tuple[Problem, ...]
    ended_at: datetime | None = None
    id: int = 0


def lasting(problems: Iterable[Problem], now: datetime, lasts: timedelta = LASTS) -> tuple[Problem, ...]:
    """Those that are told, the oldest first."""
    return tuple(sorted((each for each in problems if now - each.since >= lasts), key=lambda each: each.since))


def next_look(problems: Iterable[Problem], now: datetime, lasts: timedelta = LASTS) -> datetime | None:
    """When the next of them will have lasted."""
    return min((each.since + lasts for each in problems if now - each.since < lasts), default=None)


def news(told: Trouble | None, lasts: tuple[Problem, ...], channel: str, now: datetime) -> Trouble | None:
    """The message as it should be now, without an id where it is a new one; None where nothing has changed."""
    if told is None or (told.ended_at and (not lasts or now - told.ended_at >= BACK)):
        return Trouble(channel=channel, began_at=lasts[0].since, problems=lasts) if lasts else None
    if not lasts:
        return replace(told, ended_at=now)
    if told.ended_at is None and _same(told.problems, lasts):
        return None
    return replace(told, problems=lasts, ended_at=None)


def _same(some: Iterable[Problem], others: Iterable[Problem]) -> bool:
    return {(each.part, each.words) for each in some} == {(each.part, each.words) for each in others}
