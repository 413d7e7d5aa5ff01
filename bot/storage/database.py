"""The storage as the rest sees it: opened by its address, with changes, reads and migrations."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.ports.alarm import Alarm
from bot.ports.clock import Clock
from bot.storage import schema
from bot.storage.changes import StoredChange
from bot.storage.connection import Backend, Connection, StorageError
from bot.storage.postgres import open_postgres
from bot.storage.queries.reads import Reads
from bot.storage.sqlite import must_be_usable, open_sqlite
from bot.storage.work import Bells, Memory

HOW = "DATABASE_URL must look like sqlite:///mentiondesk.db or postgresql://user:password@host/name."


class Storage(Reads):
    """The ports `Store` and `Queries`. Rows belong to `workspace`, Slack's team id; set it before the first use."""

    def __init__(self, backend: Backend, alarm: Alarm, clock: Clock, workspace: str) -> None:
        self.backend = backend
        self.workspace = workspace
        self._alarm = alarm
        self._clock = clock
        self._memory = Memory()
        self._unkept = False

    @asynccontextmanager
    async def change(self, key: str = "", *, person: bool = True) -> AsyncIterator[StoredChange]:
        change = StoredChange(self.workspace, self._clock, Bells(self._alarm), self._memory)
        try:
            async with self.backend.writing(person, change.committed) as db:
                await change.begin(db, key)
                yield change
        except StorageError:
            self._unkept = True
            raise
        self._unkept = False

    def alone(self) -> AbstractAsyncContextManager[bool]:
        """Whether no other process is at work in the workspace; none begins before the block is left."""
        return self.backend.alone(self.workspace)

    def _reading(self) -> AbstractAsyncContextManager[Connection]:
        return self.backend.reading()

    async def migrate(self) -> None:
        """Raises `StorageError` where the database is newer than this program."""
        if not await self.schema_is_current():
            await schema.migrate(self.backend.sync_url())

    async def schema_is_current(self) -> bool:
        async with self._reading() as db:
            return await schema.version_of(db) == schema.NEWEST

    async def schema_is_missing(self) -> bool:
        """Whether nothing has been set up yet."""
        async with self._reading() as db:
            return await schema.version_of(db) is None

    async def schema_is_newer(self) -> bool:
        """Whether a later version of this program has been at this database."""
        async with self._reading() as db:
            return (await schema.version_of(db) or "") > schema.NEWEST

    async def migrated(self) -> bool:
        """Raises `StorageError` where the database cannot be read, or could not be written and still cannot."""
        if self._unkept:
            async with self.change(f"written:{self._clock.now().isoformat()}"):
                pass  # the key itself is something to write
        return await self.schema_is_current()

    async def stop(self) -> None:
        """Finish the changes that are under way, and close."""
        await self.backend.stop()


async def open_store(url: str, alarm: Alarm, clock: Clock, workspace: str = "") -> Storage:
    """Raises `StorageError`, with a sentence that says what to do."""
    return Storage(await _backend(_address(url)), alarm, clock, workspace)


def not_there_yet(url: str) -> Path | None:
    """The file of a SQLite database that the first start will make. Raises `StorageError` where it could not."""
    address = _address(url)
    if address.drivername != "sqlite" or not address.database or address.database == ":memory:":
        return None
    file = Path(address.database)
    must_be_usable(file)
    return None if file.exists() else file


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        raise StorageError(HOW) from None  # the cause would show the address, and so the password


async def _backend(url: URL) -> Backend:
    if url.drivername in ("postgresql", "postgres"):
        return await open_postgres(url)
    if url.drivername != "sqlite":
        raise StorageError(HOW)
    if not url.database or url.database == ":memory:":
        raise StorageError("A database in memory would lose every case; name a file, as in sqlite:///mentiondesk.db.")
    return open_sqlite(Path(url.database))
