"""What the networks bill, in a change: added up by day and kind; and the answers that the account gave lately."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.case import ReplyState
from bot.cases.likeness import NEWEST, Said
from bot.cases.spend import Level, Spend
from bot.storage.tables import budget_warnings, cases, people, replies, spend
from bot.storage.tables.spend import MICROS
from bot.storage.work import Work

_SPENT = upsert(spend)
_SPENT = _SPENT.on_conflict_do_update(
    index_elements=["workspace_id", "day", "account_id", "kind"],
    set_={name: spend.c[name] + _SPENT.excluded[name] for name in ("resources", "micros")},
)
_WARN = upsert(budget_warnings).on_conflict_do_nothing().returning(budget_warnings.c.level)
_SAID = (
    select(
        *(replies.c[name] for name in ("text", "state", "decided_at", "posted_at")),
        *(cases.c[name] for name in ("number", "author_id")),
        *(people.c[name] for name in ("handle", "details")),
    )
    .join(cases, cases.c.id == replies.c.case_id)
    .join(
        people,
        (people.c.workspace_id == cases.c.workspace_id)
        & (people.c.network == cases.c.network)
        & (people.c.id == cases.c.author_id),
    )
    .where(
        replies.c.workspace_id == bindparam("workspace"),
        replies.c.account_id == bindparam("account"),
        replies.c.decided_at > bindparam("since"),
        replies.c.state.in_([ReplyState.APPROVAL, ReplyState.WAITING, ReplyState.UNSURE, ReplyState.POSTED]),
    )
    .order_by(replies.c.decided_at.desc())
    .limit(NEWEST)
)


class SpendChange(Work):
    async def spend(self, account: str, spends: Sequence[Spend]) -> None:
        rows = [
            {
                "workspace_id": self._workspace,
                "day": each.day.isoformat(),
                "account_id": account,
                "kind": each.kind,
                "resources": each.resources,
                "micros": round(each.dollars * MICROS),
            }
            for each in spends
        ]
        if rows:
            await self._db.execute(_SPENT, rows)

    async def warn_once(self, month: date, level: Level) -> bool:
        row = {"workspace_id": self._workspace, "month": month.isoformat(), "level": int(level)}
        return (await self._db.execute(_WARN, row)).first() is not None

    async def said(self, account: str, since: datetime) -> list[Said]:
        wanted = {"workspace": self._workspace, "account": account, "since": since}
        return [_said(row) for row in (await self._db.execute(_SAID, wanted)).all()]


def _said(row: Any) -> Said:
    return Said(
        text=row.text,
        state=ReplyState(row.state),
        number=row.number,
        customer=row.author_id,
        handle=row.handle,
        name=row.details["name"],
        decided_at=row.decided_at,
        posted_at=row.posted_at,
    )
