"""What intake keeps: which posts are known, and how far each source was read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.ports.network import Mark
from bot.storage.loading import known_posts
from bot.storage.tables import marks, posts
from bot.storage.work import Work

_REMEMBER = upsert(posts).on_conflict_do_nothing(index_elements=["workspace_id", "account_id", "post_id"])
_MARK = select(marks).where(
    marks.c.workspace_id == bindparam("workspace"),
    marks.c.account_id == bindparam("account"),
    marks.c.source == bindparam("source"),
)
_MOVE = upsert(marks)
_MOVE = _MOVE.on_conflict_do_update(
    index_elements=["workspace_id", "account_id", "source"],
    set_={"post_id": _MOVE.excluded.post_id, "at": _MOVE.excluded.at},
)


class IntakeChange(Work):
    async def known(self, account: str, post_ids: Sequence[str]) -> frozenset[str]:
        return await known_posts(self._db, self._workspace, account, post_ids)

    async def remember(self, account: str, post_id: str, at: datetime) -> None:
        row: dict[str, Any] = {
            "workspace_id": self._workspace,
            "account_id": account,
            "post_id": post_id,
            "case_id": None,
            "created_at": at,
            "seen_at": at,
            "text": "",
            "details": {},
        }
        await self._db.execute(_REMEMBER, row)

    async def mark(self, account: str, source: str) -> Mark | None:
        wanted = {"workspace": self._workspace, "account": account, "source": source}
        row = (await self._db.execute(_MARK, wanted)).one_or_none()
        return Mark(id=row.post_id, at=row.at) if row else None

    async def move_mark(self, account: str, source: str, mark: Mark) -> None:
        row = {"workspace_id": self._workspace, "account_id": account, "source": source}
        await self._db.execute(_MOVE, {**row, "post_id": mark.id, "at": mark.at})
