"""Posts in a change: when each is looked at again on its network, and what it says now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update

from bot.cases.case import Case, Post
from bot.ports.alarm import PRESENCE
from bot.storage.columns import UtcTime
from bot.storage.rows import HEADLINE, mention_values
from bot.storage.tables import cases, posts
from bot.storage.work import Work

_LOOKED_AT = (
    update(posts)
    .where(posts.c.id.in_(bindparam("ids", expanding=True)))
    .values(look_at=bindparam("again", type_=UtcTime()), doubt=bindparam("why"))
)
_AGAIN = (
    update(posts)
    .where(posts.c.case_id == bindparam("case"), posts.c.doubt.is_(None))
    .values(look_at=bindparam("again", type_=UtcTime()))
)
_SAVE = update(posts).where(posts.c.id == bindparam("post_row"))
_HEADLINE = update(cases).where(cases.c.id == bindparam("case"))


class PresenceChange(Work):
    async def looked_at(self, post_ids: Sequence[int], again: datetime | None, doubt: str | None = None) -> None:
        if post_ids:
            await self._db.execute(_LOOKED_AT, {"ids": list(post_ids), "again": again, "why": doubt})

    async def look_again(self, case: Case, at: datetime) -> None:
        await self._db.execute(_AGAIN, {"case": case.id, "again": at})
        self._bells.set(PRESENCE, at)

    async def save_post(self, case: Case, post: Post) -> None:
        said = mention_values(post.mention)
        values = {name: said[name] for name in ("text", "details")}
        await self._db.execute(_SAVE, {"post_row": post.id, **values})
        if post.id == case.posts[0].id:
            await self._db.execute(_HEADLINE, {"case": case.id, "headline": post.mention.text[:HEADLINE]})
