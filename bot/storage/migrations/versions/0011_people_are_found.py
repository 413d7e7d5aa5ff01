"""People are found by what they are called, so that they can be forgotten."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import KEY

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("called", KEY, nullable=False, server_default=""))
    op.execute("UPDATE people SET called = lower(handle)")
    op.create_index("ix_people_called", "people", ["workspace_id", "called"])
