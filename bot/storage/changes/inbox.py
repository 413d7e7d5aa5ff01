"""What was heard and cannot be done at once, in a change: kept, and dropped when it is done."""

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.ports.inbox import Act
from bot.storage.tables import acts
from bot.storage.work import Work

_KEEP = upsert(acts).on_conflict_do_nothing(index_elements=["workspace_id", "key"]).returning(acts.c.id)
_DROP = delete(acts).where(acts.c.workspace_id == bindparam("workspace"), acts.c.key == bindparam("done"))


class InboxChange(Work):
    async def keep_act(self, key: str, act: Act, at: datetime) -> bool:
        row = {"workspace_id": self._workspace, "key": key, "at": at, "act": act}
        return (await self._db.execute(_KEEP, row)).first() is not None

    async def drop_act(self, key: str) -> None:
        await self._db.execute(_DROP, {"workspace": self._workspace, "done": key})
