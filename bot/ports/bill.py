"""What calls have cost and the books do not show yet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.cases.spend import Spend


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
