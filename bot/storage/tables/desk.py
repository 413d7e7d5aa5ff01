"""The tables of the desk: cases and all that belongs to them, clocks, and how far each source was read."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from bot.storage.columns import Id, Key, UtcTime
from bot.storage.tables.base import (
    APPROVAL,
    BY_RULE,
    JOINS,
    LOOKED_AT,
    OF_A_CASE,
    OPEN,
    OWNED,
    POSTED,
    REPORTED,
    RUNS,
    UNOWNED,
    Row,
    a_time,
    belongs_to,
    own_id,
    partial,
    some_json,
    some_words,
)


class WorkspaceRow(Row, table=True):
    """A Slack workspace; `last_number` is the number of its newest case."""

    __tablename__ = "workspaces"
    id: str = Field(primary_key=True)
    last_number: int


class AccountRow(Row, table=True):
    """An account of the company on a network, under the name that the domain knows it by."""

    __tablename__ = "accounts"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    id: str = Field(primary_key=True)
    network: str


class PersonRow(Row, table=True):
    """`called` is the handle as searches compare it."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_called", "workspace_id", "called"),)
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    network: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    handle: str = some_words()
    called: str = Field(sa_type=Key)
    details: dict[str, Any] = some_json()


class CaseRow(Row, table=True):
    """`sort_due` is when the first clock is late, or the end of time where none runs.

    `handle_key` is the handle as pickers compare it.
    """

    __tablename__ = "cases"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "account_id"], ["accounts.workspace_id", "accounts.id"]),
        ForeignKeyConstraint(
            ["workspace_id", "network", "author_id"], ["people.workspace_id", "people.network", "people.id"]
        ),
        UniqueConstraint("workspace_id", "account_id", "conversation", "author_id"),
        UniqueConstraint("workspace_id", "number"),
        partial("ix_cases_open", "workspace_id", "priority", "sort_due", "id", where=OPEN),
        partial("ix_cases_mine", "workspace_id", "owner", "priority", "sort_due", "id", where=OWNED),
        partial("ix_cases_unowned", "workspace_id", "priority", "sort_due", "id", where=UNOWNED),
        partial("ix_cases_late", "workspace_id", "sort_due", where=OPEN),
        partial("ix_cases_picker", "workspace_id", "number", where=OPEN),
        partial("ix_cases_handle", "workspace_id", "handle_key", where=OPEN),
        Index("ix_cases_opened", "workspace_id", "opened_at"),
        Index("ix_cases_author", "author_id", "workspace_id", "network", "opened_at"),
    )
    id: int | None = own_id()
    workspace_id: str
    account_id: str
    network: str
    author_id: str
    number: int
    conversation: str
    handle: str = some_words()
    handle_key: str = Field(sa_type=Key)
    headline: str = some_words()
    channel: str
    status: str
    opened_at: datetime = a_time()
    why: str = some_words()
    priority: int
    priority_reason: str = some_words()
    team: str | None
    tier: str | None
    waiting_for: str | None
    snoozed_until: datetime | None = a_time()
    owner: str | None
    due: datetime | None = a_time()
    sort_due: datetime = a_time()
    at_risk: datetime | None = a_time()
    resolve_due: datetime | None = a_time()
    resolve_at_risk: datetime | None = a_time()
    rested_at: datetime | None = a_time()
    resolves_at: datetime | None = a_time()
    first_reply_at: datetime | None = a_time()
    resolved_at: datetime | None = a_time()
    resolution: str = some_words()
    activity: int
    judgement: dict[str, Any] | None = some_json()
    sharing: dict[str, Any] | None = some_json()


class PostRow(Row, table=True):
    """A post seen on a network; without a case it is only remembered, so that it is never looked at again.

    At `look_at` it is asked whether it still stands there; `doubt` is what the last look said against it.
    """

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("workspace_id", "account_id", "post_id"),
        Index("ix_posts_case", "case_id", "id"),
        partial("ix_posts_newest", "workspace_id", "created_at", where=OF_A_CASE),
        partial("ix_posts_look", "workspace_id", "look_at", where=LOOKED_AT),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    account_id: str
    post_id: str
    case_id: int | None = belongs_to("cases.id")
    created_at: datetime = a_time()
    seen_at: datetime = a_time()
    text: str = some_words()
    details: dict[str, Any] = some_json()
    look_at: datetime | None = a_time()
    doubt: str | None = None


