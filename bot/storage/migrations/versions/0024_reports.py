"""A report of each week, told once, and what it counts on an index of its own."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, JSON, NAME, partial, required, to, unique

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reports",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "week"),
        *required(JSON, "told", "before", "sentences"),
        *required(NAME, "by"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        unique("reports", "workspace_id", "week"),
        to("reports", ["workspace_id"], ["workspaces.id"]),
    )
    partial("ix_events_reported", "events", ["workspace_id", "at"], "kind IN ('CaseLate', 'CaseEscalated')")
