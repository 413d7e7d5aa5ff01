"""What is wrong with the bot itself, since when, and what the desk is told of it: rarely, and only what lasts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LASTS = timedelta(minutes=2)
"""How long something is wrong before the desk is told: most troubles are over by then."""
BACK = timedelta(minutes=10)
"""So soon after a message nothing makes another one: what comes, goes and comes back goes on in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`part` names what is wrong, `words` say why and what to do, and `so` what follows until then."""

    part: str
    words: str
    since: datetime
    so: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One message in the desk's channel: what is wrong, or was until `ended_at`; empty where a newer one took over."""

    channel: str
    told_at: datetime
    problems: tuple[Problem, ...]
    ended_at: datetime | None = None
    id: int = 0


def lasting(problems: Iterable[Problem], now: datetime, lasts: timedelta = LASTS) -> tuple[Problem, ...]:
    """Those that are told, the oldest first."""
    return tuple(sorted((each for each in problems if now - each.since >= lasts), key=lambda each: each.since))


def next_look(problems: Iterable[Problem], now: datetime, lasts: timedelta = LASTS) -> datetime | None:
    """When the next of them will have lasted."""
    return min((each.since + lasts for each in problems if now - each.since < lasts), default=None)


def news(told: Trouble | None, wrong: tuple[Problem, ...], channel: str, now: datetime) -> tuple[Trouble, ...]:
    """The messages as they should be now, those without an id to be posted; `told` is the newest, `wrong` what lasts.

    A new problem makes a new message, since nobody hears of an edit, but never two within `BACK`.
    """
    fresh = (Trouble(channel=channel, told_at=now, problems=wrong),) if wrong else ()
    if told is None:
        return fresh
    if told.ended_at is not None:
        soon = wrong and now - told.ended_at < BACK
        return (replace(told, problems=wrong, ended_at=None),) if soon else fresh
    if not wrong:
        return (replace(told, ended_at=now),)
    if _said(told.problems) == _said(wrong):
        return ()
    more = {each.part for each in wrong} - {each.part for each in told.problems}
    if more and now - told.told_at >= BACK:
        return replace(told, problems=(), ended_at=now), *fresh
    return (replace(told, problems=wrong),)


def _said(problems: Iterable[Problem]) -> set[tuple[str, str]]:
    return {(each.part, each.words) for each in problems}
