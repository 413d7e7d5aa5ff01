"""What people taught the assistant is read anew when it learns, without what the desk answered."""

from bot.storage.migrations.columns import partial

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    partial("ix_lessons_taught", "lessons", ["workspace_id", "id"], '"by" IS NOT NULL')
