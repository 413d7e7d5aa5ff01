"""A SQLite connection whose statements run right here, on the event loop, as they were compiled once.

A statement on an index takes microseconds. Handing it to a thread and back takes several times as long, and so does
what an engine does around each. Only what waits for the disk, the commit, leaves the loop.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Executable
from sqlalchemy.engine import IteratorResult, Result
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

Row = tuple[Any, ...]
Process = Callable[[Any], Any]
KEPT = 1_000  # compiled statements


class Inline:
    def __init__(self, connection: SyncConnection, raw: sqlite3.Connection) -> None:
        self._connection = connection
        self._raw = raw
        self._compiled = lru_cache(KEPT)(self._compile)

    async def execute(self, statement: Executable, parameters: Any = None) -> Result[Any]:
        many = isinstance(parameters, list)
        names = tuple((parameters[0] if many else parameters) or ())
        compiled = self._compiled(statement, names)
        if compiled is None:
            return self._connection.execute(statement, parameters)
        return compiled.run(self._raw, *(parameters if many else [parameters or {}]))

    def _compile(self, statement: Executable, names: tuple[str, ...]) -> "Compiled | None":
        """None for what is the engine's: text, lists of any length, and mistakes."""
        if not isinstance(statement, ClauseElement):
            return None
        made = statement.compile(dialect=self._connection.dialect, column_keys=list(names))
        if not isinstance(made, SQLCompiler) or made.compile_state is None:
            return None
        if made.post_compile_params or made.prefetch:
            return None
        missing = {name for name in made.positiontup or () if made.binds[name].required} - set(names)
        return None if missing else Compiled(made, self._connection.dialect)


class Compiled:
    """SQL with what becomes of each parameter on its way in, and of each column on its way out."""

    def __init__(self, made: SQLCompiler, dialect: Dialect) -> None:
        self._sql = str(made)
        self._dialect = dialect
        names, processes = made.positiontup or [], made._bind_processors
        self._fixed = {name: made.params[name] for name in names if not made.binds[name].required}
        self._take = _taking(names)
        self._into = [(at, cast(Process, processes[name])) for at, name in enumerate(names) if name in processes]
        columns = made._result_columns
        self._columns = SimpleResultMetaData([column.keyname for column in columns]) if columns else None
        outof = ((at, column.type._cached_result_processor(dialect, None)) for at, column in enumerate(columns))
        self._outof: list[tuple[int, Process]] = [(at, process) for at, process in outof if process]

    def run(self, raw: sqlite3.Connection, *given: Mapping[str, Any]) -> Result[Any]:
        """Once for each of the parameters, with all the rows that come back."""
        values = [self._values(each) for each in given]
        rows: list[Row] = []
        try:
            if self._columns:
                for each in values:
                    rows += raw.execute(self._sql, each)
            else:
                raw.executemany(self._sql, values)
        except sqlite3.Error as error:
            raise self._told(error, values) from error
        return self._result(rows)

    def _values(self, given: Mapping[str, Any]) -> Row:
        return _processed(self._take({**self._fixed, **given} if self._fixed else given), self._into)

    def _result(self, rows: list[Row]) -> Result[Any]:
        if self._outof:
            rows = [_processed(row, self._outof) for row in rows]
        return IteratorResult(self._columns or _NOTHING, iter(rows))

    def _told(self, error: sqlite3.Error, values: Any) -> Exception:
        told: Exception = DBAPIError.instance(self._sql, values, error, sqlite3.Error, dialect=self._dialect)
        return told


def _taking(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Row]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: tuple(given[name] for name in names)


def _processed(row: Row, processes: Sequence[tuple[int, Process]]) -> Row:
    values = list(row)
    for at, process in processes:
        values[at] = process(values[at])
    return tuple(values)


_NOTHING = SimpleResultMetaData([])
