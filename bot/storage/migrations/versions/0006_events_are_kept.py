"""Events are only ever added: the database itself refuses to change or delete one, save to erase what it quotes."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORDS = "what happened to a case is only ever added to"
KEPT = ("id", "workspace_id", "case_id", "kind", "at", "by")

ON_SQLITE = (
    f"""
    CREATE TRIGGER events_stay BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """,
    f"""
    CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events
    WHEN json_extract(NEW.details, '$.erased') IS NOT 1
      OR {" OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in KEPT)}
    BEGIN SELECT RAISE(ABORT, '{WORDS}'); END
    """,
)
ON_POSTGRES = (
    f"""
    CREATE FUNCTION refuse_to_change_events() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$
    """,
    "CREATE TRIGGER events_stay BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_to_change_events()",
    f"""
    CREATE TRIGGER events_stay_as_they_are BEFORE UPDATE ON events FOR EACH ROW
    WHEN (NEW.details -> 'erased' IS DISTINCT FROM 'true'::jsonb
      OR {" OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in KEPT)})
    EXECUTE FUNCTION refuse_to_change_events()
    """,
)


def upgrade() -> None:
    for statement in ON_SQLITE if op.get_bind().dialect.name == "sqlite" else ON_POSTGRES:
        op.execute(statement)
