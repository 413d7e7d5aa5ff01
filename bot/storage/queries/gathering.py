"""The cases that wait for one request, and the requests to which a case may be added."""

from collections import Counter

from sqlalchemy import bindparam, select

from bot.cases.case import ReplyState, Status
from bot.cases.gathering import Request, Waiting
from bot.storage.connection import Connection
from bot.storage.tables import cases, handoffs, replies
from bot.storage.tables.base import JOINS, RUNS

MOST = 500  # cases of one request that are counted
READ, OFFERED = 500, 50

_HEAD = select(handoffs.c.case_id, handoffs.c.ended_at).where(handoffs.c.id == bindparam("wanted"))
_JOINED = (
    select(handoffs.c.case_id)
    .where(
        handoffs.c.joins == bindparam("wanted"), JOINS, handoffs.c.state.in_(("open", "taken", "asking", "answered"))
    )
    .limit(MOST)
)
_CASES = select(*(cases.c[name] for name in ("id", "number", "handle", "activity", "status"))).where(
    cases.c.id.in_(bindparam("ids", expanding=True))
)
_TOLD = (
    select(replies.c.case_id)
    .where(
        replies.c.case_id.in_(bindparam("ids", expanding=True)),
        replies.c.decided_at > bindparam("since"),
        replies.c.state.in_([ReplyState.APPROVAL, ReplyState.WAITING, ReplyState.UNSURE, ReplyState.POSTED]),
    )
    .distinct()
)
_RUNNING = (
    select(handoffs.c.id, handoffs.c.team, handoffs.c.reason, cases.c.number)
    .join(cases, cases.c.id == handoffs.c.case_id)
    .where(handoffs.c.workspace_id == bindparam("workspace"), RUNS, handoffs.c.joins.is_(None))
    .limit(READ)
)
_COUNTED = select(handoffs.c.joins).where(handoffs.c.joins.in_(bindparam("ids", expanding=True)), JOINS)


async def gathered(db: Connection, handoff_id: int) -> list[Waiting]:
    """By number; the case that began it among them."""
    head = (await db.execute(_HEAD, {"wanted": handoff_id})).one_or_none()
    if head is None:
        return []
    joined = (await db.execute(_JOINED, {"wanted": handoff_id})).scalars().all()
    ids = [head.case_id, *joined]
    told: set[int] = set()
    if head.ended_at:
        told = set((await db.execute(_TOLD, {"ids": ids, "since": head.ended_at})).scalars())
    found = [
        Waiting(
            case=row.id,
            number=row.number,
            handle=row.handle,
            activity=row.activity,
            open=row.status != Status.RESOLVED,
            told=row.id in told,
        )
        for row in (await db.execute(_CASES, {"ids": ids})).all()
    ]
    return sorted(found, key=lambda each: each.number)


async def running(db: Connection, workspace: str) -> list[Request]:
    """The newest first."""
    rows = (await db.execute(_RUNNING, {"workspace": workspace})).all()
    found = sorted(rows, key=lambda row: row.id, reverse=True)[:OFFERED]
    joined = Counter((await db.execute(_COUNTED, {"ids": [row.id for row in found]})).scalars()) if found else Counter()
    return [
        Request(handoff=row.id, team=row.team, number=row.number, reason=row.reason, cases=1 + joined[row.id])
        for row in found
    ]
