"""How often the account may speak in public, so that X does not take it for a machine.

X blocked an account for a week after 14 replies within 4 minutes that named 58 people, and refuses more than 100 posts
in 15 minutes anyway. The default of 30 leaves room for a busy desk and stays well below both.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
WORTH_SAYING = timedelta(minutes=1)
"""Shorter waits are over before somebody has read about them."""


def full_until(posted: Sequence[datetime], budget: int, now: datetime) -> datetime | None:
    """When the window has room for another post; None where it has room now. `posted`: when posts were published."""
    within = sorted(at for at in posted if at > now - WINDOW)
    return within[-budget] + WINDOW if len(within) >= budget else None


def turn(posted: Sequence[datetime], ahead: int, budget: int, gap: timedelta, ready: datetime) -> datetime:
    """When a post that is `ready` then will go out, about, with so many others ahead of it."""
    times, at = sorted(posted), ready
    for _ in range(ahead + 1):
        if times:
            at = max(at, times[-1] + gap)
        at = max(at, full_until(times, budget, at) or at)
        times.append(at)
    return at


def waits(budget: int, until: datetime) -> str:
    """The sentence on a reply that has to wait; `until` in the time zone of the desk."""
    return (
        f"The account has made {budget} post{'s' * (budget != 1)} within 15 minutes, which is all that "
        f"x.posts_per_15_minutes allows. It goes out at about {until:%H:%M %Z}."
    )
