"""What waits for an approver is found on an index of its own."""

from bot.storage.migrations.columns import partial

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    partial("ix_replies_approval", "replies", ["workspace_id", "id"], "state = 'approval'")
