"""Load a whole case, for changes and for reads alike."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.cases.case import Case
from bot.ports.network import OWN_POSTS
from bot.storage.connection import Connection
from bot.storage.rows import author_from, case_from
from bot.storage.tables import cases, handoffs, marks, people, posts, replies

POSTS = 50  # the newest that are loaded, beside the first
OTHERS = 50
ASKED_AT_ONCE = 500

_CASE = (
    select(cases, people.c.handle.label("person_handle"), people.c.details.label("person_details"))
    .join(
        people,
        (people.c.workspace_id == cases.c.workspace_id)
        & (people.c.network == cases.c.network)
        & (people.c.id == cases.c.author_id),
    )
    .where(cases.c.id == bindparam("case"), cases.c.workspace_id == bindparam("workspace"))
)
_LOCKED = _CASE.with_for_update(of=cases)
_NEWEST = select(posts).where(posts.c.case_id == bindparam("case")).order_by(posts.c.id.desc()).limit(POSTS)
_FIRST = select(posts).where(posts.c.case_id == bindparam("case")).order_by(posts.c.id).limit(1)
_REPLIES = select(replies).where(replies.c.case_id == bindparam("case")).order_by(replies.c.id)
_HANDOFFS = select(handoffs).where(handoffs.c.case_id == bindparam("case")).order_by(handoffs.c.id)
_OTHERS = (
    select(cases.c.number)
    .where(
        cases.c.workspace_id == bindparam("workspace"),
        cases.c.account_id == bindparam("account"),
        cases.c.conversation == bindparam("conversation"),
        cases.c.id != bindparam("case"),
    )
    .limit(OTHERS)
)
_KNOWN_POSTS = select(posts.c.post_id).where(
    posts.c.workspace_id == bindparam("workspace"),
    posts.c.account_id == bindparam("account"),
    posts.c.post_id.in_(bindparam("ids", expanding=True)),
)
_KNOWN_REPLIES = select(replies.c.posted_id).where(
    replies.c.workspace_id == bindparam("workspace"),
    replies.c.account_id == bindparam("account"),
    replies.c.posted_id.in_(bindparam("ids", expanding=True)),
)

_READ_UNTIL = select(marks.c.at).where(
    marks.c.workspace_id == bindparam("workspace"),
    marks.c.account_id == bindparam("account"),
    marks.c.source == OWN_POSTS,
)
_UNREAD_REPLIES = select(replies.c.posted_id).where(
    replies.c.workspace_id == bindparam("workspace"),
    replies.c.account_id == bindparam("account"),
    replies.c.posted_id.is_not(None),
    replies.c.posted_at > bindparam("until"),
)


async def load_case(db: Connection, workspace: str, case_id: int, *, lock: bool = False) -> Case | None:
    """The case with its posts (the first and the newest 50), replies, handoffs and neighbours."""
    wanted = {"case": case_id, "workspace": workspace}
    row = (await db.execute(_LOCKED if lock else _CASE, wanted)).one_or_none()
    if row is None:
        return None
    return case_from(
        row,
        author_from(row),
        await _posts(db, case_id),
        (await db.execute(_REPLIES, {"case": case_id})).all(),
        (await db.execute(_HANDOFFS, {"case": case_id})).all(),
        await others_of(db, workspace, row.account_id, row.conversation, case_id),
    )


async def others_of(db: Connection, workspace: str, account: str, conversation: str, case_id: int) -> list[int]:
    """The numbers of other customers' cases in the same conversation; of a crowd only some."""
    found = await db.execute(
        _OTHERS, {"workspace": workspace, "account": account, "conversation": conversation, "case": case_id}
    )
    return sorted(found.scalars())


async def _posts(db: Connection, case_id: int) -> list[Any]:
    newest: list[Any] = list(reversed((await db.execute(_NEWEST, {"case": case_id})).all()))
    if len(newest) < POSTS:
        return newest
    first = (await db.execute(_FIRST, {"case": case_id})).one()
    return newest if first.id == newest[0].id else [first, *newest]


async def known_posts(db: Connection, workspace: str, account: str, post_ids: Sequence[str]) -> frozenset[str]:
    """Which of these posts are stored, the customers' as well as our own."""
    known: set[str] = set()
    for start in range(0, len(post_ids), ASKED_AT_ONCE):
        asked = list(post_ids[start : start + ASKED_AT_ONCE])
        for statement in (_KNOWN_POSTS, _KNOWN_REPLIES):
            found = await db.execute(statement, {"workspace": workspace, "account": account, "ids": asked})
            known.update(found.scalars())
    return frozenset(known)


async def read_posts(db: Connection, workspace: str, account: str, post_ids: Sequence[str]) -> frozenset[str]:
    """Which of these posts a look has brought: what is stored, but for answers posted since we last read our own."""
    known = await known_posts(db, workspace, account, post_ids)
    whose = {"workspace": workspace, "account": account}
    until = (await db.execute(_READ_UNTIL, whose)).scalar_one_or_none() or datetime.min.replace(tzinfo=UTC)
    return known.difference((await db.execute(_UNREAD_REPLIES, {**whose, "until": until})).scalars())
