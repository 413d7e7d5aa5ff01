"""The desk in figures, and the times of all alarms."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, literal, select

from bot.ports.alarm import SETTLE, TIMERS
from bot.ports.queries import Backlog, Overview
from bot.storage.columns import NEVER
from bot.storage.connection import Connection
from bot.storage.tables import cases, deliveries, lanes, posts, replies, timers
from bot.storage.tables.base import CLAIMABLE, OF_A_CASE, OPEN, POSTED, SENDING, UNOWNED, UNSURE

MOST = 1_000  # counting stops here


def _count(*conditions: ColumnElement[bool] | Any) -> ScalarSelect[int]:
    rows = select(literal(1)).where(*conditions).limit(MOST).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()


_OURS = cases.c.workspace_id == bindparam("workspace")
_LAST_MENTION = (
    select(posts.c.created_at)
    .where(posts.c.workspace_id == bindparam("workspace"), OF_A_CASE)
    .order_by(posts.c.created_at.desc())
    .limit(1)
    .scalar_subquery()
)
_OVERVIEW = select(
    _count(_OURS, OPEN).label("open"),
    _count(_OURS, UNOWNED).label("unowned"),
    _count(_OURS, OPEN, cases.c.due <= bindparam("now")).label("late"),
    _count(_OURS, cases.c.opened_at >= bindparam("today")).label("opened_today"),
    _count(replies.c.workspace_id == bindparam("workspace"), POSTED, replies.c.posted_at >= bindparam("today")).label(
        "answered_today"
    ),
    _count(deliveries.c.workspace_id == bindparam("workspace"), UNSURE).label("unsure"),
    _LAST_MENTION.label("last_mention_at"),
)
_WAITING = (
    select(deliveries.c.due_at)
    .where(deliveries.c.lane == bindparam("lane_name"), CLAIMABLE)
    .order_by(deliveries.c.due_at)
    .limit(MOST)
    .subquery()
)
_BACKLOG = select(func.count().label("waiting"), func.min(_WAITING.c.due_at).label("oldest")).select_from(_WAITING)
_LANES = select(lanes.c.name, lanes.c.problem).where(lanes.c.workspace_id == bindparam("workspace"))
_FIRST_DUE = (
    select(deliveries.c.due_at)
    .where(deliveries.c.lane == lanes.c.name, CLAIMABLE)
    .order_by(deliveries.c.due_at)
    .limit(1)
    .scalar_subquery()
)
_LANE_ALARMS = select(lanes.c.name, lanes.c.next_at, lanes.c.held_until, _FIRST_DUE.label("due"))
_LANE_ALARM = _LANE_ALARMS.where(lanes.c.name == bindparam("lane_name"))
_ALL_LANE_ALARMS = _LANE_ALARMS.where(lanes.c.workspace_id == bindparam("workspace"))
_NEXT_TIMER = (
    select(timers.c.due).where(timers.c.workspace_id == bindparam("workspace")).order_by(timers.c.due).limit(1)
)
_NEXT_LOOK = (
    select(deliveries.c.due_at)
    .where(deliveries.c.workspace_id == bindparam("workspace"), UNSURE, deliveries.c.due_at < NEVER)
    .order_by(deliveries.c.due_at)
    .limit(1)
)
_NEXT_LEASE = (
    select(deliveries.c.lease_until)
    .where(deliveries.c.workspace_id == bindparam("workspace"), SENDING)
    .order_by(deliveries.c.lease_until)
    .limit(1)
)


class Figures:
    def __init__(self, db: Connection, workspace: str) -> None:
        self._db = db
        self._ours = {"workspace": workspace}

    async def overview(self, now: datetime, today: datetime) -> Overview:
        counts = (await self._db.execute(_OVERVIEW, {**self._ours, "now": now, "today": today})).one()
        backlogs = []
        for lane in (await self._db.execute(_LANES, self._ours)).all():
            row = (await self._db.execute(_BACKLOG, {"lane_name": lane.name})).one()
            if row.waiting or lane.problem:
                backlogs.append(Backlog(lane=lane.name, waiting=row.waiting, oldest=row.oldest, problem=lane.problem))
        return Overview(**counts._mapping, lanes=tuple(backlogs))

    async def alarms(self) -> list[tuple[str, datetime]]:
        found = (await self._db.execute(_ALL_LANE_ALARMS, self._ours)).all()
        alarms = [(row.name, _due(row)) for row in found]
        alarms += [(TIMERS, await self.next_timer()), (SETTLE, await self.next_look())]
        return [(name, at) for name, at in alarms if at]

    async def next_due(self, lane: str) -> datetime | None:
        row = (await self._db.execute(_LANE_ALARM, {"lane_name": lane})).one_or_none()
        return _due(row) if row else None

    async def next_timer(self) -> datetime | None:
        return (await self._db.execute(_NEXT_TIMER, self._ours)).scalar_one_or_none()

    async def next_look(self) -> datetime | None:
        """The next look at an unsure delivery, or the end of a lease that nobody gave back."""
        found = [(await self._db.execute(each, self._ours)).scalar_one_or_none() for each in (_NEXT_LOOK, _NEXT_LEASE)]
        return min((at for at in found if at), default=None)


def _due(row: Any) -> datetime | None:
    """When the first delivery is due, and the lane's pace and holds permit it."""
    if row.due is None:
        return None
    due: datetime = max(at for at in (row.due, row.next_at, row.held_until) if at)
    return due
