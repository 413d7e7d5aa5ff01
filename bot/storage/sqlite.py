"""SQLite as a backend: one file, one process, one writer, and reads that nobody keeps waiting."""

import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from sqlalchemy import Engine, StaticPool, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from bot.storage.columns import to_json
from bot.storage.connection import Connection, StorageError
from bot.storage.inline import Inline
from bot.storage.writer import Writer

PATIENCE = 5.0  # seconds that opening waits where another program holds the file


class SqliteBackend:
    def __init__(self, file: Path, lock: TextIO, write: sqlite3.Connection, read: sqlite3.Connection) -> None:
        self._file = file
        self._lock = lock
        self._read = read
        self.raw = (write, read)
        self._engines = (_engine(write), _engine(read))
        self._connections = tuple(engine.connect() for engine in self._engines)
        self._reader = Inline(self._connections[1], read)
        self.writer = Writer(self._connections[0], write, partial(_explained, file))

    @asynccontextmanager
    async def writing(self, person: bool, committed: Callable[[], None]) -> AsyncIterator[Connection]:
        with self._explaining():
            async with self.writer.change(person, committed) as db:
                yield db

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A snapshot. Reads never give the loop away, so one connection serves them all, whatever the writer does."""
        with self._explaining():
            self._read.execute("BEGIN")
            try:
                yield self._reader
            finally:
                self._read.rollback()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if not isinstance(error.orig, sqlite3.Error):
                raise
            raise _explained(self._file, error.orig) from error

    @asynccontextmanager
    async def alone(self, workspace: str) -> AsyncIterator[bool]:
        """The lock on the file says so."""
        yield True

    def sync_url(self) -> URL:
        return URL.create("sqlite", database=str(self._file))

    async def stop(self) -> None:
        await self.writer.stop()
        for connection in reversed(self._connections):  # the writer's last: it empties the log into the file
            connection.close()
        for engine in reversed(self._engines):
            engine.dispose()
        self._lock.close()


def open_sqlite(file: Path) -> SqliteBackend:
    """Raises `StorageError` where the file cannot be had, or another process has it. Wants a running loop."""
    must_be_usable(file)
    lock = _locked(file)
    try:
        write = _connect(file, "busy_timeout = 0")  # the writer waits without blocking the loop
        read = _connect(file, "query_only = ON", "busy_timeout = 1000")
    except sqlite3.Error as error:
        lock.close()
        raise _explained(file, error) from error
    return SqliteBackend(file, lock, write, read)


def must_be_usable(file: Path) -> None:
    folder = file.parent
    if not folder.is_dir():
        raise StorageError(f"The folder {folder} for the database does not exist; create it or change DATABASE_URL.")
    if file.is_dir():
        raise StorageError(f"{file} is a folder, not a database file; change DATABASE_URL.")
    if not os.access(folder, os.W_OK | os.X_OK) or (file.exists() and not os.access(file, os.R_OK | os.W_OK)):
        raise StorageError(f"This user may not write {file}; give write permission or change DATABASE_URL.")


def _locked(file: Path) -> TextIO:
    """The operating system's lock that makes this process the only one on the file; it goes with the process."""
    path = file.with_name(file.name + ".lock")
    try:
        lock = path.open("a")
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({error.strerror}); give write permission.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StorageError(
            f"Another Mentiondesk runs on {file} already; stop it first, or use PostgreSQL for several processes."
        ) from error
    return lock


def _connect(file: Path, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -16000",  # KiB
            *pragmas,
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _engine(connection: sqlite3.Connection) -> Engine:
    return create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, json_serializer=to_json)


def _explained(file: Path, error: sqlite3.Error) -> StorageError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the primary code of an extended one
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StorageError(f"{file} is not a SQLite database, or a damaged one; move it away or change DATABASE_URL.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageError(f"Another program holds {file}; close it and start again.")
    if code == sqlite3.SQLITE_FULL:
        return StorageError(f"The disk with {file} is full; make room on it.")
    if code == sqlite3.SQLITE_IOERR:
        return StorageError(f"The disk with {file} does not take what is written ({error}); see whether it is full.")
    if "no such table" in str(error):
        return StorageError(f"The database {file} has not been set up; run `python -m bot migrate`.")
    return StorageError(f"The database {file} failed ({error}); check the file and its disk.")
