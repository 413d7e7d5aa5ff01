"""What a statement runs on: the same `execute` for both databases, and the sentence when a database fails."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy import Executable
from sqlalchemy.engine import URL

from bot.ports.faults import Fault


class StorageError(Fault):
    """The database fails us. `str(error)` is one plain sentence that says what to do, without the password."""


class Column(Protocol):
    def __iter__(self) -> Iterator[Any]: ...
    def all(self) -> Sequence[Any]: ...
    def first(self) -> Any: ...


class Found(Protocol):
    """What a statement found, read as SQLAlchemy's `Result` is."""

    def __iter__(self) -> Iterator[Any]: ...
    def all(self) -> Sequence[Any]: ...
    def first(self) -> Any: ...
    def one(self) -> Any: ...
    def one_or_none(self) -> Any: ...
    def scalars(self) -> Column: ...
    def scalar_one(self) -> Any: ...
    def scalar_one_or_none(self) -> Any: ...


class Connection(Protocol):
    async def execute(self, statement: Executable, parameters: Any = None) -> Found: ...


class Backend(Protocol):
    """A database that is open: transactions for changes, and snapshots for reads."""

    def writing(self, person: bool, committed: Callable[[], None]) -> AbstractAsyncContextManager[Connection]:
        """A transaction that has committed when its block is left; `committed` is called right then."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Connection]: ...

    def alone(self, workspace: str) -> AbstractAsyncContextManager[bool]:
        """Whether no other process is at work in the workspace; none begins before the block is left."""
        ...

    def sync_url(self) -> URL:
        """The address for a plain, blocking engine, as alembic wants one."""
        ...

    async def stop(self) -> None: ...
