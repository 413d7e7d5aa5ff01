"""Run migrations on the connection that the program hands over: one process at a time, and all of them or none."""

from alembic import context
from sqlalchemy import Connection

from bot.storage.tables import METADATA

ALONE = {
    "sqlite": "BEGIN IMMEDIATE",  # Python's sqlite3 begins no transaction for changes of the schema by itself
    "postgresql": "SELECT pg_advisory_xact_lock(7162034)",  # any number, as long as nobody else's
}


def run(connection: Connection) -> None:
    connection.exec_driver_sql(ALONE[connection.dialect.name])
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    context.run_migrations()
    connection.commit()


run(context.config.attributes["connection"])
