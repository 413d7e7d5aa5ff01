"""The desk's weeks in figures, and the reports that were given of them."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import bindparam, select

from bot.cases.report import TOPICS, Figures, Report
from bot.cases.topics import of_cases
from bot.storage.connection import Connection
from bot.storage.rows import report_from
from bot.storage.tables import cases, events, reports
from bot.storage.tables.base import REPORTED

READ = 20_000
"""Of a bigger week, so many cases stand for all in the median and the topics."""

_IN_WEEK = (
    cases.c.workspace_id == bindparam("workspace"),
    cases.c.opened_at >= bindparam("since"),
    cases.c.opened_at < bindparam("until"),
)
_OPENED = (
    select(cases.c.id, cases.c.opened_at, cases.c.first_reply_at, cases.c.headline, cases.c.judgement)
    .where(*_IN_WEEK)
    .order_by(cases.c.opened_at)
    .limit(READ)
)
_HAPPENED = (
    select(events.c.case_id, events.c.kind, events.c.at)
    .where(
        events.c.workspace_id == bindparam("workspace"),
        events.c.at >= bindparam("since"),
        events.c.at < bindparam("until"),
        REPORTED,
    )
    .order_by(events.c.at)
)
_REPORT = select(reports).where(reports.c.id == bindparam("wanted"), reports.c.workspace_id == bindparam("workspace"))
_TOLD = select(reports.c.id).where(
    reports.c.workspace_id == bindparam("workspace"), reports.c.week == bindparam("week")
)


class WeeklyReads:
    workspace: str

    def _reading(self) -> AbstractAsyncContextManager[Connection]:
        raise NotImplementedError

    async def figures(self, since: datetime, until: datetime, keywords: Iterable[str]) -> Figures:
        wanted = {"workspace": self.workspace, "since": since, "until": until}
        async with self._reading() as db:
            opened = (await db.execute(_OPENED, wanted)).all()
            happened = (await db.execute(_HAPPENED, wanted)).all()
        return _figures(since, until, opened, happened, keywords)

    async def report(self, report_id: int) -> Report | None:
        async with self._reading() as db:
            wanted = {"wanted": report_id, "workspace": self.workspace}
            row = (await db.execute(_REPORT, wanted)).one_or_none()
            return report_from(row) if row else None

    async def reported(self, week: str) -> bool:
        async with self._reading() as db:
            return (await db.execute(_TOLD, {"workspace": self.workspace, "week": week})).first() is not None


def _figures(
    since: datetime, until: datetime, opened: Sequence[Any], happened: Sequence[Any], keywords: Iterable[str]
) -> Figures:
    late = {row.case_id: row.at for row in reversed(happened) if row.kind == "CaseLate"}  # the first time counts
    answered = [row for row in opened if row.first_reply_at and row.first_reply_at < until]
    took = [(row.first_reply_at - row.opened_at).total_seconds() for row in answered]
    in_time = [row for row in answered if row.id not in late or late[row.id] > row.first_reply_at]
    judged = [(row.judgement or {}).get("topic", "") for row in opened]
    return Figures(
        since=since,
        until=until,
        cases=len(opened),
        answered=len(answered),
        median=timedelta(seconds=median(took)) if took else None,
        within=len(in_time),
        late=len(late),
        escalated=len({row.case_id for row in happened if row.kind == "CaseEscalated"}),
        topics=tuple(of_cases(judged, [row.headline for row in opened], keywords, TOPICS)),
    )
