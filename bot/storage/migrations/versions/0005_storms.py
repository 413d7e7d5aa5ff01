"""Storms: where more cards wait for a channel than people can read, most are held back behind one message."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, NAME, NUMBER, TIME, optional, partial, required, to

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "storms",
        *required(ID, "id", "newest"),
        *required(NAME, "workspace_id", "lane", "channel"),
        *required(TIME, "since"),
        *required(NUMBER, "held"),
        *optional(TIME, "over_at"),
        sa.PrimaryKeyConstraint("id", name="pk_storms"),
        to("storms", ["lane"], ["lanes.name"]),
        to("storms", ["workspace_id"], ["workspaces.id"]),
    )
    partial("uq_storms_running", "storms", ["lane"], "over_at IS NULL", unique=True)
