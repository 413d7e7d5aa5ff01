"""The assistant: judgements beside cases, errands, lessons, offered drafts, and what it was asked and cost."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, JSON, KEY, NAME, NUMBER, TEXT, TIME, optional, required, to, unique

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", *optional(JSON, "judgement"))
    op.add_column("replies", *optional(NUMBER, "share"))
    _table("errands", *required(NAME, "kind"), *required(TIME, "due_at"), *required(NUMBER, "attempts"))
    op.create_index("ix_errands_due", "errands", ["workspace_id", "due_at"])
    _lessons()
    _table(
        "offers", *optional(NAME, "by"), *required(TIME, "at"), *required(NUMBER, "activity"), *required(JSON, "drafts")
    )
    op.create_index("ix_offers_case", "offers", ["case_id", "id"])
    _consultations()
    op.create_table(
        "assistant_days",
        *required(NAME, "workspace_id", "day"),
        *required(ID, "tokens_asked", "tokens_answered", "micros"),
        sa.PrimaryKeyConstraint("workspace_id", "day", name="pk_assistant_days"),
        to("assistant_days", ["workspace_id"], ["workspaces.id"]),
    )


def _lessons() -> None:
    _table(
        "lessons",
        *required(NAME, "about"),
        *required(NUMBER, "number"),
        *optional(NAME, "by"),
        *required(TIME, "at"),
        *required(TEXT, "said", "answer"),
        *required(JSON, "details"),
    )
    op.create_table(
        "lesson_words",
        *required(NAME, "workspace_id", "kind"),
        *required(KEY, "word"),
        *required(ID, "lesson_id"),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "word", "lesson_id", name="pk_lesson_words"),
        to("lesson_words", ["workspace_id"], ["workspaces.id"]),
        to("lesson_words", ["lesson_id"], ["lessons.id"]),
    )


def _consultations() -> None:
    op.create_table(
        "consultations",
        *required(ID, "id"),
        *required(NAME, "workspace_id"),
        *optional(ID, "case_id"),
        *required(TIME, "at"),
        *optional(NAME, "by"),
        *required(NAME, "verb", "model"),
        *required(TEXT, "asked", "answered"),
        *required(NUMBER, "tokens_asked", "tokens_answered"),
        *required(ID, "micros"),
        *required(TEXT, "problem"),
        sa.PrimaryKeyConstraint("id", name="pk_consultations"),
        to("consultations", ["workspace_id"], ["workspaces.id"]),
        to("consultations", ["case_id"], ["cases.id"]),
    )
    op.create_index("ix_consultations_case", "consultations", ["case_id", "id"])


_OF_A_CASE = {"errands": ("workspace_id", "case_id", "kind"), "lessons": ("workspace_id", "about")}


def _table(name: str, *columns: sa.Column[object]) -> None:
    """A table whose rows belong to a case."""
    named = [unique(name, *_OF_A_CASE[name])] if name in _OF_A_CASE else []
    op.create_table(
        name,
        *required(ID, "id"),
        *required(NAME, "workspace_id"),
        *required(ID, "case_id"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *named,
        to(name, ["workspace_id"], ["workspaces.id"]),
        to(name, ["case_id"], ["cases.id"]),
    )
