"""The one writer on SQLite: changes that arrive together share a commit, and each can still fail alone."""

import asyncio
import math
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

import structlog
from sqlalchemy import Connection as SyncConnection

from bot.storage.connection import Connection, StorageError
from bot.storage.inline import Inline

log = structlog.get_logger()

SHARED_FOR = 0.02  # seconds for which a transaction takes further changes in

# Where another program holds the file, a person is told so while Slack still listens (three seconds). What nobody
# waits for (a mention that was read, the outcome of a send) must not be lost: it waits for as long as it takes.
PATIENCE = 2.0
HELD = "Another program holds the database; end it, or wait until it is done."
LAST_PATIENCE = 1.0  # seconds for everybody, once we are to end


class Batch:
    """A transaction that several changes share; `error` says why none of them was kept."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.error: Exception | None = None
        self.committed: list[Callable[[], None]] = []


class Turn:
    """A change that waits: `granted` holds its batch once it may go, `left` is set when its block has ended."""

    def __init__(self, person: bool) -> None:
        self.until = asyncio.get_running_loop().time() + PATIENCE if person else math.inf
        self.granted: asyncio.Future[Batch] = asyncio.get_running_loop().create_future()
        self.left = asyncio.Event()
        self.task = asyncio.current_task()


class Writer:
    """Grants turns, people's before the rest, within one transaction until it is 20 ms old or nobody waits."""

    def __init__(
        self, connection: SyncConnection, raw: sqlite3.Connection, explained: Callable[[sqlite3.Error], StorageError]
    ) -> None:
        self._db = Inline(connection, raw)
        self._raw = raw
        self._explained = explained
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
        if isinstance(batch.error, sqlite3.Error):
            raise self._explained(batch.error) from batch.error
        if batch.error:
            raise StorageError(f"The database could not keep a change ({batch.error}).") from batch.error

    def _queue(self, person: bool) -> Turn:
        if self._stopping:
            raise StorageError("The database is closed.")
        running = self._running
        if running and not running.left.is_set() and running.task is asyncio.current_task():
            raise RuntimeError("a change inside a change would wait for itself")
        turn = Turn(person)
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
        last = asyncio.get_running_loop().time() + LAST_PATIENCE
        for turn in (*self._people, *self._others):
            turn.until = min(turn.until, last)
        self._arrived.set()
        await self._work
        self._thread.shutdown()

    async def _serve(self) -> None:
        while True:
            if not self._anybody():
                if self._stopping:
                    return
                self._arrived.clear()
                await self._arrived.wait()
                continue
            try:
                begun = await self._begin()
            except sqlite3.Error as error:
                self._refuse(self._explained(error))
                continue
            if begun:
                batch = Batch()
                await self._transact(batch)
                batch.over.set()

    def _anybody(self) -> bool:
        """Whether somebody waits; forgets those who were cancelled meanwhile."""
        for waiting in (self._people, self._others):
            while waiting and waiting[0].granted.done():
                waiting.popleft()
        return bool(self._people or self._others)

    def _next(self) -> Turn | None:
        if not self._anybody():
            return None
        return (self._people or self._others).popleft()

    async def _begin(self) -> bool:
        """Open a transaction as soon as the file is free; False where nobody waits for one any more."""
        loop = asyncio.get_running_loop()
        begun, said = loop.time(), False
        while self._anybody():
            try:
                self._raw.execute("BEGIN IMMEDIATE")
                return True
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
            self._refuse(StorageError(HELD), before=loop.time())
            if not said and loop.time() - begun > PATIENCE:
                said = True
                log.warning("database_held", problem=HELD)
            await asyncio.sleep(0.01)
        return False

    def _refuse(self, error: StorageError, before: float = math.inf) -> None:
        """Tell those whose patience ends `before` this moment."""
        for turn in (*self._people, *self._others):
            if turn.until <= before and not turn.granted.done():
                turn.granted.set_exception(error)

    async def _transact(self, batch: Batch) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + SHARED_FOR
        turn = self._next()
        try:
            while turn is not None:
                await self._run(turn, batch)
                turn = self._next() if batch.error is None and loop.time() < until else None
            if batch.error is None:
                await loop.run_in_executor(self._thread, self._raw.commit)
        except Exception as error:  # the edge of the loop: whatever it is, nobody may wait for ever
            batch.error = error
        if batch.error is not None:
            self._running = None
            with suppress(sqlite3.Error):
                self._raw.rollback()
            return
        self.commits += 1
        for committed in batch.committed:
            loop.call_soon(committed)  # what it does must not disturb the writer

    async def _run(self, turn: Turn, batch: Batch) -> None:
        if turn.granted.done():  # cancelled meanwhile
            return
        self._running = turn
        turn.granted.set_result(batch)
        await turn.left.wait()
        self._running = None
        if batch.error is None and not self._raw.in_transaction:
            batch.error = sqlite3.OperationalError("the transaction was lost")
