"""The one writer on SQLite: changes that arrive together share a commit, and each can still fail alone."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

from sqlalchemy import Connection as SyncConnection

from bot.storage.connection import Connection, Inline, StorageError

SHARED_FOR = 0.02  # seconds for which a transaction takes further changes in
PATIENCE = 5.0  # seconds to wait where another program holds the file


class Batch:
    """A transaction that several changes share; `error` says why none of them was kept."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.error: Exception | None = None
        self.committed: list[Callable[[], None]] = []


class Turn:
    """A change that waits: `granted` holds its batch once it may go, `left` is set when its block has ended."""

    def __init__(self) -> None:
        self.granted: asyncio.Future[Batch] = asyncio.get_running_loop().create_future()
        self.left = asyncio.Event()
        self.task = asyncio.current_task()


class Writer:
    """Grants turns, people's before the rest, within one transaction until it is 20 ms old or nobody waits."""

    def __init__(self, connection: SyncConnection, raw: sqlite3.Connection) -> None:
        self._db = Inline(connection)
        self._raw = raw
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")
        self._people: deque[Turn] = deque()
        self._others: deque[Turn] = deque()
        self._arrived = asyncio.Event()
        self._running: Turn | None = None
        self._stopping = False
        self.commits = 0
        self._work = asyncio.create_task(self._serve(), name="sqlite writer")

    @asynccontextmanager
    async def change(self, person: bool, committed: Callable[[], None]) -> AsyncIterator[Connection]:
        turn = self._queue(person)
        try:
            batch = await turn.granted
            self._raw.execute("SAVEPOINT change")
            try:
                yield self._db
                self._raw.execute("RELEASE change")
            except BaseException:
                self._undo(batch)
                raise
            batch.committed.append(committed)
        finally:
            turn.left.set()
        await batch.over.wait()
        if batch.error:
            raise StorageError(
                f"The database could not keep a change ({batch.error}). Check the disk."
            ) from batch.error

    def _queue(self, person: bool) -> Turn:
        if self._stopping:
            raise StorageError("The database is closed.")
        running = self._running
        if running and not running.left.is_set() and running.task is asyncio.current_task():
            raise RuntimeError("a change inside a change would wait for itself")
        turn = Turn()
        (self._people if person else self._others).append(turn)
        self._arrived.set()
        return turn

    def _undo(self, batch: Batch) -> None:
        """Take back one change only; some failures (a full disk) have taken back the whole transaction already."""
        try:
            self._raw.execute("ROLLBACK TO change")
            self._raw.execute("RELEASE change")
        except sqlite3.Error as error:
            batch.error = error

    async def stop(self) -> None:
        """Finish what was asked for, then end."""
        self._stopping = True
        self._arrived.set()
        await self._work
        self._thread.shutdown()

    async def _serve(self) -> None:
        while True:
            turn = self._next()
            if turn is None:
                if self._stopping:
                    return
                self._arrived.clear()
                await self._arrived.wait()
                continue
            batch = Batch()
            try:
                await self._transact(turn, batch)
            except Exception as error:  # the edge of the loop: whatever it is, nobody may wait for ever
                batch.error = error
                self._abort(turn, error)
            batch.over.set()

    def _next(self) -> Turn | None:
        for waiting in (self._people, self._others):
            while waiting:
                turn = waiting.popleft()
                if not turn.granted.done():  # it was not cancelled while it waited
                    return turn
        return None

    async def _transact(self, first: Turn, batch: Batch) -> None:
        await self._begin()
        loop = asyncio.get_running_loop()
        until = loop.time() + SHARED_FOR
        turn: Turn | None = first
        while turn is not None:
            await self._run(turn, batch)
            turn = self._next() if batch.error is None and loop.time() < until else None
        if batch.error is None:
            await loop.run_in_executor(self._thread, self._raw.commit)
            self.commits += 1
            for committed in batch.committed:
                loop.call_soon(committed)  # what it does must not disturb the writer
        elif self._raw.in_transaction:
            self._raw.rollback()

    async def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        give_up = loop.time() + PATIENCE
        while True:
            try:
                self._raw.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or loop.time() > give_up:
                    raise
            await asyncio.sleep(0.01)

    async def _run(self, turn: Turn, batch: Batch) -> None:
        if turn.granted.done():  # cancelled meanwhile
            return
        self._running = turn
        turn.granted.set_result(batch)
        await turn.left.wait()
        self._running = None
        if batch.error is None and not self._raw.in_transaction:
            batch.error = sqlite3.OperationalError("the transaction was lost")

    def _abort(self, turn: Turn, error: Exception) -> None:
        self._running = None
        if not turn.granted.done():
            turn.granted.set_exception(StorageError(f"The database is held by another program ({error}). Close it."))
        with suppress(sqlite3.Error):
            self._raw.rollback()
