"""What is wrong with the bot itself is told in the desk's channel, by messages that belong to no case."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, JSON, NAME, TIME, optional, required, to

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "troubles",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "channel"),
        *required(TIME, "told_at"),
        *optional(TIME, "ended_at"),
        *required(JSON, "problems"),
        sa.PrimaryKeyConstraint("id", name="pk_troubles"),
        to("troubles", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_troubles_newest", "troubles", ["workspace_id", "id"])
    for table in ("deliveries", "messages"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("case_id", existing_type=ID, nullable=True)
