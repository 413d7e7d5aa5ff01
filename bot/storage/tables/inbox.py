"""The table of what was heard and is not done yet; it is empty but for moments."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.storage.tables.base import Row, a_time, own_id, some_json


class ActRow(Row, table=True):
    __tablename__ = "acts"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    key: str
    at: datetime = a_time()
    act: dict[str, Any] = some_json()
