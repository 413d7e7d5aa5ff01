"""Work off a lane: take the most urgent delivery, send it, and write down what became of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import structlog

from bot.cases import outbox
from bot.cases.outbox import Delivery, Does, State
from bot.cases.settings import Settings
from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.ports.network import Network
from bot.ports.outcomes import Duplicate, Gone, NotYet, Outcome, Paused, Rejected, Unreachable, Unsure
from bot.ports.queries import Queries
from bot.ports.returning import give_back
from bot.ports.store import Pace, Store
from bot.ports.surface import Surface
from bot.relay.draw import Missing
from bot.relay.messages import Messages, Sent
from bot.relay.needed import needed
from bot.relay.patience import Patience
from bot.relay.replies import Replies
from bot.relay.storms import Storms

log = structlog.get_logger()

EDITS_PER_POST = 50 / 60  # Slack takes 50 edits a minute in a workspace where it takes 60 posts in a channel
EDIT_BURST = 10
POST_BURST = 3
PATIENT_TRIES = 10  # a message that Slack refuses waits a little longer after each of so many tries


class Relay:
    """Sends deliveries; `networks` are keyed by account. `stopping` ends the work after the delivery in hand."""

    def __init__(
        self,
        store: Store,
        queries: Queries,
        surface: Surface,
        networks: Mapping[str, Network],
        settings: Settings,
        clock: Clock,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._queries = queries
        self._settings = settings
        self._clock = clock
        self._patience = patience or Patience()
        self._storms = Storms(settings, clock, self._patience)
        self.messages = Messages(store, queries, surface, settings, clock)
        self.replies = Replies(store, queries, networks, settings, clock)
        self._send: dict[Does, Callable[[Delivery], Awaitable[Sent | None]]] = {
            Does.POST: self.messages.post,
            Does.EDIT: self.messages.edit,
            Does.ERASE: self.messages.erase,
            Does.PUBLISH: self._publish,
        }
        self.stopping = False

    async def begin(self) -> None:
        """Before the first lane is worked on."""
        async with self._store.change(person=False) as change:
            await self._storms.settle(change)

    async def work(self, lane: str) -> datetime | None:
        """Send what is due in the lane at its pace; when to come back, or None where nothing waits."""
        sent: Sent | None = None
        while True:
            try:
                delivery = await self._next(lane, sent)
            except Exception as failed:
                if sent is None:
                    raise
                await self._unkept(sent.delivery, failed)
                sent = None
                continue
            if delivery is None:
                return None if self.stopping else await self._queries.next_due(lane)
            sent = await self._attempt(delivery)

    async def _next(self, lane: str, sent: Sent | None) -> Delivery | None:
        """Write down what was sent and claim what follows it, in one change: a message costs one flush, not two."""
        async with self._store.change(person=False) as change:
            if sent:
                await self.messages.keep(change, sent)
            if self.stopping:
                return None
            await self._storms.watch(change, lane)
            return await change.claim(lane, self._pace(lane), self._clock.now())

    def _pace(self, lane: str) -> Pace:
        if lane == outbox.edit_lane(lane.partition("/")[0]):
            return Pace(interval=1 / (self._settings.slack.posts_per_second * EDITS_PER_POST), burst=EDIT_BURST)
        if "/publish/" in lane:
            return Pace(interval=self._settings.x.seconds_between_posts, burst=1)
        return Pace(interval=1 / self._settings.slack.posts_per_second, burst=POST_BURST)

    async def _attempt(self, delivery: Delivery) -> Sent | None:
        """What is still to be written down, where it is not yet."""
        try:
            return await self._send[delivery.does](delivery)
        except Missing as missing:
            await self._settle(delivery, State.CANCELLED, problem=str(missing))
        except Paused as paused:
            await self._pause(delivery, paused)
        except Duplicate as refused:
            await self._published_already(delivery, refused)
        except Rejected as rejected:
            await self._reject(delivery, rejected)
        except Unsure as unsure:
            await self._leave_open(delivery, unsure)
        except Exception as failed:  # the edge of the loop: a defect must not stop the lane
            await self._unkept(delivery, failed)
        return None

    async def _unkept(self, delivery: Delivery, failed: Exception) -> None:
        """What became of it could not be written down."""
        if isinstance(failed, Fault):
            await self._leave_open(delivery, Unsure(str(failed)))
            return
        log.error(
            "delivery_broke",
            delivery=delivery.id,
            does=delivery.does,
            subject=str(delivery.subject),
            exc_info=failed,
        )
        await self._leave_open(delivery, Unsure("A defect stopped this; the log has the details."))

    async def _publish(self, delivery: Delivery) -> None:
        case, reply = await needed(self.replies.ready(delivery), self._clock)
        await self.replies.published(delivery, await self.replies.publish(case, reply))

    # when it did not go

    async def _pause(self, delivery: Delivery, paused: Paused) -> None:
        """Surely not sent: the lane waits, and people see why where they wait for a reply."""
        now = self._clock.now()
        latest = now + self._patience.retry
        again = min(paused.until, latest) if paused.until and paused.until > now else latest
        one_channel = delivery.does is Does.EDIT and paused.until is None  # the lane of edits serves all channels
        problem = "" if isinstance(paused, NotYet) else str(paused)
        tell = log.warning if problem else log.info
        tell("delivery_paused", delivery=delivery.id, lane=delivery.lane, problem=str(paused))
        async with self._store.change(person=False) as change:
            if one_channel:
                await change.settle(delivery, State.READY, now, due_at=again, problem=problem)
            else:  # it keeps its place in the queue
                await change.settle(delivery, State.READY, now, due_at=delivery.due_at, problem=problem)
                await change.hold_lane(delivery.lane, again)
            if delivery.does is Does.PUBLISH:
                await self.replies.held(change, delivery, str(paused))
        if isinstance(paused, Unreachable):
            await give_back(self._store, self._settings, delivery.channel, str(paused), now)

    async def _reject(self, delivery: Delivery, rejected: Rejected) -> None:
        """Surely refused. Only a message is tried on, beside others: no complaint may vanish over a word of Slack's."""
        now = self._clock.now()
        if not isinstance(rejected, Gone) or delivery.does is Does.PUBLISH:
            log.warning("delivery_rejected", delivery=delivery.id, lane=delivery.lane, problem=str(rejected))
        if delivery.does is Does.POST:
            again = now + self._patience.retry * min(delivery.attempts, PATIENT_TRIES)
            await self._settle(delivery, State.READY, due_at=again, problem=str(rejected))
            return
        async with self._store.change(person=False) as change:
            await change.settle(delivery, State.FAILED, now, problem=str(rejected))
            if delivery.does is Does.PUBLISH:
                await self.replies.failed(change, delivery, str(rejected), isinstance(rejected, Gone))

    async def _published_already(self, delivery: Delivery, refused: Duplicate) -> None:
        """Says the network. After an open end it is ours as a rule, or else what somebody posted by hand."""
        try:
            found = await self.replies.find(delivery)
        except Outcome as failed:
            log.warning("look_failed", delivery=delivery.id, problem=str(failed))
            await self._leave_open(delivery, refused)
            return
        if found is not None:
            await self.replies.published(delivery, found)
        elif delivery.attempts > 1:
            await self.replies.put_to_people(delivery, f"{refused} But it cannot be found.")
        else:
            await self._reject(delivery, refused)

    async def _leave_open(self, delivery: Delivery, unsure: Outcome) -> None:
        """Nobody knows: an edit simply goes again, everything else is looked for before it may."""
        now = self._clock.now()
        later = now + self._patience.first_look
        log.warning("delivery_unsure", delivery=delivery.id, lane=delivery.lane, problem=str(unsure))
        if delivery.does in (Does.EDIT, Does.ERASE):
            await self._settle(delivery, State.READY, due_at=later, problem=str(unsure))
            return
        async with self._store.change(person=False) as change:
            await change.settle(delivery, State.UNSURE, now, due_at=later, problem=str(unsure))
            if delivery.does is Does.PUBLISH:
                await self.replies.unsure(change, delivery, str(unsure))

    async def _settle(
        self, delivery: Delivery, state: State, *, due_at: datetime | None = None, problem: str = ""
    ) -> None:
        async with self._store.change(person=False) as change:
            await change.settle(delivery, state, self._clock.now(), due_at=due_at, problem=problem)
