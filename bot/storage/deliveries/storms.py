"""A storm's side of the outbox: how many cards wait for a channel, and which of them are held back.

A card is held back by a later `due_at`, so that it leaves by itself then, whatever happens to its storm.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, func, insert, literal, select, update

from bot.cases.outbox import Does, Thing, Urgency
from bot.cases.storms import Crowd, Storm
from bot.storage.tables import deliveries, lanes, storms
from bot.storage.tables.base import CLAIMABLE, RUNNING
from bot.storage.work import Work

AT_ONCE = 10_000  # cards held back or let go by one statement

RANKS = (Urgency.URGENT, Urgency.HIGH, Urgency.NORMAL, Urgency.LOW)
OF_LANE = (
    deliveries.c.lane == bindparam("lane_name"),
    CLAIMABLE,
    deliveries.c.does == Does.POST,
    deliveries.c.subject.startswith(f"{Thing.CARD}:"),
)
DUE = deliveries.c.due_at <= bindparam("now")
HELD = deliveries.c.due_at > bindparam("now")


def counted(*conditions: Any, most: Any) -> ScalarSelect[int]:
    """How many cards of the lane, counted no further than `most`."""
    rows = select(literal(1)).where(*OF_LANE, *conditions).limit(most).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()


def in_line() -> Any:
    """The cards that are due, looked for at each urgency: held ones are not even passed by."""
    first, *others = (counted(deliveries.c.urgency == rank, DUE, most=bindparam("most")) for rank in RANKS)
    return sum(others, start=first)


_CROWD = (
    select(
        *storms.c,
        in_line().label("due"),
        counted(deliveries.c.urgency.between(Urgency.URGENT, Urgency.LOW), most=bindparam("most")).label("waiting"),
    )
    .select_from(lanes.outerjoin(storms, (storms.c.lane == lanes.c.name) & RUNNING))
    .where(lanes.c.name == bindparam("lane_name"))
    .with_for_update(of=lanes)
)


def _cards(*conditions: Any) -> Select[Any]:
    """In the order in which they would leave."""
    return (
        select(deliveries.c.id)
        .where(*OF_LANE, deliveries.c.urgency.between(bindparam("first"), bindparam("last")), *conditions)
        .order_by(deliveries.c.urgency, deliveries.c.due_at, deliveries.c.id)
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)
    )


_HOLD_BACK = (
    update(deliveries)
    .where(deliveries.c.id.in_(_cards(DUE).offset(bindparam("beyond"))), deliveries.c.id > bindparam("after"))
    .values(due_at=bindparam("until"))
    .returning(deliveries.c.id)
)
_LET_GO = (
    update(deliveries)
    .where(deliveries.c.id.in_(_cards(HELD)))
    .values(due_at=bindparam("now"))
    .returning(deliveries.c.id)
)
_HURRY = _LET_GO.values(urgency=Urgency.PERSON)
STORM = select(storms).where(storms.c.id == bindparam("storm"), storms.c.workspace_id == bindparam("workspace"))
_LOCKED = STORM.with_for_update()
RUNNING_STORMS = (
    select(*storms.c)
    .select_from(lanes.join(storms, (storms.c.lane == lanes.c.name) & RUNNING))
    .where(lanes.c.workspace_id == bindparam("workspace"))
)
_ADD = insert(storms).returning(storms.c.id)
_SAVE = update(storms).where(storms.c.id == bindparam("storm"))


class StormChange(Work):
    async def crowd(self, lane: str, most: int, now: datetime) -> Crowd:
        row = (await self._db.execute(_CROWD, {"lane_name": lane, "most": most, "now": now})).one_or_none()
        if row is None:  # nothing was ever put into it
            return Crowd(storm=None, due=0, waiting=0)
        return Crowd(storm=storm_from(row) if row.id else None, due=row.due, waiting=row.waiting)

    async def hold_back(
        self, lane: str, first: Urgency, last: Urgency, *, beyond: int, after: int, until: datetime, now: datetime
    ) -> list[int]:
        wanted = {"lane_name": lane, "first": first, "last": last, "count": AT_ONCE, "now": now}
        held = await self._db.execute(_HOLD_BACK, {**wanted, "beyond": beyond, "after": after, "until": until})
        return list(held.scalars())

    async def let_go(
        self, lane: str, first: Urgency, last: Urgency, *, count: int, now: datetime, hurried: bool = False
    ) -> int:
        wanted = {"lane_name": lane, "first": first, "last": last, "count": min(count, AT_ONCE), "now": now}
        gone = len((await self._db.execute(_HURRY if hurried else _LET_GO, wanted)).all())
        if gone:
            self._bells.set(lane, now)
        return gone

    async def storm(self, storm_id: int) -> Storm | None:
        row = (await self._db.execute(_LOCKED, {"storm": storm_id, "workspace": self._workspace})).one_or_none()
        return storm_from(row) if row else None

    async def storms(self) -> list[Storm]:
        found = await self._db.execute(RUNNING_STORMS, {"workspace": self._workspace})
        return [storm_from(row) for row in found.all()]

    async def keep_storm(self, storm: Storm) -> Storm:
        row = asdict(storm)
        storm_id, row["workspace_id"] = row.pop("id"), row.pop("workspace")
        if storm_id:
            await self._db.execute(_SAVE, {"storm": storm_id, **row})
            return storm
        return Storm(**{**asdict(storm), "id": (await self._db.execute(_ADD, row)).scalar_one()})


def storm_from(row: Any) -> Storm:
    names = ("id", "lane", "channel", "since", "held", "newest", "over_at")
    return Storm(workspace=row.workspace_id, **{name: getattr(row, name) for name in names})
