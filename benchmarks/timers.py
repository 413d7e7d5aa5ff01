"""How punctual the clocks of cases are, what they cost at rest, and how fast an outage is caught up."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, quantile
from benchmarks.floors import inserts
from benchmarks.size import Size
from bot.cases import sla
from bot.cases.case import Author, Case, Mention, Status
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import Permissions, Settings, X
from bot.desk import watch
from bot.desk.desk import Desk
from bot.engine.local import LocalAlarm
from bot.ports.alarm import TIMERS
from bot.ports.keep import LATE, timers_of
from bot.ports.store import Timer
from bot.storage import Storage, open_store

CHUNK = 250
SETTINGS = Settings(
    desk=DeskSettings(channel="C0MENTIONS"), x=X(handle="acmeair"), permissions=Permissions(lead=("U0LEAD",))
)


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


async def run(size: Size, folder: Path) -> list[Figure]:
    async with _desk(folder / "desk.db") as (desk, store, alarm):
        now = datetime.now(UTC)
        await _open(store, range(size.timers), now)
        lateness = await _lateness(desk, store, alarm, size)
        rest = await _share_of_a_core(size.idle_seconds)
        await alarm.stop(5)
        idle = await _share_of_a_core(size.idle_seconds)
        await _open(store, range(size.timers, size.timers + size.overdue), now - timedelta(hours=1))
        begun = time.perf_counter()
        await watch.catch_up(desk)
        caught_up = time.perf_counter() - begun
    outstanding = f"{size.timers:,} outstanding"
    floor = 4 * size.overdue / inserts.rate(folder / "rows.db", 4 * size.overdue)  # history, redraw and two timers
    return [
        Figure(
            name=f"from a timer's time to its commit, {outstanding}, p99",
            value=1000 * quantile(lateness, 0.99),
            unit="ms",
            floor=1000 * quantile(await _sleeps(size), 0.99),
            target=1000,
        ),
        Figure(name=f"share of a core at rest, {outstanding}", value=rest, unit="%", floor=idle, target=0.1),
        Figure(
            name=f"{size.overdue:,} cases that became late in an outage, caught up",
            value=caught_up,
            unit="s",
            floor=floor,
            target=30,
        ),
    ]


@asynccontextmanager
async def _desk(path: Path) -> AsyncIterator[tuple[Desk, Storage, LocalAlarm]]:
    clock = SystemClock()
    alarm = LocalAlarm(clock)
    store = await open_store(f"sqlite:///{path}", alarm, clock, "T0ACME")
    try:
        await store.migrate()
        yield Desk(store, SETTINGS, clock), store, alarm
    finally:
        await alarm.stop(5)
        await store.stop()


async def _open(store: Storage, numbers: Sequence[int], at: datetime) -> None:
    for first in range(0, len(numbers), CHUNK):
        async with store.change(person=False) as change:
            cases = await change.open_all([_opening(number, at) for number in numbers[first : first + CHUNK]])
            await change.set_timers([timer for case in cases for timer in timers_of(case, at)])


def _opening(number: int, at: datetime) -> tuple[Case, Mention]:
    author = Author(id=f"9{number}", handle=f"user{number}", name="User", url=f"https://x.com/user{number}")
    given = {"network": "x", "account": "x:acmeair", "conversation": str(number), "why": "mentions @acmeair"}
    mention = Mention(id=str(number), author=author, text="Where is it?", url=author.url, created_at=at, **given)
    case = Case(
        id=0,
        number=0,
        workspace="T0ACME",
        author=author,
        channel="C0MENTIONS",
        status=Status.NEW,
        opened_at=at,
        **given,
    )
    return sla.tended(case, at, SETTINGS), mention


async def _lateness(desk: Desk, store: Storage, alarm: LocalAlarm, size: Size) -> list[float]:
    """In seconds, of timers at random moments."""
    late: list[float] = []

    async def work(name: str) -> datetime | None:
        if name == TIMERS:
            due = await store.next_timer()
            await watch.catch_up(desk)
            if due and due <= desk.clock.now():
                late.append((desk.clock.now() - due).total_seconds())
            return await store.next_timer()
        return None

    dues = [datetime.now(UTC) + timedelta(seconds=wait) for wait in _waits(size)]
    async with store.change(person=False) as change:
        await change.set_timers([Timer(case=number + 1, kind=LATE, due=due) for number, due in enumerate(dues)])
    alarm.start(work)
    while len(late) < len(dues) and desk.clock.now() < max(dues) + timedelta(seconds=2):
        await asyncio.sleep(0.05)
    return late


async def _sleeps(size: Size) -> list[float]:
    """The same moments, slept until by asyncio alone."""

    async def sleep(seconds: float) -> float:
        due = time.perf_counter() + seconds
        await asyncio.sleep(seconds)
        return time.perf_counter() - due

    return list(await asyncio.gather(*(sleep(wait) for wait in _waits(size))))


def _waits(size: Size) -> list[float]:
    rng = random.Random(1)
    return [rng.uniform(0.2, 0.2 + size.idle_seconds / 2) for _ in range(min(size.mentions, size.timers))]


async def _share_of_a_core(seconds: float) -> float:
    begun, used = time.perf_counter(), time.process_time()
    await asyncio.sleep(seconds)
    return 100 * (time.process_time() - used) / (time.perf_counter() - begun)
