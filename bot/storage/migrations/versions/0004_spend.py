"""What the networks bill is counted by day and kind, and recent answers are found by their time."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, NAME, NUMBER, required, to

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spend",
        *required(NAME, "workspace_id", "day", "account_id", "kind"),
        *required(NUMBER, "resources"),
        *required(ID, "micros"),
        sa.PrimaryKeyConstraint("workspace_id", "day", "account_id", "kind", name="pk_spend"),
        to("spend", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_table(
        "budget_warnings",
        *required(NAME, "workspace_id", "month"),
        *required(NUMBER, "level"),
        sa.PrimaryKeyConstraint("workspace_id", "month", "level", name="pk_budget_warnings"),
        to("budget_warnings", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_replies_recent", "replies", ["workspace_id", "account_id", "decided_at"])
