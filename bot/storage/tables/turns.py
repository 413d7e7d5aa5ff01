"""The table of turns: when each member of a team was last given a case."""

from datetime import datetime

from sqlmodel import Field

from bot.storage.tables.base import Row, a_time


class TurnRow(Row, table=True):
    """`pool` is a team or a user group, as the desk calls it."""

    __tablename__ = "turns"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    pool: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    at: datetime = a_time()
