"""Members of a team are given cases in turn."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import NAME, TIME, required, to

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "turns",
        *required(NAME, "workspace_id", "pool", "person"),
        *required(TIME, "at"),
        sa.PrimaryKeyConstraint("workspace_id", "pool", "person", name="pk_turns"),
        to("turns", ["workspace_id"], ["workspaces.id"]),
    )
