"""How much X still lets us ask: its rate-limit headers, remembered for each endpoint."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST = timedelta(seconds=30)  # between two questions of one source, however little is left
_ID = re.compile(r"(?<=\w)/\d+(?=/|$)")  # not the version in front


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of an endpoint's allowance until `reset`."""

    limit: int
    remaining: int
    reset: datetime


class RateLimits:
    """The newest headers by endpoint, written as X's documents do: `GET /2/users/:id/mentions`."""

    def __init__(self) -> None:
        self._left: dict[str, Left] = {}
        self._asked: dict[str, dict[str, datetime]] = {}

    def note(self, endpoint: str, headers: Mapping[str, str]) -> None:
        if left := read(headers, "x-rate-limit"):
            self._left[endpoint] = left

    def left(self, endpoint: str) -> Left | None:
        return self._left.get(endpoint)

    def turn(self, endpoint: str, source: str, now: datetime) -> bool:
        """Whether `source` may ask now.

        While half of the allowance is left, always; after that what remains is spread evenly over the time to the
        reset, and over all sources that ask there, so that a fast poll never leaves the bot blind for minutes. Once
        nothing is left, X itself shall say so.
        """
        asked = self._asked.setdefault(endpoint, {})
        left = self._left.get(endpoint)
        if left and now < left.reset and 0 < left.remaining * 2 < left.limit and source in asked:
            spacing = (left.reset - now) / left.remaining * len(asked)
            if timedelta() <= now - asked[source] < min(spacing, LONGEST):  # the clock may be set back
                return False
        asked[source] = now
        return True


def endpoint_of(method: str, route: str) -> str:
    return f"{method} {_ID.sub('/:id', route)}"


def read(headers: Mapping[str, str], name: str) -> Left | None:
    """One family of headers (`x-rate-limit`, `x-app-limit-24hour`, …); None where it is missing or makes no sense."""
    try:
        limit, remaining, reset = (int(headers[f"{name}-{part}"]) for part in ("limit", "remaining", "reset"))
        return Left(limit, remaining, datetime.fromtimestamp(reset, UTC))
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def free_again(headers: Mapping[str, str]) -> datetime | None:
    """When a refused call may be made again: the end of the longest allowance that is used up."""
    families = (read(headers, name) for name in ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"))
    return max((left.reset for left in families if left and left.remaining <= 0), default=None)


def asked_for(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """The end of the pause that a plain `Retry-After` names in seconds; X sends none, but what stands before it may."""
    given = headers.get("Retry-After", "")
    return now + timedelta(seconds=int(given)) if given.isdecimal() and len(given) < 6 else None
