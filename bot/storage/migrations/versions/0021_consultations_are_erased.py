"""What the assistant was asked is erased in time, and by the number of every case that it quotes."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import ID, NAME, NUMBER, required, to

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_consultations_at", "consultations", ["workspace_id", "at"])
    op.create_table(
        "quoted_cases",
        *required(ID, "consultation_id"),
        *required(NUMBER, "number"),
        *required(NAME, "workspace_id"),
        sa.PrimaryKeyConstraint("consultation_id", "number", name="pk_quoted_cases"),
        to("quoted_cases", ["consultation_id"], ["consultations.id"]),
        to("quoted_cases", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_index("ix_quoted_cases_number", "quoted_cases", ["workspace_id", "number"])
