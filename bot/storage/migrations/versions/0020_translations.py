"""What we answered in another language is kept in the desk's own beside it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import JSON

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("replies", sa.Column("translation", JSON))
