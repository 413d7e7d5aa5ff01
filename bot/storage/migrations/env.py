"""Run migrations on the connection that the program hands over, or on the address given to alembic's command line."""

from alembic import context
from sqlalchemy import Connection, create_engine, text

from bot.storage.tables import METADATA

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7162034)")  # any number, as long as nobody else's


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(ONE_AT_A_TIME)
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    address = context.get_x_argument(as_dictionary=True)["url"]
    with create_engine(address).connect() as opened:
        run(opened)
