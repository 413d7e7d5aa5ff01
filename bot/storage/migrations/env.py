"""Run migrations on the connection that the program hands over."""

from alembic import context
from sqlalchemy import Connection, text

from bot.storage.tables import METADATA

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7162034)")  # any number, as long as nobody else's


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, transactional_ddl=True)
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(ONE_AT_A_TIME)
        context.run_migrations()


run(context.config.attributes["connection"])
