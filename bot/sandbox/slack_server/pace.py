"""How fast the Web API may be called: posts per channel, and Slack's tiers per method."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Documented: calls per minute, per method and workspace."""
BURSTS = {"apps.connections.open": 10}
"""An app may hold ten connections, so it may open ten in a row."""


def _loop_time() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Bucket:
    """Fills with `rate` a second up to `size`."""

    rate: float
    size: float
    level: float
    at: float

    def take(self, now: float) -> float:
        """Take one; returns 0, or the seconds until there is one."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level >= 1:
            self.level -= 1
            return 0.0
        return (1 - self.level) / self.rate


@dataclass
class Pace:
    """`posts_per_second`: into one channel; None: no limit. `tiers` False: no limit on the other methods."""

    posts_per_second: float | None = 1.0
    post_burst: int = 3
    tiers: bool = True
    now: Callable[[], float] = _loop_time
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    @classmethod
    def off(cls) -> "Pace":
        return cls(posts_per_second=None, tiers=False)

    def wait_for_post(self, channel: str) -> float:
        """Seconds until the next post into this channel is allowed; 0: now, and it is counted."""
        if self.posts_per_second is None:
            return 0.0
        burst = max(self.post_burst, self.posts_per_second)
        return self._take(("chat.postMessage", channel), self.posts_per_second, burst)

    def wait_for(self, method: str, tier: int | None) -> float:
        """Seconds until the next call of this method is allowed; a whole minute's allowance may come at once."""
        if not self.tiers or tier is None:
            return 0.0
        return self._take((method, ""), TIERS[tier] / 60, max(TIERS[tier], BURSTS.get(method, 0)))

    def _take(self, key: tuple[str, str], rate: float, size: float) -> float:
        now = self.now()
        if key not in self._buckets:
            self._buckets[key] = Bucket(rate, size, size, now)
        return self._buckets[key].take(now)
