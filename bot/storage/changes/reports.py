"""Weekly reports in a change: of each week one is kept, whoever comes first."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.report import Report
from bot.storage.rows import report_values
from bot.storage.tables import reports
from bot.storage.work import Work

_KEEP = upsert(reports).on_conflict_do_nothing(index_elements=["workspace_id", "week"]).returning(reports.c.id)


class ReportChange(Work):
    async def keep_report(self, week: str, report: Report) -> int | None:
        row: dict[str, Any] = {"workspace_id": self._workspace, "week": week, **report_values(report)}
        kept: int | None = (await self._db.execute(_KEEP, row)).scalar_one_or_none()
        return kept
