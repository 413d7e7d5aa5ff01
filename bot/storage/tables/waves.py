"""The table of waves: what is being said to many customers, and how far that got."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from bot.storage.tables.base import RUNNING, Row, a_time, belongs_to, own_id, partial, some_json


class WaveRow(Row, table=True):
    """`storm_id` is empty where customers wait for a team. `cases` are pairs of a case's id and its activity, of which
    so many are `worked` off; `left` are numbers.
    """

    __tablename__ = "waves"
    __table_args__ = (partial("ix_waves_running", "workspace_id", "id", where=RUNNING),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    storm_id: int | None = belongs_to("storms.id")
    by: dict[str, Any] = some_json()
    wordings: list[str] = some_json()
    cases: list[Any] = some_json()
    worked: int
    left: list[int] = some_json()
    begun_at: datetime = a_time()
    over_at: datetime | None = a_time()
