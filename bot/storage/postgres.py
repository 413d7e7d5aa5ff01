"""PostgreSQL as a backend: each change a transaction of its own, from a pool."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import NullPool, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.columns import to_json
from bot.storage.connection import Connection, StorageError

log = structlog.get_logger()

POOL = 10
CONNECT_SECONDS = 5
BROKEN = (OperationalError, InterfaceError)
PATIENCE = 2.0  # seconds for which a person's change waits for a server that is away
BETWEEN = 0.2
DISK_FULL = "53100"

# Locks of a connection, which go with the process: whoever is at work shares one, and who gets it whole is alone.
_NAME = "(hashtext('mentiondesk'), hashtext(:workspace))"
_ALONE = text(f"SELECT pg_try_advisory_lock{_NAME}")
_AT_WORK = text(f"SELECT pg_advisory_lock_shared{_NAME}")
_LET_IN = text(f"SELECT pg_advisory_unlock{_NAME}")


class PostgresBackend:
    def __init__(self, url: URL) -> None:
        self._url = url
        self.engine = create_async_engine(
            url,
            pool_size=POOL,
            max_overflow=0,
            pool_pre_ping=True,
            json_serializer=to_json,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        self._presence: AsyncConnection | None = None
        self._stopping = False
        self._snapshots = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @asynccontextmanager
    async def writing(self, person: bool, committed: Callable[[], None]) -> AsyncIterator[Connection]:
        try:
            connection = await self._reached(person)
            try:
                yield connection
                try:
                    await connection.commit()
                except asyncio.CancelledError:
                    committed()  # it may have: a bell too many does no harm
                    raise
            finally:
                await asyncio.shield(connection.close())
        except BROKEN as error:
            raise explained(self._url, error) from error
        committed()

    async def _reached(self, person: bool) -> AsyncConnection:
        """A connection, as soon as there is one: people are told soon, what nobody waits for must not be lost."""
        loop = asyncio.get_running_loop()
        until, said = loop.time() + (PATIENCE if person else math.inf), False
        while True:
            try:
                return await self.engine.connect()
            except BROKEN as error:
                if self._stopping or loop.time() >= until:
                    raise
                if not said:
                    said = True
                    log.warning("database_away", problem=str(explained(self._url, error)))
            await asyncio.sleep(BETWEEN)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        try:
            async with self._snapshots.connect() as connection:
                yield connection
        except BROKEN as error:
            raise explained(self._url, error) from error

    @asynccontextmanager
    async def alone(self, workspace: str) -> AsyncIterator[bool]:
        """A process that ends, however it ends, leaves the workspace with its connection."""
        here = {"workspace": workspace}
        try:
            session = self._presence = await self._lasting()
            alone = bool(await session.scalar(_ALONE, here))
            yield alone
            await session.execute(_AT_WORK, here)
            if alone:
                await session.execute(_LET_IN, here)
        except OperationalError as error:
            raise explained(self._url, error) from error

    async def _lasting(self) -> AsyncConnection:
        """A connection of its own, never in the middle of a transaction."""
        engine = create_async_engine(
            self._url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        return await engine.connect()

    def sync_url(self) -> URL:
        return self._url

    async def stop(self) -> None:
        self._stopping = True
        if self._presence is not None:
            await self._presence.close()
        await self.engine.dispose()


async def open_postgres(url: URL) -> PostgresBackend:
    """Raises `StorageError` where the server cannot be reached or refuses us."""
    backend = PostgresBackend(url.set(drivername="postgresql+psycopg"))
    try:
        async with backend.engine.connect() as connection:
            await connection.exec_driver_sql("SELECT 1")
    except DBAPIError as error:
        await backend.stop()
        raise explained(url, error) from error
    return backend


def explained(url: URL, error: DBAPIError) -> StorageError:
    """What to do about it, in one sentence and without the password."""
    said = str(error.orig)
    where = f"{url.host or 'this machine'}:{url.port or 5432}"
    if "authentication failed" in said or ("role" in said and "does not exist" in said):
        return StorageError(f"PostgreSQL at {where} refused the user or the password; check both in DATABASE_URL.")
    if "database" in said and "does not exist" in said:
        return StorageError(f'PostgreSQL at {where} has no database "{url.database}"; create it.')
    if "deadlock" in said:
        return StorageError("Two changes stood in each other's way in the database; try again.")
    if getattr(error.orig, "sqlstate", None) == DISK_FULL:
        return StorageError(f"The disk of PostgreSQL at {where} is full; make room on it.")
    if getattr(error.orig, "sqlstate", None):  # the server answered
        return StorageError(f"PostgreSQL at {where} failed ({said.splitlines()[0]}); see its log.")
    return StorageError(f"PostgreSQL at {where} cannot be reached; check that it runs, and DATABASE_URL.")
