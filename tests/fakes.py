"""Stand-ins for the ports that wake and tell the time."""

from datetime import datetime, timedelta

from tests.cases.samples import NOON


class FrozenClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, **time: float) -> datetime:
        """Move on by so many `seconds`, `minutes`, `days`; the new time."""
        self._now += timedelta(**time)
        return self._now


class SilentAlarm:
    """Wakes nobody and remembers every ring."""

    def __init__(self) -> None:
        self.rings: list[tuple[str, datetime | None]] = []

    def ring(self, name: str, at: datetime | None = None) -> None:
        self.rings.append((name, at))

    def rung(self) -> dict[str, datetime | None]:
        """What rang since the last time somebody asked."""
        rung = dict(self.rings)
        self.rings.clear()
        return rung
