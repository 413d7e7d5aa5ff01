"""The relay's side: claim a delivery at its lane's pace, and write down what became of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.outbox import Delivery, Does, State, Subject
from bot.ports.alarm import SETTLE
from bot.ports.store import Pace
from bot.storage.columns import NEVER, UtcTime
from bot.storage.deliveries.firsts import firsts
from bot.storage.deliveries.outbox import AT_REST, OutboxChange
from bot.storage.rows import delivery_from, root_text
from bot.storage.tables import deliveries, lanes
from bot.storage.tables.base import CLAIMABLE, LIVE, SENDING, UNSURE

LEASE = timedelta(seconds=30)
_REPEATABLE = (Does.EDIT, Does.ERASE)  # sent twice they do no harm

_LANE = select(lanes.c.tat, lanes.c.held_until).where(lanes.c.name == bindparam("lane_name")).with_for_update()
_DUE = firsts(deliveries.c.due_at <= bindparam("now"))
_MOST_URGENT = select(_DUE.c.id).order_by(_DUE.c.urgency).limit(1).scalar_subquery()
_PICK = (
    select(deliveries.c.id)
    .where(deliveries.c.id == _MOST_URGENT, CLAIMABLE)  # once more, for what was cancelled while we looked
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery"))
    .values(
        state=State.SENDING,
        called_at=bindparam("now"),
        lease_until=bindparam("lease"),
        attempts=deliveries.c.attempts + 1,
    )
    .returning(deliveries)
)
_PACE = update(lanes).where(lanes.c.name == bindparam("lane_name"))
_HOLD = upsert(lanes)
_HOLD = _HOLD.on_conflict_do_update(
    index_elements=["name"],
    set_={
        "held_until": case(
            (lanes.c.held_until > _HOLD.excluded.held_until, lanes.c.held_until), else_=_HOLD.excluded.held_until
        )
    },
)
_PROBLEM = (
    update(lanes)
    .where(lanes.c.name == bindparam("lane_name"), lanes.c.problem != bindparam("says"))
    .values(problem=bindparam("says"))
)
_SETTLE = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("delivery"),
        # A result that comes late must not undo what was found out, or sent anew, meanwhile.
        deliveries.c.attempts == bindparam("attempt"),
        deliveries.c.state.in_([State.SENDING, State.UNSURE]),
    )
    .values(
        ended_at=case(
            (deliveries.c.state == State.SENDING, bindparam("now", type_=UtcTime())), else_=deliveries.c.ended_at
        ),
        lease_until=None,
    )
    .returning(deliveries.c.id)
)
_LOOKS_DUE = (
    select(deliveries)
    .where(deliveries.c.workspace_id == bindparam("workspace"), UNSURE, deliveries.c.due_at <= bindparam("now"))
    .order_by(deliveries.c.due_at)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_OPEN_END = select(deliveries).where(
    deliveries.c.workspace_id == bindparam("workspace"),
    deliveries.c.subject == bindparam("about"),
    deliveries.c.lane == bindparam("lane_name"),
    LIVE,
    UNSURE,
)
_ABANDON = (
    update(deliveries)
    .where(
        deliveries.c.workspace_id == bindparam("workspace"),
        SENDING,
        deliveries.c.lease_until <= bindparam("before"),
    )
    .values(
        state=case((deliveries.c.does.in_(_REPEATABLE), State.READY), else_=State.UNSURE),
        due_at=bindparam("now"),
        ended_at=bindparam("now"),
        lease_until=None,
        looks=0,
    )
    .returning(deliveries.c.lane, deliveries.c.state)
)


class RelayChange(OutboxChange):
    async def claim(self, lane: str, pace: Pace, now: datetime) -> Delivery | None:
        row = (await self._db.execute(_LANE, {"lane_name": lane})).one_or_none()
        if row is None:  # nothing was ever put into it
            return None
        interval = timedelta(seconds=pace.interval)
        slack = interval * (pace.burst - 1)
        if (row.held_until and now < row.held_until) or (row.tat and now < row.tat - slack):
            return None
        picked = (await self._db.execute(_PICK, {"lane_name": lane, "now": now})).scalar_one_or_none()
        if picked is None:
            return None
        tat = max(row.tat or now, now) + interval
        await self._db.execute(_PACE, {"lane_name": lane, "tat": tat, "next_at": tat - slack})
        taken = await self._db.execute(_TAKE, {"delivery": picked, "now": now, "lease": now + LEASE})
        return delivery_from(taken.one())

    async def settle(
        self,
        delivery: Delivery,
        state: State,
        now: datetime,
        *,
        due_at: datetime | None = None,
        problem: str = "",
        looks: int = 0,
    ) -> None:
        await self._lock(delivery.case)
        row: dict[str, Any] = {"state": state, "problem": problem, "looks": looks}
        if state is State.READY:
            row["due_at"] = due_at or now
        elif state is State.UNSURE:
            row["due_at"] = due_at or NEVER  # without a next look it waits for a person
        wanted = {"delivery": delivery.id, "attempt": delivery.attempts, "now": now}
        if (await self._db.execute(_SETTLE, {**wanted, **row})).first() is None:
            return
        if state is not State.CANCELLED:
            keeps_the_lane = state in (State.READY, State.UNSURE)  # else the other side has answered
            await self._db.execute(_PROBLEM, {"lane_name": delivery.lane, "says": problem if keeps_the_lane else ""})
        if state is State.READY:
            self._bells.set(delivery.lane, row["due_at"])
        elif state is State.UNSURE and due_at:
            self._bells.set(SETTLE, due_at)
        elif state in (State.FAILED, State.CANCELLED) and delivery.does is Does.POST:
            await self._give_up(str(delivery.subject), root_text(delivery.root), now)

    async def hold_lane(self, lane: str, until: datetime) -> None:
        row = {"name": lane, "workspace_id": self._workspace, **AT_REST, "held_until": until}
        await self._db.execute(_HOLD, row)
        self._bells.set(lane, until)

    async def unsure(self, now: datetime, limit: int) -> list[Delivery]:
        wanted = {"workspace": self._workspace, "now": now, "at_most": limit}
        return [delivery_from(row) for row in (await self._db.execute(_LOOKS_DUE, wanted)).all()]

    async def open_end(self, subject: Subject, lane: str) -> Delivery | None:
        wanted = {"workspace": self._workspace, "about": str(subject), "lane_name": lane}
        row = (await self._db.execute(_OPEN_END, wanted)).one_or_none()
        return delivery_from(row) if row else None

    async def abandon(self, now: datetime, everyone: bool = False) -> int:
        wanted = {"workspace": self._workspace, "now": now, "before": NEVER if everyone else now}
        left = (await self._db.execute(_ABANDON, wanted)).all()
        for row in left:
            self._bells.set(SETTLE if row.state == State.UNSURE else row.lane, now)
        return len(left)
