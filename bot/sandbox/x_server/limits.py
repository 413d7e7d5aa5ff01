"""X's rate limits: so many calls of an endpoint a quarter of an hour, per account and per app."""

from collections.abc import Mapping
from dataclasses import dataclass

QUARTER = 15 * 60
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Limit:
    """Calls per 15 minutes by an account and by the app's bearer; `app_day`: of all accounts in 24 hours."""

    user: int | None
    app: int | None
    app_day: int | None = None


LIMITS: Mapping[str, Limit] = {
    "GET /2/users/me": Limit(user=75, app=None),
    "GET /2/users/:id": Limit(user=900, app=300),
    "GET /2/users": Limit(user=900, app=300),
    "GET /2/users/by": Limit(user=900, app=300),
    "GET /2/users/by/username/:username": Limit(user=900, app=300),
    "GET /2/users/:id/mentions": Limit(user=300, app=450),
    "GET /2/users/:id/tweets": Limit(user=900, app=10_000),
    "GET /2/tweets/search/recent": Limit(user=300, app=450),
    "GET /2/tweets": Limit(user=5000, app=3500),
    "GET /2/tweets/:id": Limit(user=900, app=450),
    "POST /2/tweets": Limit(user=100, app=None, app_day=10_000),
    "DELETE /2/tweets/:id": Limit(user=50, app=None),
    "GET /2/usage/tweets": Limit(user=None, app=50),
}


@dataclass
class _Window:
    ends: float
    used: int = 0


class Allowance:
    """Windows begin with their first call, as X's do. Times in unix seconds."""

    def __init__(self, limits: Mapping[str, Limit] | None = None) -> None:
        self.limits = {**LIMITS, **(limits or {})}
        self._windows: dict[tuple[str, str], _Window] = {}

    def take(self, route: str, caller: str, now: float) -> tuple[bool, dict[str, str]]:
        """Whether this call is allowed, and the headers that its answer carries."""
        limit = self.limits.get(route)
        if limit is None:
            return True, {}
        allowed, headers = True, dict[str, str]()
        per_quarter = limit.app if caller == "app" else limit.user
        if per_quarter is not None:
            allowed, headers = self._count(caller, route, per_quarter, QUARTER, "x-rate-limit", now)
        if limit.app_day is not None:
            day_allowed, day = self._count("day", route, limit.app_day, DAY, "x-app-limit-24hour", now)
            allowed, headers = allowed and day_allowed, {**headers, **day}
        return allowed, headers

    def reset(self) -> None:
        self._windows.clear()

    def _count(
        self, who: str, route: str, size: int, seconds: int, header: str, now: float
    ) -> tuple[bool, dict[str, str]]:
        window = self._windows.get((who, route))
        if window is None or window.ends <= now:
            window = self._windows[who, route] = _Window(float(int(now) + seconds))
        allowed = window.used < size
        window.used += allowed
        return allowed, {
            f"{header}-limit": str(size),
            f"{header}-remaining": str(size - window.used),
            f"{header}-reset": str(int(window.ends)),
        }
