"""The indexes that weekly reports run on."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.cases.report import WEEK, Figures, Report
from bot.ports.store import Change
from bot.storage import Storage
from tests.cases.samples import NOON

_WEEK = Figures(since=NOON - WEEK, until=NOON)

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "keep_report": (lambda change, case: change.keep_report("2026-W47", Report(week=_WEEK, before=_WEEK)), set()),
}
READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    "figures": (
        lambda store, case: store.figures(NOON - WEEK, NOON, ()),
        {"cases.ix_cases_opened", "events.ix_events_reported"},
    ),
    "report": (lambda store, case: store.report(1), {"reports.rowid"}),
    "reported": (lambda store, case: store.reported("2026-W47"), {"reports(workspace_id, week)"}),
}
