"""What was heard and is not done yet."""

from contextlib import AbstractAsyncContextManager

from sqlalchemy import bindparam, select

from bot.ports.inbox import Act
from bot.storage.connection import Connection
from bot.storage.tables import acts

_ACTS = select(acts.c.id, acts.c.key, acts.c.act).where(acts.c.workspace_id == bindparam("workspace"))


class InboxReads:
    workspace: str

    def _reading(self) -> AbstractAsyncContextManager[Connection]:
        raise NotImplementedError

    async def acts(self) -> list[tuple[str, Act]]:
        async with self._reading() as db:
            found = (await db.execute(_ACTS, {"workspace": self.workspace})).all()
        return [(row.key, row.act) for row in sorted(found, key=lambda row: row.id)]
