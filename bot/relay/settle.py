"""Find out what became of an unsure delivery, by looking for it in Slack or in the company's own timeline."""

from collections.abc import Mapping

import structlog

from bot.cases import lifecycle, outbox
from bot.cases.case import ReplyState
from bot.cases.outbox import Delivery, Does, State
from bot.ports.clock import Clock
from bot.ports.keep import keep
from bot.ports.network import Network
from bot.ports.outcomes import Outcome
from bot.ports.queries import Queries
from bot.ports.store import Store
from bot.ports.surface import Surface
from bot.relay.deliver import Relay
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
        networks: Mapping[str, Network],
        relay: Relay,
        clock: Clock,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._queries = queries
        self._surface = surface
        self._networks = networks
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
            try:
                found = await self._find(delivery)
            except Outcome as failed:
                log.warning("look_failed", delivery=delivery.id, problem=str(failed))
                await self._again(delivery, delivery.looks)
            else:
                if not found:
                    await self._absent(delivery)
        return len(due)

    async def _find(self, delivery: Delivery) -> bool:
        """True where it was found, and written down as sent."""
        since = delivery.called_at or self._clock.now()
        if delivery.does is Does.PUBLISH:
            case = await self._queries.case(delivery.case)
            reply = case.reply(delivery.subject.id) if case else None
            if case is None or reply is None:
                return False
            published = await self._networks[case.account].find(reply.text, reply.answers, since)
            if published is None:
                return False
            await self._relay.published(delivery, published)
            return True
        place = await self._queries.place(delivery.root) if delivery.root else None
        thread_ts = place.ts if place else None
        ts = await self._surface.find(delivery, thread_ts, since)
        if ts is None:
            return False
        await self._relay.posted(delivery, ts, thread_ts)
        return True

    async def _absent(self, delivery: Delivery) -> None:
        now = self._clock.now()
        ended = delivery.ended_at or delivery.called_at or now
        looks = delivery.looks + 1
        if looks >= LOOKS and now - ended >= self._patience.settled_after:
            await self._send_again(delivery)
        else:
            await self._again(delivery, looks)

    async def _again(self, delivery: Delivery, looks: int) -> None:
        """Set the next look: not before absence can count."""
        now = self._clock.now()
        ended = delivery.ended_at or delivery.called_at or now
        next_look = now + self._patience.look_again
        due = max(ended + self._patience.settled_after, next_look) if looks else next_look
        async with self._store.change(person=False) as change:
            await change.settle(delivery, State.UNSURE, ended, due_at=due, problem=delivery.problem, looks=looks)

    async def _send_again(self, delivery: Delivery) -> None:
        now = self._clock.now()
        log.info("delivery_absent", delivery=delivery.id, lane=delivery.lane)
        async with self._store.change(person=False) as change:
            await change.settle(delivery, State.READY, now, due_at=now, problem="")
            if delivery.does is not Does.PUBLISH:
                return
            case = await change.case(delivery.case)
            reply = case.reply(delivery.subject.id)
            if reply is not None and reply.state is ReplyState.UNSURE:
                waiting = lifecycle.waits_again(reply)
                await change.save_reply(waiting)
                await change.deliver(outbox.reply_redraw(case, waiting, now))
                await keep(change, case, case.with_reply(waiting), now)
