"""A question in direct messages outlives the process that looks it up, and the next one in its thread knows it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, JSON, NAME, TEXT, TIME, optional, partial, required, to, unique

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "channel", "ts", "thread", "by"),
        *optional(NAME, "team"),
        *required(TEXT, "text"),
        *required(TIME, "at"),
        *optional(TIME, "answered_at"),
        *required(JSON, "reads"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        unique("questions", "workspace_id", "channel", "ts"),
        to("questions", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_questions_thread", "questions", ["workspace_id", "channel", "thread", "at"])
    op.create_index("ix_questions_at", "questions", ["workspace_id", "at"])
    partial("ix_questions_unanswered", "questions", ["workspace_id", "at"], "answered_at IS NULL")
