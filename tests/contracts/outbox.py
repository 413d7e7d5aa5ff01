"""Short ways to fill an outbox and to work it off, for tests of deliveries."""

from datetime import timedelta

from bot.cases.outbox import Delivery, Place, State, Subject
from bot.ports.store import Pace, Store
from tests.cases.samples import NOON

SECOND = timedelta(seconds=1)
FREE = Pace(interval=0.001, burst=1000)
POSTS = "T0ACME/post/C0MENTIONS"
EDITS = "T0ACME/edit"


async def deliver(store: Store, *deliveries: Delivery) -> None:
    async with store.change() as change:
        await change.deliver(*deliveries)


async def claim(store: Store, lane: str, pace: Pace = FREE, after: float = 0) -> Delivery | None:
    async with store.change() as change:
        return await change.claim(lane, pace, NOON + timedelta(seconds=after))


async def settle(store: Store, delivery: Delivery | None, state: State, **what: object) -> None:
    assert delivery
    async with store.change() as change:
        await change.settle(delivery, state, NOON, **what)  # type: ignore[arg-type]


async def stands(store: Store, subject: Subject, root: Subject | None = None, ts: str = "1.1") -> None:
    async with store.change() as change:
        await change.stands(Place(subject=subject, root=root, channel="C0MENTIONS", ts=ts))
