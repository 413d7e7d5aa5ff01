"""The table of troubles: what was wrong with the bot itself, and what the desk was told of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from bot.storage.tables.base import Row, a_time, own_id, some_json


class TroubleRow(Row, table=True):
    __tablename__ = "troubles"
    __table_args__ = (Index("ix_troubles_newest", "workspace_id", "id"),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    channel: str
    told_at: datetime = a_time()
    ended_at: datetime | None = a_time()
    problems: list[Any] = some_json()
