"""A request keeps who is asked until somebody answers, and the rule that asked; an author's cases are found quickly."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import JSON, TEXT

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handoffs", sa.Column("rule", TEXT, nullable=False, server_default=""))
    op.add_column("handoffs", sa.Column("escalation", JSON))
    op.create_index("ix_cases_author", "cases", ["author_id", "workspace_id", "network", "opened_at"])