class ReplyRow(Row, table=True):
    __tablename__ = "replies"
    __table_args__ = (
        Index("ix_replies_case", "case_id", "id"),
        partial("ix_replies_posted", "workspace_id", "account_id", "posted_id", where=POSTED),
        partial("ix_replies_answered", "workspace_id", "posted_at", where=POSTED),
        partial("ix_replies_approval", "workspace_id", "id", where=APPROVAL),
        Index("ix_replies_recent", "workspace_id", "account_id", "decided_at"),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    account_id: str
    case_id: int = belongs_to("cases.id")
    by: str | None
    text: str = some_words()
    answers: str
    state: str
    decided_at: datetime = a_time()
    send_at: datetime = a_time()
    posted_id: str | None
    posted_at: datetime | None = a_time()
    url: str | None
    problem: str = some_words()
    approved_by: str | None
    asked: bool
    share: int | None
    translation: dict[str, Any] | None = some_json()


class HandoffRow(Row, table=True):
    __tablename__ = "handoffs"
    __table_args__ = (
        Index("ix_handoffs_case", "case_id", "id"),
        partial("ix_handoffs_running", "workspace_id", "channel", where=RUNS),
        partial("ix_handoffs_joins", "joins", where=JOINS),
        partial("ix_handoffs_rule", "workspace_id", "rule", "asked_at", where=BY_RULE),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id")
    team: str = some_words()
    channel: str
    by: str
    reason: str = some_words()
    state: str
    asked_at: datetime = a_time()
    due: datetime | None = a_time()
    taken_by: str | None
    rule: str = some_words()
    escalation: dict[str, Any] | None = some_json()
    question: str = some_words()
    answer: str = some_words()
    public: bool
    outcome: str = some_words()
    ended_by: str | None
    ended_at: datetime | None = a_time()
    joins: int | None = Field(sa_type=Id)
    summary: dict[str, Any] | None = some_json()


class NoteRow(Row, table=True):
    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("workspace_id", "channel", "ts"), Index("ix_notes_case", "case_id", "id"))
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id")
    handoff_id: int | None = belongs_to("handoffs.id")
    by: str
    text: str = some_words()
    channel: str
    ts: str
    written_at: datetime = a_time()
    edited_at: datetime | None = a_time()
    deleted: bool
    files: list[str] = some_json()


class DraftRow(Row, table=True):
    __tablename__ = "drafts"
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id", primary_key=True)
    by: str = Field(primary_key=True)
    text: str = some_words()
    at: datetime = a_time()


class EventRow(Row, table=True):
    """What happened, in the past tense; rows are only ever added."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_case", "case_id", "id"),
        Index("ix_events_at", "workspace_id", "at"),
        partial("ix_events_reported", "workspace_id", "at", where=REPORTED),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id")
    kind: str
    at: datetime = a_time()
    by: str | None
    details: dict[str, Any] = some_json()


class TimerRow(Row, table=True):
    __tablename__ = "timers"
    __table_args__ = (
        UniqueConstraint("workspace_id", "case_id", "kind"),
        Index("ix_timers_due", "workspace_id", "due"),
    )
    id: int | None = own_id()
    workspace_id: str = Field(foreign_key="workspaces.id")
    case_id: int = belongs_to("cases.id")
    kind: str
    due: datetime = a_time()


class MarkRow(Row, table=True):
    """How far a source of an account was read."""

    __tablename__ = "marks"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    account_id: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    post_id: str
    at: datetime = a_time()


class ChangeKeyRow(Row, table=True):
    """The keys of changes made lately, by which Slack's repetitions are recognised."""

    __tablename__ = "change_keys"
    workspace_id: str = Field(foreign_key="workspaces.id", primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcTime, index=True)
