"""That a case is being given to one of several people is kept until it is decided to whom."""

from alembic import op

from bot.storage.migrations.columns import JSON, optional

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", *optional(JSON, "sharing"))
