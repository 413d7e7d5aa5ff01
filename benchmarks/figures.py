"""A figure beside its floor and its target, and the table that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

HEADINGS = ("figure", "Mentiondesk", "floor", "ratio", "target", "met", "load")
WORDS = 1  # columns from the left that hold words; the rest hold numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`floor`: what a bare script takes for the same. `load`: the load average of the machine just after.

    `target` is an upper bound, or with `more` a lower one.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    target: float | None = None
    more: bool = False
    load: float = 0.0

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        return self.value >= self.target if self.more else self.value <= self.target

    def under(self, load: float) -> "Figure":
        return replace(self, load=load)

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.name,
            shown(self.value, self.unit),
            "" if self.floor is None else shown(self.floor, self.unit),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            "" if self.target is None else f"{'≥' if self.more else '≤'} {_rounded(self.target)} {self.unit}",
            {True: "yes", False: "NO", None: ""}[self.met],
            f"{self.load:.1f}",
        )


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def shown(value: float, unit: str) -> str:
    """Three digits that count, and no more."""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{decimals}f} {unit}"


def quantile(samples: Iterable[float], share: float) -> float:
    """The smallest sample that at least this share of all samples does not exceed. Raises ValueError for none."""
    ordered = sorted(samples)
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def median(samples: Iterable[float]) -> float:
    return quantile(samples, 0.5)


def plain(figures: Sequence[Figure]) -> str:
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(_aligned(row, widths)).rstrip() for row in rows)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    left = [cell.ljust(width) for cell, width in zip(row[:WORDS], widths, strict=False)]
    return left + [cell.rjust(width) for cell, width in zip(row[WORDS:], widths[WORDS:], strict=True)]


def markdown(figures: Sequence[Figure], before: str = "") -> str:
    """The table; figures that were not measured again stay as they stood in the one `before`."""
    rows = {row[0]: f"| {' | '.join(row)} |" for row in (figure.cells for figure in figures)}
    kept = {name: line for line in before.splitlines() if (name := _named(line)) and name not in HEADINGS}
    rule = ["---"] * WORDS + ["---:"] * (len(HEADINGS) - WORDS)
    return "\n".join([f"| {' | '.join(HEADINGS)} |", f"| {' | '.join(rule)} |", *({**kept, **rows}).values()])


def _named(line: str) -> str:
    """What a line of the table is about; nothing for its rule and for other lines."""
    return line.split(" | ")[0].removeprefix("| ") if line.startswith("| ") and not line.startswith("| ---") else ""
