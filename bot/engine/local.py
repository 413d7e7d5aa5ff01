"""Alarms in one process: a worker for each name, woken by a ring or at its time, and never busy in between."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from bot.ports.clock import Clock
from bot.ports.faults import Fault

log = structlog.get_logger()

Work = Callable[[str], Awaitable[datetime | None]]
AWAY = 1.0  # seconds before a worker that could not reach the database is tried again
BROKEN = 5.0  # seconds before a worker that met a defect is tried again
LONGEST = 60.0  # seconds of one sleep, so that a clock set forward is noticed


class LocalAlarm:
    """Runs `work(name)` when `name` rings; what it returns is when to run it next, or None to wait for a ring."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._work: Work | None = None
        self._rings: dict[str, asyncio.Event] = {}
        self._due: dict[str, datetime] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    def start(self, work: Work) -> None:
        """Begin to answer rings; those that came before count."""
        self._work = work
        for name in list(self._rings):
            self._begin(name)

    def ring(self, name: str, at: datetime | None = None) -> None:
        if self._stopping:
            return
        now = self._clock.now()
        due = at if at is not None and at > now else now
        ring = self._rings.setdefault(name, asyncio.Event())
        if name not in self._due or due < self._due[name]:
            self._due[name] = due
        ring.set()
        if self._work is not None:
            self._begin(name)

    async def stop(self, seconds: float) -> None:
        """Let the work in hand end within `seconds`, then cancel what remains."""
        self._stopping = True
        for ring in self._rings.values():
            ring.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks.values(), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._tasks.clear()

    def _begin(self, name: str) -> None:
        if name not in self._tasks:
            self._tasks[name] = asyncio.create_task(self._run(name), name=f"alarm {name}")

    async def _run(self, name: str) -> None:
        ring = self._rings[name]
        while not self._stopping:
            ring.clear()
            due = self._due.get(name)
            wait = None if due is None else (due - self._clock.now()).total_seconds()
            if wait is None or wait > 0:
                await self._sleep(ring, None if wait is None else min(wait, LONGEST))
                continue
            del self._due[name]
            await self._once(name)

    async def _once(self, name: str) -> None:
        assert self._work is not None
        try:
            again = await self._work(name)
        except Fault as fault:  # the database: it comes back, and nothing is lost meanwhile
            log.warning("worker_waits", alarm=name, problem=str(fault))
            await asyncio.sleep(AWAY * random.uniform(0.8, 1.2))
            again = self._clock.now()
        except Exception:  # the edge of the loop: a defect must not silence the alarm
            log.exception("worker_broke", alarm=name)
            await asyncio.sleep(BROKEN * random.uniform(0.8, 1.2))
            again = self._clock.now()
        if again is not None and (name not in self._due or again < self._due[name]):
            self._due[name] = again

    @staticmethod
    async def _sleep(ring: asyncio.Event, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await ring.wait()
        except TimeoutError:
            pass
