"""What was heard and is not done yet is kept."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, JSON, NAME, TIME, required, to, unique

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "key"),
        *required(TIME, "at"),
        *required(JSON, "act"),
        sa.PrimaryKeyConstraint("id", name="pk_acts"),
        unique("acts", "workspace_id", "key"),
        to("acts", ["workspace_id"], ["workspaces.id"]),
    )
