"""Lists of cases: mine, unowned, late, open, and what a picker finds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, bindparam, case, cast, literal, select, union_all

from bot.ports.queries import Line
from bot.storage.columns import NEVER
from bot.storage.connection import Connection
from bot.storage.rows import handle_key
from bot.storage.tables import cases, messages
from bot.storage.tables.base import LASTING, OPEN, OWNED, UNOWNED

CANDIDATES = 50  # found on each way before a picker sorts and cuts them
DIGITS = 9  # the most that a case's number has
_LAST = "\U0010ffff"  # sorts after every letter

_OURS = cases.c.workspace_id == bindparam("workspace")
CARD = (
    select(messages.c.ts)
    .where(
        messages.c.workspace_id == cases.c.workspace_id,
        messages.c.subject == literal("card:", String) + cast(cases.c.id, String),
        messages.c.root == "",
        LASTING,
    )
    .scalar_subquery()
)
_COLUMNS = (
    *("id", "number", "handle", "headline", "status", "waiting_for"),
    *("priority", "owner", "sort_due", "opened_at", "channel"),
)
LINES = select(*(cases.c[name] for name in _COLUMNS), CARD.label("ts")).limit(bindparam("at_most"))
_URGENT_FIRST = LINES.order_by(cases.c.priority, cases.c.sort_due, cases.c.id)
_MINE = _URGENT_FIRST.where(_OURS, cases.c.owner == bindparam("owner"), OWNED)
_UNOWNED = _URGENT_FIRST.where(_OURS, UNOWNED)
_OPEN = _URGENT_FIRST.where(_OURS, OPEN)
_LATE = LINES.where(_OURS, OPEN, cases.c.sort_due <= bindparam("now")).order_by(cases.c.sort_due)


def _some(found: Select[Any], by: Any) -> Select[Any]:
    some = found.where(_OURS, OPEN).order_by(by).limit(CANDIDATES).subquery()
    return select(some.c.id)


_IDS = select(cases.c.id)
_BY_HANDLE = _some(
    _IDS.where(cases.c.handle_key >= bindparam("low"), cases.c.handle_key < bindparam("high")), cases.c.handle_key
)
_BY_NUMBER = [
    _some(_IDS.where(cases.c.number.between(bindparam(f"from{n}"), bindparam(f"to{n}"))), cases.c.number)
    for n in range(DIGITS)
]
_MATCHING = LINES.where(cases.c.id.in_(union_all(_BY_HANDLE, *_BY_NUMBER))).order_by(
    case((cases.c.number == bindparam("from0"), 0), else_=1), cases.c.priority, cases.c.sort_due, cases.c.id
)


class Lists:
    """Each takes the connection of a read; `workspace` is whose cases they are."""

    def __init__(self, db: Connection, workspace: str) -> None:
        self._db = db
        self._workspace = workspace

    async def mine(self, owner: str, limit: int) -> list[Line]:
        return await self._lines(_MINE, {"owner": owner}, limit)

    async def unowned(self, limit: int) -> list[Line]:
        return await self._lines(_UNOWNED, {}, limit)

    async def late(self, now: datetime, limit: int) -> list[Line]:
        return await self._lines(_LATE, {"now": now}, limit)

    async def open(self, limit: int, matching: str) -> list[Line]:
        wanted = matching.strip().lstrip("#")
        if not wanted:
            return await self._lines(_OPEN, {}, limit)
        low = handle_key(wanted)
        return await self._lines(_MATCHING, {"low": low, "high": low + _LAST, **_ranges(wanted)}, limit)

    async def _lines(self, statement: Select[Any], wanted: Mapping[str, Any], limit: int) -> list[Line]:
        found = await self._db.execute(statement, {**wanted, "workspace": self._workspace, "at_most": limit})
        return [line(row) for row in found.all()]


def _ranges(wanted: str) -> dict[str, int]:
    """The numbers that begin with `wanted`: 42, 420 to 429, 4200 to 4299 and so on; none where it is no number."""
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and wanted[0] != "0" else 0
    bounds: dict[str, int] = {}
    for n in range(DIGITS):
        possible = number and len(wanted) + n <= DIGITS
        bounds[f"from{n}"] = number * 10**n if possible else 0
        bounds[f"to{n}"] = (number + 1) * 10**n - 1 if possible else -1
    return bounds


def line(row: Any) -> Line:
    columns = {name: getattr(row, name) for name in _COLUMNS if name not in ("headline", "sort_due")}
    due = None if row.sort_due == NEVER else row.sort_due
    return Line(text=row.headline, ts=row.ts, due=due, **columns)
