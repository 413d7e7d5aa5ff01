"""How much is measured: enough to trust, a quick look, or just enough to see that it still works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """`idle_seconds`: how long an idle process is watched; `storm`: cases that arrive at once, `storms` times."""

    mentions: int = 30
    replies: int = 30
    storm: int = 300
    storms: int = 3
    starts: int = 5
    cases: int = 10_000
    idle_seconds: float = 20
    crowd: int = 750
    crowds: int = 3


FULL = Size()
QUICK = Size(mentions=8, replies=6, storms=1, starts=2, cases=1_000, idle_seconds=6, crowd=300, crowds=1)
TINY = Size(mentions=1, replies=1, storm=5, storms=1, starts=1, cases=5, idle_seconds=0.2, crowd=5, crowds=1)
