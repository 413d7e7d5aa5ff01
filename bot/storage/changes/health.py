"""Troubles in a change: the newest one loaded, and each saved."""

from dataclasses import replace

from sqlalchemy import bindparam, insert, select, update

from bot.cases.health import Trouble
from bot.storage.rows import trouble_from, trouble_values
from bot.storage.tables import troubles
from bot.storage.work import Work

_NEWEST = (
    select(troubles)
    .where(troubles.c.workspace_id == bindparam("workspace"))
    .order_by(troubles.c.id.desc())
    .limit(1)
    .with_for_update()
)
_ADD = insert(troubles).returning(troubles.c.id)
_SAVE = update(troubles).where(troubles.c.id == bindparam("wanted"))


class HealthChange(Work):
    async def trouble(self) -> Trouble | None:
        row = (await self._db.execute(_NEWEST, {"workspace": self._workspace})).one_or_none()
        return trouble_from(row) if row else None

    async def keep_trouble(self, trouble: Trouble) -> Trouble:
        values = trouble_values(trouble)
        if trouble.id:
            await self._db.execute(_SAVE, {"wanted": trouble.id, **values})
            return trouble
        kept = await self._db.execute(_ADD, {"workspace_id": self._workspace, **values})
        return replace(trouble, id=kept.scalar_one())
