"""Cases have a tier, a clock for their resolution, and a time at which silence resolves them."""

from alembic import op

from bot.storage.migrations.columns import NAME, TIME, optional, partial

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = "status <> 'resolved'"


def upgrade() -> None:
    clocks = optional(TIME, "resolve_due", "resolve_at_risk", "rested_at", "resolves_at")
    for column in (*optional(NAME, "tier"), *clocks):
        op.add_column("cases", column)
    # Where two indexes serve alike SQLite takes the one that was made last, so those for counting are made after it.
    for name, columns, where in (
        ("ix_cases_late", ["workspace_id", "sort_due"], OPEN),
        ("ix_cases_picker", ["workspace_id", "number"], OPEN),
        ("ix_cases_unowned", ["workspace_id", "priority", "sort_due", "id"], f"{OPEN} AND owner IS NULL"),
    ):
        op.drop_index(name, "cases")
        partial(name, "cases", columns, where)
