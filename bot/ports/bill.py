"""What calls have cost: on the bill at first, and in the books when they are kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Protocol

from bot.cases.spend import Spend


class Books(Protocol):
    """What was kept before; a new process asks it, so that nothing is counted twice."""

    async def read(self, account: str, post_ids: Sequence[str]) -> frozenset[str]:
        """Which of these posts were read before: what is stored, and our own once a look reached them."""
        ...

    async def billed(self, account: str, day: date, kind: str) -> int:
        """How many resources of a kind were billed on that day."""
        ...


class Bill:
    """A network adds to it; whoever commits what was paid for takes it along into the same change."""

    def __init__(self) -> None:
        self._open: dict[tuple[object, str], Spend] = {}

    def add(self, spend: Spend) -> None:
        key = (spend.day, spend.kind)
        self._open[key] = self._open[key].plus(spend) if key in self._open else spend

    def __bool__(self) -> bool:
        return bool(self._open)

    @contextmanager
    def taken(self) -> Iterator[Sequence[Spend]]:
        """What is open, to be written down within this block; it comes back where that fails."""
        taken = tuple(self._open.values())
        self._open.clear()
        try:
            yield taken
        except BaseException:
            for spend in taken:
                self.add(spend)
            raise
