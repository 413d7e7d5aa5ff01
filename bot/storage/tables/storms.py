"""The table of storms: channels with more cards than people can read."""

from datetime import datetime

from sqlmodel import Field

from bot.storage.columns import Id
from bot.storage.tables.base import RUNNING, Row, a_time, own_id, partial


class StormRow(Row, table=True):
    """`newest` is the last delivery that was held back; of each lane one storm runs at a time."""

    __tablename__ = "storms"
    __table_args__ = (partial("uq_storms_running", "lane", where=RUNNING, unique=True),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    lane: str = Field(foreign_key="lanes.name")
    channel: str
    since: datetime = a_time()
    held: int
    newest: int = Field(sa_type=Id)
    over_at: datetime | None = a_time()
