"""The first schema: the desk, its outbox, and how far each source was read."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import (
    FLAG,
    ID,
    JSON,
    KEY,
    NAME,
    NUMBER,
    TEXT,
    TIME,
    optional,
    partial,
    required,
    to,
    unique,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OPEN = "status <> 'resolved'"
OWNED = "status <> 'resolved' AND owner IS NOT NULL"
UNOWNED = "status <> 'resolved' AND owner IS NULL"
CLAIMABLE = "state = 'ready' AND waits_for IS NULL"
LIVE = "state IN ('ready', 'sending', 'unsure')"


def upgrade() -> None:
    _workspaces()
    _accounts()
    _change_keys()
    _lanes()
    _marks()
    _people()
    _cases()
    _deliveries()
    _drafts()
    _events()
    _handoffs()
    _posts()
    _replies()
    _timers()
    _messages()
    _notes()


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first schema; restore a backup instead.")


def _workspaces() -> None:
    op.create_table(
        "workspaces",
        *required(NAME, "id"),
        *required(NUMBER, "last_number"),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        *required(NAME, "workspace_id", "id", "network"),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_accounts"),
        to("accounts", ["workspace_id"], ["workspaces.id"]),
    )


def _change_keys() -> None:
    op.create_table(
        "change_keys",
        *required(NAME, "workspace_id", "key"),
        *required(TIME, "at"),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_change_keys"),
        to("change_keys", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_change_keys_at", "change_keys", ["at"])


def _lanes() -> None:
    op.create_table(
        "lanes",
        *required(NAME, "name", "workspace_id"),
        *required(TEXT, "problem"),
        *optional(TIME, "tat", "next_at", "held_until"),
        sa.PrimaryKeyConstraint("name", name="pk_lanes"),
        to("lanes", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_lanes_workspace_id", "lanes", ["workspace_id"])


def _marks() -> None:
    op.create_table(
        "marks",
        *required(NAME, "workspace_id", "account_id", "source", "post_id"),
        *required(TIME, "at"),
        sa.PrimaryKeyConstraint("workspace_id", "account_id", "source", name="pk_marks"),
        to("marks", ["workspace_id"], ["workspaces.id"]),
    )


def _people() -> None:
    op.create_table(
        "people",
        *required(NAME, "workspace_id", "network", "id"),
        *required(TEXT, "handle"),
        *required(JSON, "details"),
        sa.PrimaryKeyConstraint("workspace_id", "network", "id", name="pk_people"),
        to("people", ["workspace_id"], ["workspaces.id"]),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "account_id", "network", "author_id", "conversation", "channel", "status"),
        *required(NUMBER, "number", "priority", "activity"),
        *required(TEXT, "handle", "headline", "why", "priority_reason", "resolution"),
        *required(KEY, "handle_key"),
        *required(TIME, "opened_at", "sort_due"),
        *optional(NAME, "team", "waiting_for", "owner"),
        *optional(TIME, "snoozed_until", "due", "at_risk", "first_reply_at", "resolved_at"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        to("cases", ["workspace_id", "account_id"], ["accounts.workspace_id", "accounts.id"]),
        to("cases", ["workspace_id", "network", "author_id"], ["people.workspace_id", "people.network", "people.id"]),
        unique("cases", "workspace_id", "account_id", "conversation", "author_id"),
        unique("cases", "workspace_id", "number"),
    )
    partial("ix_cases_handle", "cases", ["workspace_id", "handle_key"], OPEN)
    partial("ix_cases_late", "cases", ["workspace_id", "due"], OPEN)
    partial("ix_cases_mine", "cases", ["workspace_id", "owner", "priority", "sort_due", "id"], OWNED)
    partial("ix_cases_open", "cases", ["workspace_id", "priority", "sort_due", "id"], OPEN)
    op.create_index("ix_cases_opened", "cases", ["workspace_id", "opened_at"])
    partial("ix_cases_picker", "cases", ["workspace_id", "number"], OPEN)
    partial("ix_cases_unowned", "cases", ["workspace_id", "priority", "sort_due", "id"], UNOWNED)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "lane", "does", "subject", "root", "channel", "key", "state"),
        *required(TEXT, "words", "problem"),
        *required(NUMBER, "urgency", "attempts", "looks"),
        *required(TIME, "due_at"),
        *optional(NAME, "waits_for"),
        *optional(TIME, "called_at", "ended_at", "lease_until"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        to("deliveries", ["case_id"], ["cases.id"]),
        to("deliveries", ["lane"], ["lanes.name"]),
        to("deliveries", ["workspace_id"], ["workspaces.id"]),
    )
    partial("ix_deliveries_claim", "deliveries", ["lane", "urgency", "due_at", "id"], CLAIMABLE)
    partial("ix_deliveries_sending", "deliveries", ["workspace_id", "lease_until"], "state = 'sending'")
    partial("ix_deliveries_subject", "deliveries", ["workspace_id", "subject", "root"], LIVE)
    partial("ix_deliveries_unsure", "deliveries", ["workspace_id", "due_at"], "state = 'unsure'")
    partial("ix_deliveries_waits", "deliveries", ["workspace_id", "waits_for"], "waits_for IS NOT NULL")


def _drafts() -> None:
    op.create_table(
        "drafts",
        *required(NAME, "workspace_id", "by"),
        *required(ID, "case_id"),
        *required(TEXT, "text"),
        *required(TIME, "at"),
        sa.PrimaryKeyConstraint("case_id", "by", name="pk_drafts"),
        to("drafts", ["case_id"], ["cases.id"]),
        to("drafts", ["workspace_id"], ["workspaces.id"]),
    )


def _events() -> None:
    op.create_table(
        "events",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "kind"),
        *required(TIME, "at"),
        *required(JSON, "details"),
        *optional(NAME, "by"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        to("events", ["case_id"], ["cases.id"]),
        to("events", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_events_at", "events", ["workspace_id", "at"])
    op.create_index("ix_events_case", "events", ["case_id", "id"])


def _handoffs() -> None:
    op.create_table(
        "handoffs",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "channel", "by", "state"),
        *required(TEXT, "team", "reason"),
        *required(TIME, "asked_at"),
        *optional(TIME, "due"),
        *optional(NAME, "taken_by"),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        to("handoffs", ["case_id"], ["cases.id"]),
        to("handoffs", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_handoffs_case", "handoffs", ["case_id", "id"])


def _posts() -> None:
    op.create_table(
        "posts",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "account_id", "post_id"),
        *required(TIME, "created_at", "seen_at"),
        *required(TEXT, "text"),
        *required(JSON, "details"),
        *optional(ID, "case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        to("posts", ["case_id"], ["cases.id"]),
        to("posts", ["workspace_id"], ["workspaces.id"]),
        unique("posts", "workspace_id", "account_id", "post_id"),
    )
    op.create_index("ix_posts_case", "posts", ["case_id", "id"])
    partial("ix_posts_newest", "posts", ["workspace_id", "created_at"], "case_id IS NOT NULL")


def _replies() -> None:
    op.create_table(
        "replies",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "account_id", "answers", "state"),
        *required(TEXT, "text", "problem"),
        *required(TIME, "decided_at", "send_at"),
        *optional(NAME, "by", "posted_id", "url", "approved_by"),
        *optional(TIME, "posted_at"),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        to("replies", ["case_id"], ["cases.id"]),
        to("replies", ["workspace_id"], ["workspaces.id"]),
    )
    partial("ix_replies_answered", "replies", ["workspace_id", "posted_at"], "posted_id IS NOT NULL")
    op.create_index("ix_replies_case", "replies", ["case_id", "id"])
    partial("ix_replies_posted", "replies", ["workspace_id", "account_id", "posted_id"], "posted_id IS NOT NULL")


def _timers() -> None:
    op.create_table(
        "timers",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "kind"),
        *required(TIME, "due"),
        sa.PrimaryKeyConstraint("id", name="pk_timers"),
        to("timers", ["case_id"], ["cases.id"]),
        to("timers", ["workspace_id"], ["workspaces.id"]),
        unique("timers", "workspace_id", "case_id", "kind"),
    )
    op.create_index("ix_timers_due", "timers", ["workspace_id", "due"])


def _messages() -> None:
    op.create_table(
        "messages",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "thing", "subject", "root", "channel", "ts"),
        *optional(ID, "handoff_id"),
        *optional(NAME, "thread_ts"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        to("messages", ["case_id"], ["cases.id"]),
        to("messages", ["handoff_id"], ["handoffs.id"]),
        to("messages", ["workspace_id"], ["workspaces.id"]),
        unique("messages", "workspace_id", "channel", "ts"),
    )
    partial("uq_messages_subject", "messages", ["workspace_id", "subject", "root"], "thing <> 'notice'", unique=True)


def _notes() -> None:
    op.create_table(
        "notes",
        *required(ID, "id", "case_id"),
        *required(NAME, "workspace_id", "by", "channel", "ts"),
        *required(TEXT, "text"),
        *required(TIME, "written_at"),
        *required(FLAG, "deleted"),
        *required(JSON, "files"),
        *optional(ID, "handoff_id"),
        *optional(TIME, "edited_at"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        to("notes", ["case_id"], ["cases.id"]),
        to("notes", ["handoff_id"], ["handoffs.id"]),
        to("notes", ["workspace_id"], ["workspaces.id"]),
        unique("notes", "workspace_id", "channel", "ts"),
    )
    op.create_index("ix_notes_case", "notes", ["case_id", "id"])
