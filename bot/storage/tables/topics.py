"""The tables of what customers wish for or praise, by team and topic."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.storage.tables.base import Row, a_time, belongs_to, own_id, some_words


class TopicRow(Row, table=True):
    """`key` is the name as topics are compared; `seen_at` is when the team last looked."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("workspace_id", "team", "kind", "key"),)
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    team: str = some_words()
    channel: str
    kind: str
    name: str = some_words()
    key: str = some_words()
    seen_at: datetime | None = a_time()


class WishRow(Row, table=True):
    """One customer's wish or praise; of each case one for a topic."""

    __tablename__ = "wishes"
    __table_args__ = (UniqueConstraint("topic_id", "case_id"), Index("ix_wishes_topic", "topic_id", "at"))
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    topic_id: int = belongs_to("topics.id")
    case_id: int = belongs_to("cases.id")
    by: str
    words: str = some_words()
    at: datetime = a_time()
