"""The table of weekly reports: what was told of each week, so that it is told once."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.storage.tables.base import Row, own_id, some_json


class ReportRow(Row, table=True):
    """`week` is the calendar week in which it is given, as ISO writes it ("2026-W47")."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("workspace_id", "week"),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    week: str
    told: dict[str, Any] = some_json()
    before: dict[str, Any] = some_json()
    sentences: list[str] = some_json()
    by: str
