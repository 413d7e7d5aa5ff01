"""What a change asks before a rule asks a team: how often the customer came lately, and how often the rule asked."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, select

from bot.cases.case import Case
from bot.storage.tables import cases, handoffs
from bot.storage.tables.base import BY_RULE
from bot.storage.work import Work


def _theirs() -> tuple[ColumnElement[bool], ...]:
    return (
        cases.c.author_id == bindparam("author"),
        cases.c.workspace_id == bindparam("workspace"),
        cases.c.network == bindparam("network"),
        cases.c.opened_at >= bindparam("since"),
    )


_CONTACTS = select(func.count()).select_from(cases).where(*_theirs())
_RULES = (
    select(handoffs.c.rule)
    .join_from(cases, handoffs, handoffs.c.case_id == cases.c.id)
    .where(*_theirs(), handoffs.c.rule != "")
)
_ASKED = (
    select(func.count())
    .select_from(handoffs)
    .where(
        handoffs.c.workspace_id == bindparam("workspace"),
        handoffs.c.rule == bindparam("rule"),
        handoffs.c.asked_at >= bindparam("since"),
        BY_RULE,
    )
)


class CustomersChange(Work):
    async def contacts(self, case: Case, since: datetime) -> int:
        found: int = (await self._db.execute(_CONTACTS, self._author(case, since))).scalar_one()
        return found

    async def rules_set_off(self, case: Case, since: datetime) -> frozenset[str]:
        return frozenset((await self._db.execute(_RULES, self._author(case, since))).scalars())

    async def asked_by_rule(self, rule: str, since: datetime) -> int:
        wanted = {"workspace": self._workspace, "rule": rule, "since": since}
        found: int = (await self._db.execute(_ASKED, wanted)).scalar_one()
        return found

    def _author(self, case: Case, since: datetime) -> dict[str, object]:
        return {"author": case.author.id, "workspace": self._workspace, "network": case.network, "since": since}
