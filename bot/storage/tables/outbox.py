"""The tables of the outbox: lanes with their pace, deliveries, and where messages stand."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.storage.tables.base import (
    CLAIMABLE,
    LASTING,
    LIVE,
    SENDING,
    UNSURE,
    WAITS,
    Row,
    a_time,
    belongs_to,
    own_id,
    partial,
    some_words,
)


class LaneRow(Row, table=True):
    """`tat`: when the lane would be at rest (GCRA); `next_at`: when its pace permits the next send."""

    __tablename__ = "lanes"
    name: str = Field(primary_key=True)
    workspace_id: str = Field(foreign_key="workspaces.id", index=True)
    tat: datetime | None = a_time()
    next_at: datetime | None = a_time()
    held_until: datetime | None = a_time()
    problem: str = some_words()


class DeliveryRow(Row, table=True):
    """`waits_for` names the message that has to stand first; `root` is empty where there is no thread.

    What belongs to no case speaks of the bot itself.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        partial("ix_deliveries_claim", "lane", "urgency", "due_at", "id", where=CLAIMABLE),
        partial("ix_deliveries_subject", "workspace_id", "subject", "root", where=LIVE),
        partial("ix_deliveries_waits", "workspace_id", "waits_for", where=WAITS),
        partial("ix_deliveries_unsure", "workspace_id", "due_at", where=UNSURE),
        partial("ix_deliveries_sending", "workspace_id", "lease_until", where=SENDING),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int | None = belongs_to("cases.id")
    lane: str = Field(foreign_key="lanes.name")
    does: str
    subject: str
    root: str
    channel: str
    words: str = some_words()
    key: str
    urgency: int
    due_at: datetime = a_time()
    state: str
    waits_for: str | None
    attempts: int
    called_at: datetime | None = a_time()
    ended_at: datetime | None = a_time()
    lease_until: datetime | None = a_time()
    looks: int
    problem: str = some_words()


class MessageRow(Row, table=True):
    """Where a message stands in Slack, and whose it is; of a notice there may be many, of everything else one."""

    __tablename__ = "messages"
    __table_args__ = (
        partial("uq_messages_subject", "workspace_id", "subject", "root", where=LASTING, unique=True),
        UniqueConstraint("workspace_id", "channel", "ts"),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int | None = belongs_to("cases.id")
    handoff_id: int | None = belongs_to("handoffs.id")
    thing: str
    subject: str
    root: str
    channel: str
    ts: str
    thread_ts: str | None
