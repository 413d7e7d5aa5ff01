"""Messages on their way to Slack: posted, drawn afresh, taken away, and where they came to stand."""

from dataclasses import dataclass

from bot.cases.outbox import Delivery, Place, State
from bot.cases.settings import Settings
from bot.ports.clock import Clock
from bot.ports.outcomes import Gone
from bot.ports.queries import Queries
from bot.ports.store import Change, Store
from bot.ports.surface import Surface
from bot.relay import anew
from bot.relay.draw import Missing, draw
from bot.relay.needed import needed


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery that Slack has taken, to be written down; a new message with its place."""

    delivery: Delivery
    place: Place | None = None


class Messages:
    def __init__(self, store: Store, queries: Queries, surface: Surface, settings: Settings, clock: Clock) -> None:
        self._store = store
        self._queries = queries
        self._surface = surface
        self._settings = settings
        self._clock = clock

    async def post(self, delivery: Delivery) -> Sent | None:
        message = await needed(draw(delivery, self._queries, self._settings, self._clock.now()), self._clock)
        above = await needed(self._queries.place(delivery.root), self._clock) if delivery.root else None
        if delivery.root and above is None:
            await self._below(delivery, None)
            return None
        thread_ts = above.ts if above else None
        try:
            ts = await self._surface.post(message, delivery.channel, thread_ts, delivery.key)
        except Gone:
            if above is None:
                raise
            if above.subject.thing in anew.HEADS:
                await self._below(delivery, above)
                return None
            thread_ts = None  # what belongs to no case stands in the channel then, and is not lost
            ts = await self._surface.post(message, delivery.channel, None, delivery.key)
        return _stands(delivery, ts, thread_ts)

    async def edit(self, delivery: Delivery) -> Sent | None:
        place = await needed(self._queries.place(delivery.subject, delivery.root), self._clock)
        if place is None:
            raise Missing("The message to draw afresh does not stand.")
        message = await needed(draw(delivery, self._queries, self._settings, self._clock.now()), self._clock)
        try:
            await self._surface.edit(message, place.channel, place.ts)
        except Gone:
            if place.subject.thing not in anew.HEADS:
                raise
            async with self._store.change(person=False) as change:
                await anew.redrawn(change, delivery, place, self._clock.now())
            return None
        return Sent(delivery)

    async def erase(self, delivery: Delivery) -> Sent:
        place = await needed(self._queries.place(delivery.subject, delivery.root), self._clock)
        if place is not None:
            await self._surface.erase(place.channel, place.ts)
        return Sent(delivery)

    async def keep(self, change: Change, sent: Sent) -> None:
        """What waited for a message is free once it stands; what changed since it was drawn is drawn again."""
        await change.settle(sent.delivery, State.SENT, self._clock.now())
        if sent.place:
            await change.stands(sent.place)

    async def found(self, delivery: Delivery, ts: str, thread_ts: str | None) -> None:
        """Nobody knew whether it was sent, and there it stands."""
        async with self._store.change(person=False) as change:
            await self.keep(change, _stands(delivery, ts, thread_ts))

    async def _below(self, delivery: Delivery, gone: Place | None) -> None:
        async with self._store.change(person=False) as change:
            await anew.below(change, delivery, gone, self._clock.now())


def _stands(delivery: Delivery, ts: str, thread_ts: str | None) -> Sent:
    place = Place(subject=delivery.subject, root=delivery.root, channel=delivery.channel, ts=ts, thread_ts=thread_ts)
    return Sent(delivery, place)
