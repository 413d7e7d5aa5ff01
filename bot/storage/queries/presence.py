"""Which posts are to be looked at on their network, and when the next one is."""

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.cases.case import Status
from bot.ports.queries import Stored
from bot.storage.connection import Connection
from bot.storage.tables import cases, posts
from bot.storage.tables.base import LOOKED_AT

_DUE = (
    select(posts, cases.c.status)
    .join(cases, cases.c.id == posts.c.case_id)
    .where(
        posts.c.workspace_id == bindparam("workspace"),
        LOOKED_AT,
        posts.c.look_at <= bindparam("now"),
        posts.c.account_id == bindparam("account"),
    )
    .order_by(posts.c.look_at)
    .limit(bindparam("at_most"))
)
_NEXT = (
    select(posts.c.look_at)
    .where(posts.c.workspace_id == bindparam("workspace"), LOOKED_AT)
    .order_by(posts.c.look_at)
    .limit(1)
)


async def due(db: Connection, workspace: str, account: str, now: datetime, limit: int) -> list[Stored]:
    wanted = {"workspace": workspace, "account": account, "now": now, "at_most": limit}
    return [
        Stored(
            id=row.id,
            post_id=row.post_id,
            case=row.case_id,
            case_open=row.status != Status.RESOLVED,
            text=row.text,
            pictures=tuple(media["url"] for media in row.details["media"]),
            doubt=row.doubt or "",
        )
        for row in await db.execute(_DUE, wanted)
    ]


async def next_look(db: Connection, workspace: str) -> datetime | None:
    found: datetime | None = (await db.execute(_NEXT, {"workspace": workspace})).scalar_one_or_none()
    return found
