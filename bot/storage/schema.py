"""Bring the database to the newest schema, and tell whether it is."""

import asyncio
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from bot.storage.connection import Connection, StorageError

NEWEST = "0026"  # the newest migration; a test compares it with the folder
MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = text("SELECT version_num FROM alembic_version")


async def version_of(db: Connection) -> str | None:
    """The schema that the database has; None where it is empty."""
    try:
        found: str | None = (await db.execute(_VERSION)).scalar_one_or_none()
    except ProgrammingError:  # PostgreSQL has no such table yet
        return None
    except OperationalError as error:
        if "no such table" not in str(error.orig):  # SQLite's way to say it
            raise
        return None
    return found


async def migrate(url: URL) -> None:
    await asyncio.to_thread(_upgrade, url)


def _upgrade(url: URL) -> None:
    from alembic import command  # costs time and memory, and most starts do not need it
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise StorageError(
            "The database comes from a newer Mentiondesk than this one; install that version again."
        ) from error
    except DBAPIError as error:
        raise StorageError(f"The database could not be brought to the newest schema: {error.orig}.") from error
    finally:
        engine.dispose()
