"""What the tests of the real adapters hold in their hands."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.networks.x import XNetwork


class Clock:
    """The machine's clock, which can be set forward."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, **span: float) -> None:
        self._ahead += timedelta(**span)


class Connect(Protocol):
    """Makes a network; `changes` are settings other than the sandbox's own."""

    def __call__(self, **changes: object) -> XNetwork: ...
