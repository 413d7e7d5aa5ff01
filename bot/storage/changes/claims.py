"""Claims in a change: what somebody last did with a case."""

from sqlalchemy import bindparam, or_, select

from bot.cases.case import Case
from bot.cases.events import OwnerAsked
from bot.cases.history import Entry
from bot.storage.rows import entry_from
from bot.storage.tables import events
from bot.storage.work import Work

_LAST_STEP = (
    select(events)
    .where(events.c.case_id == bindparam("case"), or_(events.c.by.is_not(None), events.c.kind == OwnerAsked.__name__))
    .order_by(events.c.id.desc())
    .limit(1)
)


class ClaimChange(Work):
    async def last_step(self, case: Case) -> Entry | None:
        row = (await self._db.execute(_LAST_STEP, {"case": case.id})).one_or_none()
        return entry_from(row) if row else None
