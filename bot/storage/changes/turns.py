"""Turns in a change: who of a team is next, and how much each has to do."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.assignment import Load
from bot.storage.loads import loads
from bot.storage.tables import turns
from bot.storage.work import Work

_TURNS = select(turns.c.person, turns.c.at).where(
    turns.c.workspace_id == bindparam("workspace"), turns.c.pool == bindparam("named")
)
_TAKE = upsert(turns)
_TAKE = _TAKE.on_conflict_do_update(index_elements=["workspace_id", "pool", "person"], set_={"at": _TAKE.excluded.at})


class TurnChange(Work):
    async def turns(self, pool: str) -> dict[str, datetime]:
        found = await self._db.execute(_TURNS, {"workspace": self._workspace, "named": pool})
        return {row.person: row.at for row in found}

    async def take_turn(self, pool: str, person: str, at: datetime) -> None:
        await self._db.execute(_TAKE, {"workspace_id": self._workspace, "pool": pool, "person": person, "at": at})

    async def loads(self, people: Sequence[str], now: datetime) -> dict[str, Load]:
        return await loads(self._db, self._workspace, people, now)
