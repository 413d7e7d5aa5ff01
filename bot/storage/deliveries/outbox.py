"""Put deliveries into the outbox: held back until their message stands, folded where one drawing is enough."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import and_, bindparam, case, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.outbox import Delivery, Does, Place, State, Subject, Thing
from bot.storage.columns import NEVER, UtcTime
from bot.storage.rows import place_from, place_key, root_text
from bot.storage.tables import deliveries, handoffs, lanes, messages, notes, posts, replies
from bot.storage.tables.base import CLAIMABLE, LASTING, LIVE, WAITS
from bot.storage.work import Work

_LANE = upsert(lanes).on_conflict_do_nothing()
_ADD = insert(deliveries)
_OF_SUBJECT = (
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.subject == bindparam("about"),
    LIVE,
)
# What happens to a case lets its card go that a storm holds back.
_HELD_BACK = and_(deliveries.c.does == Does.POST, deliveries.c.due_at > bindparam("due", type_=UtcTime()))
_FOLD = (
    update(deliveries)
    .where(
        *_OF_SUBJECT,
        deliveries.c.root == bindparam("under"),
        deliveries.c.state == State.READY,
        deliveries.c.does.in_([Does.POST, Does.EDIT]),
    )
    .values(
        urgency=case((deliveries.c.urgency > bindparam("rank"), bindparam("rank")), else_=deliveries.c.urgency),
        due_at=case((_HELD_BACK, bindparam("due", type_=UtcTime())), else_=deliveries.c.due_at),
    )
    .returning(deliveries.c.lane, deliveries.c.due_at)
)
_POST_UNDER_WAY = (
    select(deliveries.c.id)
    .where(*_OF_SUBJECT, deliveries.c.root == bindparam("under"), deliveries.c.does == Does.POST)
    .limit(1)
)
_CANCEL = (
    update(deliveries)
    .where(*_OF_SUBJECT, deliveries.c.lane == bindparam("of_lane"), deliveries.c.state == State.READY)
    .values(state=State.CANCELLED, ended_at=bindparam("now"), waits_for=None)
    .returning(deliveries.c.does, deliveries.c.root)
)
_CANCEL_WAITING = (
    update(deliveries)
    .where(deliveries.c.workspace_id == bindparam("workspace"), deliveries.c.waits_for == bindparam("name"), WAITS)
    .values(state=State.CANCELLED, ended_at=bindparam("now"), waits_for=None)
    .returning(deliveries.c.does, deliveries.c.subject, deliveries.c.root)
)
_FREE = (
    update(deliveries)
    .where(deliveries.c.workspace_id == bindparam("workspace"), deliveries.c.waits_for == bindparam("name"), WAITS)
    .values(waits_for=None)
    .returning(deliveries.c.lane, deliveries.c.due_at)
)
PLACE = select(messages).where(
    messages.c.workspace_id == bindparam("workspace"),
    messages.c.subject == bindparam("about"),
    messages.c.root == bindparam("under"),
    LASTING,
)
_STANDS = upsert(messages)
_STANDS = _STANDS.on_conflict_do_update(
    index_elements=["workspace_id", "subject", "root"],
    index_where=LASTING,
    set_={name: _STANDS.excluded[name] for name in ("channel", "ts", "thread_ts")},
)
_NOTICE_STANDS = upsert(messages).on_conflict_do_nothing()
_FALLEN = (
    update(messages)
    .where(
        messages.c.workspace_id == bindparam("workspace"),
        messages.c.subject == bindparam("about"),
        messages.c.root == bindparam("under"),
        messages.c.ts == bindparam("gone"),
        LASTING,
    )
    .values(thing=Thing.NOTICE)  # of those there may be many: the next one can stand beside it
    .returning(messages.c.id)
)
_HANG = (
    update(deliveries)
    .where(deliveries.c.lane == bindparam("of_lane"), CLAIMABLE, deliveries.c.root == bindparam("name"))
    .values(waits_for=bindparam("name"))
)
_OWNER = {
    Thing.POST: select(posts.c.case_id).where(posts.c.id == bindparam("id")),
    Thing.REPLY: select(replies.c.case_id).where(replies.c.id == bindparam("id")),
    Thing.HANDOFF: select(handoffs.c.case_id).where(handoffs.c.id == bindparam("id")),
    Thing.CALL: select(handoffs.c.case_id).where(handoffs.c.id == bindparam("id")),
    Thing.ANSWER: select(handoffs.c.case_id).where(handoffs.c.id == bindparam("id")),
    Thing.NOTE: select(notes.c.case_id).where(notes.c.id == bindparam("id")),
}
_OF_NO_CASE = (Thing.TOPIC, Thing.TROUBLE, Thing.STORM, Thing.BUDGET, Thing.WAVE, Thing.LATENESS, Thing.REPORT)
_OF_A_HANDOFF = (Thing.HANDOFF, Thing.CALL)
AT_REST: dict[str, Any] = {"tat": None, "next_at": None, "held_until": None, "problem": ""}


class OutboxChange(Work):
    async def deliver(self, *deliveries: Delivery) -> None:
        for delivery in deliveries:
            await self._lock(delivery.case)
        await self._add(*((each, None) for each in deliveries if _stands_alone(each)))
        for delivery in deliveries:
            if delivery.does is Does.EDIT:
                await self._edit(delivery)
            elif not _stands_alone(delivery):
                await self._add((delivery, await self._held_by(delivery)))

    async def _edit(self, delivery: Delivery) -> None:
        """What waits is drawn when it is sent, so one is enough; and what never stood needs no drawing afresh."""
        message = self._named(delivery.subject, delivery.root)
        due = NEVER if delivery.quiet else delivery.due_at
        fold = {**message, "rank": delivery.urgency, "due": due}
        if folded := (await self._db.execute(_FOLD, fold)).all():
            for row in folded:  # also for a card that is held back: the storm's message tells of it too
                self._bells.set(row.lane, min(row.due_at, delivery.due_at))
            return
        if await self.place(delivery.subject, delivery.root):
            await self._add((delivery, None))
        elif (await self._db.execute(_POST_UNDER_WAY, message)).first():
            await self._add((delivery, place_key(delivery.subject, delivery.root)))

    async def _held_by(self, delivery: Delivery) -> str | None:
        """The message that has to stand before this one can be sent."""
        if delivery.root is None or await self.place(delivery.root, None):
            return None
        return place_key(delivery.root, None)

    async def _add(self, *added: tuple[Delivery, str | None]) -> None:
        """Each with the message that it waits for."""
        for lane in {delivery.lane for delivery, _ in added}:
            row = {"name": lane, "workspace_id": self._workspace, **AT_REST}
            await self._once(("lane", lane), _LANE, row)
        if added:
            await self._db.execute(_ADD, [_row(delivery, self._workspace, waits_for) for delivery, waits_for in added])
        for delivery, waits_for in added:
            if waits_for is None:
                self._bells.set(delivery.lane, delivery.due_at)

    async def cancel(self, subject: Subject, lane: str) -> bool:
        now = self._clock.now()
        wanted = {"workspace": self._workspace, "about": str(subject), "of_lane": lane, "now": now}
        cancelled = (await self._db.execute(_CANCEL, wanted)).all()
        for row in cancelled:
            if row.does == Does.POST:
                await self._give_up(str(subject), row.root, now)
        return bool(cancelled)

    async def _give_up(self, subject: str, root: str, now: datetime) -> None:
        """A message that will never stand takes along what waited for it."""
        name = f"{subject}@{root}" if root else subject
        waited = await self._db.execute(_CANCEL_WAITING, {"workspace": self._workspace, "name": name, "now": now})
        for row in waited.all():
            if row.does == Does.POST:
                await self._give_up(row.subject, row.root, now)

    async def stands(self, place: Place) -> None:
        case_id = await self._case_of(place.subject)
        await self._lock(case_id)
        notice = place.subject.thing in (Thing.NOTICE, Thing.CALL)
        handoff = next((s.id for s in (place.root, place.subject) if s and s.thing in _OF_A_HANDOFF), None)
        row = {
            "workspace_id": self._workspace,
            "case_id": case_id or None,
            "handoff_id": handoff,
            "thing": Thing.NOTICE if notice else place.subject.thing,
            "subject": str(place.subject),
            "root": root_text(place.root),
            "channel": place.channel,
            "ts": place.ts,
            "thread_ts": place.thread_ts,
        }
        await self._db.execute(_NOTICE_STANDS if notice else _STANDS, row)
        name = place_key(place.subject, place.root)
        for freed in (await self._db.execute(_FREE, {"workspace": self._workspace, "name": name})).all():
            self._bells.set(freed.lane, freed.due_at)

    async def fallen(self, place: Place) -> bool:
        gone = {**self._named(place.subject, place.root), "gone": place.ts}
        return (await self._db.execute(_FALLEN, gone)).first() is not None

    async def comes(self, subject: Subject) -> bool:
        if await self.place(subject, None):
            return True
        return (await self._db.execute(_POST_UNDER_WAY, self._named(subject, None))).first() is not None

    async def hang(self, root: Subject, lane: str) -> None:
        if await self.place(root, None) is None:
            await self._db.execute(_HANG, {"of_lane": lane, "name": place_key(root, None)})

    async def place(self, subject: Subject, root: Subject | None) -> Place | None:
        row = (await self._db.execute(PLACE, self._named(subject, root))).one_or_none()
        return place_from(row) if row else None

    async def _case_of(self, subject: Subject) -> int:
        if subject.thing in _OF_NO_CASE:
            return 0
        if subject.thing not in _OWNER:
            return subject.id  # a card and a notice are named after their case
        case_id: int = (await self._db.execute(_OWNER[subject.thing], {"id": subject.id})).scalar_one()
        return case_id

    def _named(self, subject: Subject, root: Subject | None) -> dict[str, str]:
        return {"workspace": self._workspace, "about": str(subject), "under": root_text(root)}


def _stands_alone(delivery: Delivery) -> bool:
    """Whether nothing need be looked up for it: a message in a channel itself, or a public reply."""
    return delivery.does is Does.PUBLISH or (delivery.root is None and delivery.does is Does.POST)


def _row(delivery: Delivery, workspace: str, waits_for: str | None) -> dict[str, Any]:
    return {
        "workspace_id": workspace,
        "case_id": delivery.case or None,
        "lane": delivery.lane,
        "does": delivery.does,
        "subject": str(delivery.subject),
        "root": root_text(delivery.root),
        "channel": delivery.channel,
        "words": delivery.words,
        "key": token_hex(16),
        "urgency": delivery.urgency,
        "due_at": delivery.due_at,
        "state": State.READY,
        "waits_for": waits_for,
        "attempts": 0,
        "called_at": None,
        "ended_at": None,
        "lease_until": None,
        "looks": 0,
        "problem": "",
    }
