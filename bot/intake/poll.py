"""Ask a network for what is new, and remember the place only when what it covered is safe."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.cases.case import Mention
from bot.intake.purse import Purse
from bot.intake.sort import Sorter
from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.ports.network import OWN_POSTS, Mark, Network
from bot.ports.outcomes import Outcome, Paused
from bot.ports.store import Store

log = structlog.get_logger()

RETRY = timedelta(seconds=25)  # the longest that a paused look waits: within 30 s it has looked again
CROWD = 100  # posts read again in one look, above which …
EXACT_LOOKS = 10  # … so many looks begin where the last one ended, before one looks two minutes back again
WRITE_DOWN = timedelta(minutes=1)  # the shortest time between two changes for nothing but what was billed
SEEN = 5_000  # ids kept in memory, so that an idle look writes nothing
Ask = Callable[[Mark | None], Awaitable[list[Mention]]]


@dataclass(slots=True)
class Look:
    """How the looks at one source go: `problem` is empty while they succeed; the last one began `begun_at`."""

    source: str
    begun_at: datetime | None = None
    succeeded_at: datetime | None = None
    problem: str = ""
    not_before: datetime | None = None


class Poll:
    """One network, looked at every `seconds`: its mentions, the terms we track, and our own timeline."""

    def __init__(
        self,
        network: Network,
        sorter: Sorter,
        store: Store,
        clock: Clock,
        seconds: float,
        track: tuple[str, ...],
        retry: timedelta = RETRY,
        purse: Purse | None = None,
    ) -> None:
        self._network = network
        self._sorter = sorter
        self._store = store
        self._clock = clock
        self._seconds = seconds
        self._retry = retry
        self._purse = purse
        self._written_down: datetime | None = None
        self._asks: dict[str, Ask] = {"mentions": network.mentions}
        for term in track:
            self._asks[f"search: {term}"] = partial(network.search, term)
        self._asks[OWN_POSTS] = network.own_posts
        self.looks = {source: Look(source) for source in self._asks}
        self._seen: dict[str, dict[str, None]] = {source: {} for source in self._asks}
        self._marks: dict[str, Mark | None] = {}
        self._exact = dict.fromkeys(self._asks, 0)

    async def run(self) -> None:
        """Look until cancelled; one failing look never ends the looking."""
        while True:
            started = asyncio.get_running_loop().time()
            await self.look()
            spent = asyncio.get_running_loop().time() - started
            await asyncio.sleep(max(0.0, self._seconds - spent))

    async def look(self) -> None:
        for source, ask in self._asks.items():
            await self._look_at(source, ask)
        await self._write_down()

    async def _write_down(self) -> None:
        """What was billed for reads that brought nothing to keep."""
        bill, now = self._network.bill, self._clock.now()
        if self._purse is None or not bill or (self._written_down and now - self._written_down < WRITE_DOWN):
            return
        self._written_down = now
        try:
            with bill.taken() as billed:
                await self._purse.write_down(self._network.account, billed)
        except Fault as fault:  # it is on the bill still
            log.warning("spending_unkept", network=self._network.name, problem=str(fault))
        except Exception:  # the edge of the loop
            log.exception("spending_not_written", network=self._network.name)

    async def _look_at(self, source: str, ask: Ask) -> None:
        look, now = self.looks[source], self._clock.now()
        look.begun_at = now
        if look.not_before and look.not_before - self._retry <= now < look.not_before:  # the clock may be set back
            return
        try:
            await self._read(source, ask)
        except Outcome as failed:
            if not look.problem:
                log.warning("look_failed", network=self._network.name, source=source, problem=str(failed))
            look.problem = str(failed)
            until = failed.until if isinstance(failed, Paused) else None
            look.not_before = min(until, now + self._retry) if until else None
        except Fault as fault:  # the database: what was read is read again
            log.warning("look_unkept", network=self._network.name, source=source, problem=str(fault))
            look.problem = str(fault)
        except Exception:  # the edge of the loop: a defect in one look must not end the looking
            log.exception("look_broke", network=self._network.name, source=source)
            look.problem = "A defect stopped this look; the log has the details."
        else:
            if look.problem:
                log.info("look_recovered", network=self._network.name, source=source)
            look.problem, look.not_before, look.succeeded_at = "", None, self._clock.now()

    async def _read(self, source: str, ask: Ask) -> None:
        account = self._network.account
        if source not in self._marks:
            async with self._store.change(person=False) as change:
                self._marks[source] = await change.mark(account, source)
        if self._purse is not None:
            await self._purse.check()
        mark = self._marks[source]
        exact = self._exact[source] > 0
        mentions = await ask(replace(mark, exact=True) if mark and exact else mark)
        seen = self._seen[source]
        fresh = [mention for mention in mentions if mention.id not in seen]
        crowd = len(mentions) - len(fresh) > CROWD
        self._exact[source] = EXACT_LOOKS if crowd else max(0, self._exact[source] - 1)
        if not fresh:
            return
        newest = max(mentions, key=lambda mention: mention.created_at)
        moved = Mark(id=newest.id, at=newest.created_at)
        if mark and moved.at < mark.at:
            moved = mark
        with self._network.bill.taken() as billed:
            await self._sorter.take(account, source, fresh, moved, billed)
        self._marks[source] = moved
        seen.update(dict.fromkeys(mention.id for mention in fresh))
        while len(seen) > SEEN:
            with suppress(StopIteration):
                del seen[next(iter(seen))]
