"""A SQLite connection whose statements run right here, on the event loop, as they were compiled once.

A statement on an index takes microseconds. Handing it to a thread and back takes several times as long, and so does
what an engine does around each. Only what waits for the disk, the commit, leaves the loop.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from operator import itemgetter
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

from bot.storage.connection import Found
from bot.storage.rowset import Rowset

Row = tuple[Any, ...]
Given = Mapping[str, Any]
Process = Callable[[Any], Any]
KEPT = 1_000  # compiled statements


class Inline:
    def __init__(self, connection: SyncConnection, raw: sqlite3.Connection) -> None:
        self._connection = connection
        self._raw = raw
        self._dialect = _DIALECTS.setdefault(type(connection.dialect), connection.dialect)

    async def execute(self, statement: Executable, parameters: Any = None) -> Found:
        many = isinstance(parameters, list)
        names = tuple((parameters[0] if many else parameters) or ())
        compiled = _compiled(statement, names, self._dialect)
        if compiled is None:
            return self._connection.execute(statement, parameters)
        return compiled.run(self._raw, parameters if many else [parameters or {}])


_DIALECTS: dict[type[Dialect], Dialect] = {}
"""The first of each kind stands for all in this process, so that a second connection finds what is compiled."""


@lru_cache(KEPT)
def _compiled(statement: Executable, names: tuple[str, ...], dialect: Dialect) -> "Compiled | Listed | None":
    """None for what is the engine's: text, and mistakes."""
    if not isinstance(statement, ClauseElement):
        return None
    made = statement.compile(dialect=dialect, column_keys=list(names))
    if not isinstance(made, SQLCompiler) or made.compile_state is None or made.prefetch:
        return None
    if {name for name in made.positiontup or () if made.binds[name].required} - set(names):
        return None
    lists = [made.bind_names[each] for each in made.post_compile_params if each.required]
    return Listed(made, lists) if lists else Compiled(made)


class Compiled:
    """SQL with what becomes of each parameter on its way in, and of each column on its way out."""

    def __init__(self, made: SQLCompiler, lists: Given = MappingProxyType({})) -> None:
        spread = made.construct_expanded_state({**made.params, **lists})
        names = spread.positiontup or []
        self._sql = spread.statement
        self._dialect = made.dialect
        given = {name for name, bind in made.binds.items() if bind.required}
        self._fixed = {name: value for name, value in spread.parameters.items() if name not in given}
        self._take = _taking(names)
        processes = {**made._bind_processors, **spread.processors}
        self._into = [(at, cast(Process, processes[name])) for at, name in enumerate(names) if name in processes]
        columns = made._result_columns
        names = [column.keyname for column in columns]
        kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # mypy knows none but literal names
        self._row: Callable[[Row], Row] | None = kind._make if columns else None
        outof = ((at, column.type._cached_result_processor(made.dialect, None)) for at, column in enumerate(columns))
        self._outof: list[tuple[int, Process]] = [(at, process) for at, process in outof if process]
        self.parts = spread.parameter_expansion

    def run(self, raw: sqlite3.Connection, given: Sequence[Given]) -> Found:
        """Once for each of the parameters, with all the rows that come back."""
        fixed = self._fixed
        values = _processed([self._take({**fixed, **each} if fixed else each) for each in given], self._into)
        rows: list[Row] = []
        try:
            if self._row:
                for each in values:
                    rows += raw.execute(self._sql, each)
            else:
                raw.executemany(self._sql, values)
        except sqlite3.Error as error:
            told: Exception = DBAPIError.instance(self._sql, values, error, sqlite3.Error, dialect=self._dialect)
            raise told from error
        return Rowset(list(map(self._row, _processed(rows, self._outof))) if self._row else [])


class Listed:
    """A statement that is given lists: compiled for lengths of a power of two, which a list is filled up to."""

    def __init__(self, made: SQLCompiler, lists: Sequence[str]) -> None:
        self._made = made
        self._lists = lists
        self._of: dict[tuple[int, ...], Compiled] = {}

    def run(self, raw: sqlite3.Connection, given: Sequence[Given]) -> Found:
        [each] = given
        lists = {name: _filled(each[name]) for name in self._lists}
        lengths = tuple(map(len, lists.values()))
        if lengths not in self._of:
            self._of[lengths] = Compiled(self._made, lists)
        compiled = self._of[lengths]
        spread = (zip(compiled.parts[name], _flat(values), strict=True) for name, values in lists.items())
        return compiled.run(raw, [{**each, **dict(chain.from_iterable(spread))}])


def _filled(values: Sequence[Any]) -> list[Any]:
    """With the last one repeated, which makes no difference to whether something is in the list."""
    missing = (1 << (len(values) - 1).bit_length()) - len(values) if values else 0
    return [*values, *repeat(values[-1], missing)] if missing else list(values)


def _flat(values: Sequence[Any]) -> Sequence[Any]:
    return list(chain.from_iterable(values)) if values and isinstance(values[0], tuple) else values


def _taking(names: Sequence[str]) -> Callable[[Given], Row]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda given: tuple(given[name] for name in names)


def _processed(rows: list[Row], processes: Sequence[tuple[int, Process]]) -> list[Row]:
    """Column by column, which is quicker than row by row."""
    if not rows or not processes:
        return rows
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for at, process in processes:
        columns[at] = map(process, columns[at])
    return list(zip(*columns, strict=True))
