"""What weekly reports need: figures of any week, and that each report is given once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.cases.report import Figures, Report


class ReportChange(Protocol):
    async def keep_report(self, week: str, report: Report) -> int | None:
        """Its id; None where one is kept for that week ("2026-W47") already."""
        ...


class ReportReads(Protocol):
    async def figures(self, since: datetime, until: datetime, keywords: Iterable[str]) -> Figures:
        """`keywords` are the teams' own words for topics."""
        ...

    async def report(self, report_id: int) -> Report | None: ...
    async def reported(self, week: str) -> bool: ...
