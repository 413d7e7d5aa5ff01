"""Watch over the clock: when somebody sets it, nothing may wait for an hour that will not come."""

import asyncio
from datetime import UTC, datetime, timedelta

import structlog

from bot.cases.storms import HELD_AT_MOST
from bot.ports.alarm import Alarm
from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.ports.queries import Queries
from bot.ports.store import Store

log = structlog.get_logger()

EVERY = 5.0  # seconds between two looks at the clock
SET = timedelta(seconds=2)  # a clock that is set right little by little never moves so far in between
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = HELD_AT_MOST + timedelta(minutes=1)  # nothing but a reply that can be taken back waits longer


class ClockWatch:
    """`undo`: how long a public reply waits."""

    def __init__(self, store: Store, queries: Queries, alarm: Alarm, clock: Clock, undo: timedelta) -> None:
        self._store = store
        self._queries = queries
        self._alarm = alarm
        self._clock = clock
        self._undo = undo

    async def run(self) -> None:
        """Look until cancelled."""
        loop = asyncio.get_running_loop()
        offset = self._clock.now() - timedelta(seconds=loop.time())
        while True:
            await asyncio.sleep(EVERY)
            shown = self._clock.now() - timedelta(seconds=loop.time())
            if abs(shown - offset) <= SET:
                offset = shown
                continue
            try:
                await self.put_right(LONG_AGO)
            except Fault as failed:  # the edge of the loop: it tries again
                log.error("clock_set", by=str(shown - offset), problem=str(failed))
            else:
                log.warning("clock_set", by=str(shown - offset))
                offset = shown

    async def put_right(self, after: datetime | None = None) -> None:
        """What is due implausibly late was dated by another clock; absence is measured anew for what became unsure
        `after`, by default in the future."""
        now = self._clock.now()
        latest, publish = now + max(LATEST, self._undo), now + self._undo
        async with self._store.change(person=False) as change:
            await change.redate(now, latest, publish, after or now)
        for name, at in await self._queries.alarms():
            self._alarm.ring(name, at)
