"""The desk in figures, and the times of all alarms."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, literal, select

from bot.cases.governor import WINDOW
from bot.cases.outbox import Does
from bot.cases.spend import month_of
from bot.ports.alarm import ASSISTANT, SETTLE, TIMERS, WAVES
from bot.ports.queries import Backlog, Overview
from bot.storage.columns import NEVER
from bot.storage.connection import Connection
from bot.storage.deliveries.firsts import firsts
from bot.storage.queries.memory import Memory
from bot.storage.tables import cases, deliveries, lanes, posts, replies, spend, storms, timers, waves
from bot.storage.tables.base import CLAIMABLE, OF_A_CASE, OPEN, POSTED, RUNNING, SENDING, UNOWNED, UNSURE
from bot.storage.tables.spend import MICROS

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
_UNSURE_SINCE = (
    select(func.min(deliveries.c.ended_at))
    .where(deliveries.c.workspace_id == bindparam("workspace"), UNSURE)
    .scalar_subquery()
)
_OVERVIEW = select(
    _count(_OURS, OPEN).label("open"),
    _count(_OURS, UNOWNED).label("unowned"),
    _count(_OURS, OPEN, cases.c.sort_due <= bindparam("now")).label("late"),
    _count(_OURS, cases.c.opened_at >= bindparam("today")).label("opened_today"),
    _count(replies.c.workspace_id == bindparam("workspace"), POSTED, replies.c.posted_at >= bindparam("today")).label(
        "answered_today"
    ),
    _count(deliveries.c.workspace_id == bindparam("workspace"), UNSURE).label("unsure"),
    _UNSURE_SINCE.label("unsure_since"),
    _LAST_MENTION.label("last_mention_at"),
)
_SPENT = select(func.coalesce(func.sum(spend.c.micros), 0)).where(
    spend.c.workspace_id == bindparam("workspace"), spend.c.day >= bindparam("month")
)
_BILLED = select(spend.c.resources).where(
    *(spend.c[name] == bindparam(name) for name in ("workspace_id", "day", "account_id", "kind"))
)
_PUBLISHED = (
    select(replies.c.posted_at)
    .where(
        replies.c.workspace_id == bindparam("workspace"),
        POSTED,
        replies.c.posted_at > bindparam("since"),
        replies.c.account_id == bindparam("account"),
    )
    .order_by(replies.c.posted_at.desc())
    .limit(bindparam("at_most"))
)
_MAYBE_PUBLISHED = select(func.count()).where(
    deliveries.c.workspace_id == bindparam("workspace"), UNSURE, deliveries.c.does == Does.PUBLISH
)
_WAITING = select(_count(deliveries.c.lane == bindparam("lane_name"), CLAIMABLE))
_FIRST_DUE = select(func.min(firsts().c.due_at))
_LANES = select(lanes).where(lanes.c.workspace_id == bindparam("workspace"))
_STORMS = (
    select(storms.c.channel, storms.c.since)
    .select_from(lanes.join(storms, (storms.c.lane == lanes.c.name) & RUNNING))
    .where(lanes.c.workspace_id == bindparam("workspace"))
)
_WAVE = (
    select(waves.c.begun_at)
    .where(waves.c.workspace_id == bindparam("workspace"), RUNNING)
    .order_by(waves.c.id)
    .limit(1)
)
_LANE = select(lanes).where(lanes.c.name == bindparam("lane_name"))
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
            waiting = (await self._db.execute(_WAITING, {"lane_name": lane.name})).scalar_one()
            if waiting or lane.problem:
                oldest = await self._first_due(lane.name)
                free = await self._due(lane)
                backlog = Backlog(lane=lane.name, waiting=waiting, oldest=oldest, free=free, problem=lane.problem)
                backlogs.append(backlog)
        storms = tuple((row.channel, row.since) for row in (await self._db.execute(_STORMS, self._ours)).all())
        return Overview(**counts._asdict(), spent=await self.spent(now), lanes=tuple(backlogs), storms=storms)

    async def spent(self, now: datetime) -> float:
        wanted = {**self._ours, "month": month_of(now).isoformat()}
        return int((await self._db.execute(_SPENT, wanted)).scalar_one()) / MICROS

    async def billed(self, account: str, day: date, kind: str) -> int:
        wanted = {"workspace_id": self._ours["workspace"], "day": day.isoformat(), "account_id": account, "kind": kind}
        return (await self._db.execute(_BILLED, wanted)).scalar_one_or_none() or 0

    async def published(self, account: str, now: datetime, limit: int) -> list[datetime]:
        unsure = (await self._db.execute(_MAYBE_PUBLISHED, self._ours)).scalar_one()
        wanted = {**self._ours, "account": account, "since": now - WINDOW, "at_most": limit}
        return [*[now] * unsure, *(await self._db.execute(_PUBLISHED, wanted)).scalars()]

    async def alarms(self) -> list[tuple[str, datetime]]:
        lanes = (await self._db.execute(_LANES, self._ours)).all()
        alarms = [(lane.name, await self._due(lane)) for lane in lanes]
        alarms += [(TIMERS, await self.next_timer()), (SETTLE, await self.next_look())]
        alarms.append((ASSISTANT, await Memory(self._db, self._ours["workspace"]).next_errand()))
        alarms.append((WAVES, (await self._db.execute(_WAVE, self._ours)).scalar_one_or_none()))
        return [(name, at) for name, at in alarms if at]

    async def next_due(self, lane: str) -> datetime | None:
        row = (await self._db.execute(_LANE, {"lane_name": lane})).one_or_none()
        return await self._due(row) if row else None

    async def _due(self, lane: Any) -> datetime | None:
        """When the lane's first delivery is due, and its pace and holds permit it."""
        first = await self._first_due(lane.name)
        if first is None:
            return None
        permitted: datetime = max(at for at in (first, lane.next_at, lane.held_until) if at)
        return permitted

    async def _first_due(self, lane: str) -> datetime | None:
        first: datetime | None = (await self._db.execute(_FIRST_DUE, {"lane_name": lane})).scalar_one()
        return first

    async def next_timer(self) -> datetime | None:
        due: datetime | None = (await self._db.execute(_NEXT_TIMER, self._ours)).scalar_one_or_none()
        return due

    async def next_look(self) -> datetime | None:
        """The next look at an unsure delivery, or the end of a lease that nobody gave back."""
        found = [(await self._db.execute(each, self._ours)).scalar_one_or_none() for each in (_NEXT_LOOK, _NEXT_LEASE)]
        return min((at for at in found if at), default=None)
