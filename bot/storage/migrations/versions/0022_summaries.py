"""What a case comes to in a few sentences is kept beside the request that a team is asked."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import JSON

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handoffs", sa.Column("summary", JSON))
