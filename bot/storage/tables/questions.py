"""The table of questions in direct messages: kept until they are answered, and a while longer for those that follow."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.storage.columns import UtcTime
from bot.storage.tables.base import UNANSWERED, Row, a_time, own_id, partial, some_json, some_words


class QuestionRow(Row, table=True):
    """`team` is that of whoever asks, where Slack names one; `reads` are the look-ups that answered it."""

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("workspace_id", "channel", "ts"),
        Index("ix_questions_thread", "workspace_id", "channel", "thread", "at"),
        Index("ix_questions_at", "workspace_id", "at"),
        partial("ix_questions_unanswered", "workspace_id", "at", where=UNANSWERED),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    channel: str
    ts: str
    thread: str
    by: str
    team: str | None
    text: str = some_words()
    at: datetime = a_time()
    answered_at: datetime | None = Field(sa_type=UtcTime)
    reads: list[Any] = some_json()
