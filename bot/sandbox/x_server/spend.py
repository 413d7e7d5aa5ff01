"""What X bills, counted in the sandbox: prices as X publishes them, credits that may run out."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

PRICES: dict[str, float] = {
    "owned_read": 0.001,
    "post_read": 0.005,
    "user_read": 0.010,
    "post_create": 0.015,
    "post_create_with_url": 0.200,
    "summoned_reply": 0.010,
    # X names no price for a summoned reply that contains a link; the dearer of the two is assumed.
    "summoned_reply_with_url": 0.200,
    "post_delete": 0.010,
}
"""US$ a resource or a request."""


class Spend:
    """A running bill. `credits` is the balance in US$ at the start; None never runs out."""

    def __init__(self, credits: float | None = None, prices: dict[str, float] | None = None) -> None:
        self.credits = credits
        self.prices = {**PRICES, **(prices or {})}
        self.counts: Counter[str] = Counter()
        self.reads_by_day: Counter[date] = Counter()
        self._billed: dict[date, set[str]] = {}

    def charge(self, kind: str, times: int = 1) -> None:
        self.counts[kind] += times

    def charge_reads(self, kind: str, ids: Iterable[str], day: date) -> None:
        """Each resource is billed once a UTC day, whichever way it is read first."""
        if day not in self._billed:
            self._billed = {day: set()}
        billed = self._billed[day]
        new = {("user:" if kind == "user_read" else "post:") + each for each in ids} - billed
        billed |= new
        if new:
            self.charge(kind, len(new))
            if kind != "user_read":
                self.reads_by_day[day] += len(new)

    @property
    def by_kind(self) -> dict[str, float]:
        """US$ by kind of call."""
        return {kind: round(self.prices[kind] * times, 6) for kind, times in self.counts.items()}

    @property
    def total(self) -> float:
        return round(sum(self.by_kind.values()), 6)

    @property
    def exhausted(self) -> bool:
        """The balance may go a little below zero; then every request is refused."""
        return self.credits is not None and self.total >= self.credits
