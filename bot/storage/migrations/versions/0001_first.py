"""The first schema: the desk, its outbox, and how far each source was read."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


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
    for table in (
        "notes",
        "messages",
        "timers",
        "replies",
        "posts",
        "handoffs",
        "events",
        "drafts",
        "deliveries",
        "cases",
        "people",
        "marks",
        "lanes",
        "change_keys",
        "accounts",
        "workspaces",
    ):
        op.drop_table(table)


def _partial(name: str, table: str, columns: list[str], where: str, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_accounts"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_accounts_workspace_id"),
    )


def _change_keys() -> None:
    op.create_table(
        "change_keys",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name="pk_change_keys"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_change_keys_workspace_id"),
    )
    op.create_index("ix_change_keys_at", "change_keys", ["at"])


def _lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("tat", TIME, nullable=True),
        sa.Column("next_at", TIME, nullable=True),
        sa.Column("held_until", TIME, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lanes"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_lanes_workspace_id"),
    )
    op.create_index("ix_lanes_workspace_id", "lanes", ["workspace_id"])


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "account_id", "source", name="pk_marks"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_marks_workspace_id"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "network", "id", name="pk_people"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_people_workspace_id"),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("handle_key", KEY, nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("priority_reason", sa.Text(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("waiting_for", sa.String(), nullable=True),
        sa.Column("snoozed_until", TIME, nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due", TIME, nullable=True),
        sa.Column("sort_due", TIME, nullable=False),
        sa.Column("at_risk", TIME, nullable=True),
        sa.Column("first_reply_at", TIME, nullable=True),
        sa.Column("resolved_at", TIME, nullable=True),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("activity", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "account_id"],
            ["accounts.workspace_id", "accounts.id"],
            name="fk_cases_workspace_id_account_id",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "network", "author_id"],
            ["people.workspace_id", "people.network", "people.id"],
            name="fk_cases_workspace_id_network_author_id",
        ),
        sa.UniqueConstraint(
            "workspace_id",
            "account_id",
            "conversation",
            "author_id",
            name="uq_cases_workspace_id_account_id_conversation_author_id",
        ),
        sa.UniqueConstraint("workspace_id", "number", name="uq_cases_workspace_id_number"),
    )
    _partial("ix_cases_handle", "cases", ["workspace_id", "handle_key"], "status <> 'resolved'")
    _partial("ix_cases_late", "cases", ["workspace_id", "due"], "status <> 'resolved'")
    _partial("ix_cases_mine", "cases", ["workspace_id", "owner", "priority", "sort_due", "id"], "status <> 'resolved'")
    _partial("ix_cases_open", "cases", ["workspace_id", "priority", "sort_due", "id"], "status <> 'resolved'")
    op.create_index("ix_cases_opened", "cases", ["workspace_id", "opened_at"])
    _partial(
        "ix_cases_unowned",
        "cases",
        ["workspace_id", "priority", "sort_due", "id"],
        "status <> 'resolved' AND owner IS NULL",
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waits_for", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("called_at", TIME, nullable=True),
        sa.Column("ended_at", TIME, nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deliveries_case_id"),
        sa.ForeignKeyConstraint(["lane"], ["lanes.name"], name="fk_deliveries_lane"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_deliveries_workspace_id"),
    )
    _partial(
        "ix_deliveries_claim",
        "deliveries",
        ["lane", "urgency", "due_at", "id"],
        "state = 'ready' AND waits_for IS NULL",
    )
    _partial("ix_deliveries_due", "deliveries", ["lane", "due_at"], "state = 'ready' AND waits_for IS NULL")
    _partial("ix_deliveries_sending", "deliveries", ["workspace_id", "lease_until"], "state = 'sending'")
    _partial(
        "ix_deliveries_subject",
        "deliveries",
        ["workspace_id", "subject", "root"],
        "state IN ('ready', 'sending', 'unsure')",
    )
    _partial("ix_deliveries_unsure", "deliveries", ["workspace_id", "due_at"], "state = 'unsure'")
    _partial("ix_deliveries_waits", "deliveries", ["workspace_id", "waits_for"], "waits_for IS NOT NULL")


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "by", name="pk_drafts"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_drafts_case_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_drafts_workspace_id"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_events_case_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_events_workspace_id"),
    )
    op.create_index("ix_events_at", "events", ["workspace_id", "at"])
    op.create_index("ix_events_case", "events", ["case_id", "id"])


def _handoffs() -> None:
    op.create_table(
        "handoffs",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due", TIME, nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_handoffs_case_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_handoffs_workspace_id"),
    )
    op.create_index("ix_handoffs_case", "handoffs", ["case_id", "id"])


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_posts_case_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_posts_workspace_id"),
        sa.UniqueConstraint("workspace_id", "account_id", "post_id", name="uq_posts_workspace_id_account_id_post_id"),
    )
    op.create_index("ix_posts_case", "posts", ["case_id", "id"])
    _partial("ix_posts_newest", "posts", ["workspace_id", "created_at"], "case_id IS NOT NULL")


def _replies() -> None:
    op.create_table(
        "replies",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("send_at", TIME, nullable=False),
        sa.Column("posted_id", sa.String(), nullable=True),
        sa.Column("posted_at", TIME, nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_replies_case_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_replies_workspace_id"),
    )
    _partial("ix_replies_answered", "replies", ["workspace_id", "posted_at"], "posted_id IS NOT NULL")
    op.create_index("ix_replies_case", "replies", ["case_id", "id"])
    _partial("ix_replies_posted", "replies", ["workspace_id", "account_id", "posted_id"], "posted_id IS NOT NULL")


def _timers() -> None:
    op.create_table(
        "timers",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timers"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_timers_case_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_timers_workspace_id"),
        sa.UniqueConstraint("workspace_id", "case_id", "kind", name="uq_timers_workspace_id_case_id_kind"),
    )
    op.create_index("ix_timers_due", "timers", ["workspace_id", "due"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("handoff_id", ID, nullable=True),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_messages_case_id"),
        sa.ForeignKeyConstraint(["handoff_id"], ["handoffs.id"], name="fk_messages_handoff_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_messages_workspace_id"),
        sa.UniqueConstraint("workspace_id", "channel", "ts", name="uq_messages_workspace_id_channel_ts"),
    )
    _partial("uq_messages_subject", "messages", ["workspace_id", "subject", "root"], "thing <> 'notice'", unique=True)


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", ID, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("handoff_id", ID, nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("written_at", TIME, nullable=False),
        sa.Column("edited_at", TIME, nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("files", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_notes_case_id"),
        sa.ForeignKeyConstraint(["handoff_id"], ["handoffs.id"], name="fk_notes_handoff_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_notes_workspace_id"),
        sa.UniqueConstraint("workspace_id", "channel", "ts", name="uq_notes_workspace_id_channel_ts"),
    )
    op.create_index("ix_notes_case", "notes", ["case_id", "id"])
