"""Replies of which looking cannot tell whether they were published are put to people."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import FLAG

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("replies", sa.Column("asked", FLAG, nullable=False, server_default=sa.false()))
