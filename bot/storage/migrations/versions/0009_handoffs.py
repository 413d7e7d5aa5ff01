"""Teams ask back, answer and share a request, and what customers wish for or praise is collected by topic."""

import sqlalchemy as sa
from alembic import op

from bot.storage.migrations.columns import FLAG, ID, NAME, TEXT, TIME, optional, partial, required, to, unique

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = [sa.Column(name, TEXT, nullable=False, server_default="") for name in ("question", "answer", "outcome")]
    added = [
        *words,
        sa.Column("public", FLAG, nullable=False, server_default=sa.false()),
        *optional(TIME, "ended_at"),
        *optional(NAME, "ended_by"),
        *optional(ID, "joins"),
    ]
    for column in added:
        op.add_column("handoffs", column)
    partial("ix_handoffs_running", "handoffs", ["workspace_id", "channel"], "state IN ('open', 'taken', 'asking')")
    partial("ix_handoffs_joins", "handoffs", ["joins"], "joins IS NOT NULL")
    op.create_table(
        "topics",
        *required(ID, "id"),
        *required(NAME, "workspace_id", "channel", "kind"),
        *required(TEXT, "team", "name", "key"),
        *optional(TIME, "seen_at"),
        sa.PrimaryKeyConstraint("id", name="pk_topics"),
        unique("topics", "workspace_id", "team", "kind", "key"),
        to("topics", ["workspace_id"], ["workspaces.id"]),
    )
    op.create_table(
        "wishes",
        *required(ID, "id", "topic_id", "case_id"),
        *required(NAME, "workspace_id", "by"),
        *required(TEXT, "words"),
        *required(TIME, "at"),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
        unique("wishes", "topic_id", "case_id"),
        to("wishes", ["workspace_id"], ["workspaces.id"]),
        to("wishes", ["topic_id"], ["topics.id"]),
        to("wishes", ["case_id"], ["cases.id"]),
    )
    op.create_index("ix_wishes_topic", "wishes", ["topic_id", "at"])
