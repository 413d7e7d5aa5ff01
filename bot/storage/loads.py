"""How much people have to do: their open cases, counted on the index of what is theirs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from bot.cases.assignment import Load
from bot.storage.columns import UtcTime
from bot.storage.connection import Connection
from bot.storage.tables import cases
from bot.storage.tables.base import OWNED

_LATE = case((cases.c.sort_due <= bindparam("now", type_=UtcTime()), 1), else_=0)
_LOADS = (
    select(cases.c.owner, func.count().label("open"), func.sum(_LATE).label("late"))
    .where(
        cases.c.workspace_id == bindparam("workspace"),
        cases.c.owner.in_(bindparam("people", expanding=True)),
        OWNED,
    )
    .group_by(cases.c.owner)
)


async def loads(db: Connection, workspace: str, people: Sequence[str], now: datetime) -> dict[str, Load]:
    """Of everybody asked about, also of those who have nothing."""
    found = await db.execute(_LOADS, {"workspace": workspace, "people": list(people), "now": now})
    counted = {row.owner: Load(open=row.open, late=int(row.late)) for row in found.all()}
    return {who: counted.get(who, Load()) for who in people}
