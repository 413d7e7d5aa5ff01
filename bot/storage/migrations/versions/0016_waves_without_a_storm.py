"""What is said to many customers may also be a team's answer that they wait for, without any storm."""

from alembic import op

from bot.storage.migrations.columns import ID

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("waves") as batch:
        batch.alter_column("storm_id", existing_type=ID, nullable=True)
