"""How much is measured: enough to trust, a quick look, or just enough to see that it still works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """`timers`: clocks that run; `overdue`: cases whose clocks ran out while nobody watched.

    `storm`: cases that arrive at once, `storms` times. `crowd`: mentions that wait for the bot, `crowds` times.

    `idle_seconds`: how long a process at rest is watched, which polls every `idle_poll` seconds. `waiting`: cards that
    wait in `channels` channels, `rounds` times; X shows no more than 800 mentions at once. `busy_seconds`: how long
    mentions keep coming. `stored`: how many cases are in the database, to be compared.
    """

    mentions: int = 30
    replies: int = 30
    storm: int = 300
    storms: int = 5
    starts: int = 5
    cases: int = 10_000
    idle_seconds: float = 20
    idle_poll: float = 5
    crowd: int = 500
    crowds: int = 3
    timers: int = 10_000
    overdue: int = 1_000
    waiting: int = 800
    channels: int = 50
    rounds: int = 3
    busy_seconds: int = 12
    paced: int = 40
    kills: int = 3
    stored: tuple[int, int] = (1_000, 1_000_000)


FULL = Size()
QUICK = Size(
    mentions=8,
    replies=6,
    storms=1,
    starts=2,
    cases=1_000,
    idle_seconds=6,
    crowd=300,
    crowds=1,
    waiting=400,
    rounds=1,
    busy_seconds=5,
    paced=20,
    kills=1,
    timers=2_000,
    stored=(1_000, 100_000),
)
TINY = Size(
    mentions=1,
    replies=1,
    storm=5,
    storms=1,
    starts=1,
    cases=5,
    idle_seconds=0.2,
    idle_poll=1,
    crowd=5,
    crowds=1,
    timers=5,
    overdue=5,
    waiting=6,
    channels=3,
    rounds=1,
    busy_seconds=1,
    paced=4,
    kills=1,
    stored=(5, 10),
)
