"""Find out what became of an unsure delivery, by looking for it in Slack or in the company's own timeline."""

from datetime import datetime

import structlog

from bot.cases.outbox import Delivery, Does, State
from bot.ports.clock import Clock
from bot.ports.outcomes import Gone, Outcome
from bot.ports.queries import Queries
from bot.ports.store import Store
from bot.ports.surface import Surface
from bot.relay.deliver import Relay
from bot.relay.draw import Missing
from bot.relay.patience import Patience

log = structlog.get_logger()

BATCH = 10
LOOKS = 2  # absence counts only when seen twice


class Settler:
    def __init__(
        self,
        store: Store,
        queries: Queries,
        surface: Surface,
        relay: Relay,
        clock: Clock,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._queries = queries
        self._surface = surface
        self._relay = relay
        self._clock = clock
        self._patience = patience or Patience()

    async def take_over(self, sole: bool) -> None:
        """At a start: what a predecessor left in the middle of a call is unsure now.

        A sole process takes all of it at once; otherwise only what has outlived its lease.
        """
        async with self._store.change(person=False) as change:
            left = await change.abandon(self._clock.now(), everyone=sole)
        if left:
            log.info("sends_taken_over", count=left)

    async def look(self) -> int:
        """Look for the unsure deliveries whose look is due; how many there were."""
        now = self._clock.now()
        async with self._store.change(person=False) as change:
            await change.abandon(now)
            due = await change.unsure(now, BATCH)
        for delivery in due:
            await self._look_for(delivery)
        return len(due)

    async def _look_for(self, delivery: Delivery) -> None:
        try:
            found = await self._find(delivery)
        except Missing as missing:
            await self._write(delivery, State.CANCELLED, problem=str(missing))
        except Outcome as failed:
            log.warning("look_failed", delivery=delivery.id, problem=str(failed))
            await self._cannot_tell(delivery, str(failed))
        except Exception:  # the edge of the loop: a defect in one look must not end the looking for the others
            log.exception("look_broke", delivery=delivery.id, subject=str(delivery.subject))
            await self._cannot_tell(delivery, "A defect stopped the look; the log has the details.")
        else:
            if not found:
                await self._absent(delivery)

    async def _find(self, delivery: Delivery) -> bool:
        """True where it was found, and written down as sent. Raises `Missing`."""
        if delivery.does is Does.PUBLISH:
            published = await self._relay.replies.find(delivery)
            if published is not None:
                await self._relay.replies.published(delivery, published)
            return published is not None
        place = await self._queries.place(delivery.root) if delivery.root else None
        thread_ts = place.ts if place else None
        since = delivery.called_at or self._clock.now()
        try:
            ts = await self._surface.find(delivery, thread_ts, since)
        except Gone:
            if thread_ts is None:
                raise
            thread_ts = None  # somebody deleted the card, so it may stand in the channel instead
            ts = await self._surface.find(delivery, None, since)
        if ts is not None:
            await self._relay.messages.found(delivery, ts, thread_ts)
        return ts is not None

    async def _absent(self, delivery: Delivery) -> None:
        """Seen twice it counts, so it is sent again; else it is looked for once more, when that can count."""
        now, ended, looks = self._clock.now(), self._ended(delivery), delivery.looks + 1
        if looks < LOOKS or now - ended < self._patience.settled_after:
            due = max(ended + self._patience.settled_after, now + self._patience.look_again)
            await self._write(delivery, State.UNSURE, due_at=due, problem=delivery.problem, looks=looks)
            return
        log.info("delivery_absent", delivery=delivery.id, lane=delivery.lane)
        async with self._store.change(person=False) as change:
            await change.settle(delivery, State.READY, now, due_at=now)
            if delivery.does is Does.PUBLISH:
                await self._relay.replies.absent(change, delivery)

    async def _cannot_tell(self, delivery: Delivery, problem: str) -> None:
        """Look again, the later the longer it goes on; about a public reply, people are asked in the end."""
        now, patience = self._clock.now(), self._patience
        gone_by = now - self._ended(delivery)
        due = now + max(patience.look_again, min(gone_by / 2, patience.longest))
        if delivery.does is Does.PUBLISH:
            if gone_by >= patience.ask_after:
                await self._relay.replies.put_to_people(delivery, f"It could not be looked for: {problem}")
                return
            due = min(due, now + patience.ask_after - gone_by)
        why = f"It cannot be looked for: {problem}"
        await self._write(delivery, State.UNSURE, due_at=due, problem=why, looks=delivery.looks)

    def _ended(self, delivery: Delivery) -> datetime:
        return delivery.ended_at or delivery.called_at or self._clock.now()

    async def _write(
        self,
        delivery: Delivery,
        state: State,
        *,
        due_at: datetime | None = None,
        problem: str,
        looks: int = 0,
    ) -> None:
        async with self._store.change(person=False) as change:
            await change.settle(delivery, state, self._clock.now(), due_at=due_at, problem=problem, looks=looks)
