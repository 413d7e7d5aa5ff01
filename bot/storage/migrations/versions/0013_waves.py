"""Waves: what is being said to many customers outlives the process that says it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, JSON, NAME, NUMBER, TIME, optional, partial, required, to

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waves",
        *required(ID, "id", "storm_id"),
        *required(NAME, "workspace_id"),
        *required(JSON, "by", "wordings", "cases", "left"),
        *required(NUMBER, "worked"),
        *required(TIME, "begun_at"),
        *optional(TIME, "over_at"),
        sa.PrimaryKeyConstraint("id", name="pk_waves"),
        to("waves", ["storm_id"], ["storms.id"]),
        to("waves", ["workspace_id"], ["workspaces.id"]),
    )
    partial("ix_waves_running", "waves", ["workspace_id", "id"], "over_at IS NULL")
