"""What questions about the desk read beside the lists: what waits for approval, earlier answers, who has what."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select

from bot.cases.assignment import Load
from bot.ports.queries import Earlier, Line
from bot.storage.columns import UtcTime
from bot.storage.connection import Connection
from bot.storage.queries.lists import CARD, LINES, line
from bot.storage.queries.memory import Memory, names
from bot.storage.tables import cases, replies
from bot.storage.tables.base import APPROVAL, OWNED, POSTED

ALIKE = 8
"""Of what is like a text, so many times more are looked at as are wanted: not all lie in the period."""

_AWAITING = (
    select(replies.c.case_id)
    .where(replies.c.workspace_id == bindparam("workspace"), APPROVAL)
    .order_by(replies.c.id)
    .limit(bindparam("at_most"))
)
_THESE = LINES.where(cases.c.id.in_(bindparam("ids", expanding=True)))
_LATE = case((cases.c.sort_due <= bindparam("now", type_=UtcTime()), 1), else_=0)
_OWNERS = (
    select(cases.c.owner, func.count().label("open"), func.sum(_LATE).label("late"))
    .where(cases.c.workspace_id == bindparam("workspace"), OWNED)
    .group_by(cases.c.owner)
)
_NEWEST = (
    select(replies.c.case_id, replies.c.text, replies.c.posted_at)
    .where(
        replies.c.workspace_id == bindparam("workspace"),
        POSTED,
        replies.c.posted_at.between(bindparam("first"), bindparam("last")),
        replies.c.text != "",  # forgotten with its customer
    )
    .order_by(replies.c.posted_at.desc())
    .limit(bindparam("at_most"))
)
_CASES = select(cases.c.id, cases.c.number, cases.c.headline, cases.c.channel, CARD.label("ts")).where(
    cases.c.id.in_(bindparam("ids", expanding=True))
)


class _Said(NamedTuple):
    case: int
    asked: str
    answer: str
    at: datetime


class EnquiryReads:
    workspace: str

    def _reading(self) -> AbstractAsyncContextManager[Connection]:
        raise NotImplementedError

    async def awaiting(self, limit: int) -> list[Line]:
        async with self._reading() as db:
            wanted = {"workspace": self.workspace, "at_most": limit}
            ids = list(dict.fromkeys((await db.execute(_AWAITING, wanted)).scalars()))
            if not ids:
                return []
            found = {row.id: line(row) for row in (await db.execute(_THESE, {"ids": ids, "at_most": limit})).all()}
            return [found[each] for each in ids]

    async def earlier(self, text: str, first: datetime, last: datetime, limit: int) -> list[Earlier]:
        async with self._reading() as db:
            said = await (self._like(db, text, first, last, limit) if text else self._newest(db, first, last, limit))
            once: dict[str, _Said] = {}
            for each in said:
                once.setdefault(each.answer, each)
            return await _placed(db, list(once.values())[:limit])

    async def owners(self, now: datetime, limit: int) -> list[tuple[str, Load]]:
        async with self._reading() as db:
            rows = (await db.execute(_OWNERS, {"workspace": self.workspace, "now": now})).all()
        loads = [(row.owner, Load(open=row.open, late=int(row.late))) for row in rows]
        return sorted(loads, key=lambda each: (-each[1].open, -each[1].late, each[0]))[:limit]

    async def _like(self, db: Connection, text: str, first: datetime, last: datetime, limit: int) -> list[_Said]:
        rows = await Memory(db, self.workspace).like("reply", text, ALIKE * limit)
        return [_Said(row.case_id, row.said, row.answer, row.at) for row in rows if first <= row.at <= last]

    async def _newest(self, db: Connection, first: datetime, last: datetime, limit: int) -> list[_Said]:
        wanted = {"workspace": self.workspace, "first": first, "last": last, "at_most": limit}
        rows = (await db.execute(_NEWEST, wanted)).all()
        return [_Said(row.case_id, "", row.text, row.posted_at) for row in rows]


async def _placed(db: Connection, answers: list[_Said]) -> list[Earlier]:
    """With their cases' numbers and places; where nobody knows what was asked, it is how the case began."""
    if not answers:
        return []
    rows = (await db.execute(_CASES, {"ids": [each.case for each in answers]})).all()
    of, to = {row.id: row for row in rows}, await names(db, [each.case for each in answers])
    return [
        Earlier(
            **each._asdict() | {"asked": each.asked or of[each.case].headline},
            number=of[each.case].number,
            channel=of[each.case].channel,
            ts=of[each.case].ts,
            to=to.get(each.case, ""),
        )
        for each in answers
    ]
