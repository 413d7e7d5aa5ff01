"""How often a rule of the desk has asked lately is counted on an index of its own."""

from bot.storage.migrations.columns import partial

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    partial("ix_handoffs_rule", "handoffs", ["workspace_id", "rule", "asked_at"], "rule <> ''")
