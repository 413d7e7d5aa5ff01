"""Posts are looked at again, so that what was deleted, protected or changed on its network is so here too."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import NAME, TIME, partial

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posts", sa.Column("look_at", TIME))
    op.add_column("posts", sa.Column("doubt", NAME))
    open_cases = "SELECT id FROM cases WHERE status <> 'resolved'"
    op.execute(f"UPDATE posts SET look_at = seen_at WHERE case_id IN ({open_cases})")
    partial("ix_posts_look", "posts", ["workspace_id", "look_at"], "look_at IS NOT NULL")
