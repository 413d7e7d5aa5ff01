"""The least that keeps what the bot keeps of mentions: its own rows once more, in batches, by sqlite3 alone.

Nothing is read, decided or drawn up: the rows are those that the bot wrote, into tables and indexes as it has them, as
safe on the disk, and committed as often.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from benchmarks.stopwatch import Stopwatch

Rows = list[tuple[object, ...]]
ONCE = ("workspaces", "accounts", "people", "lanes")  # what the tables below refer to
OF_A_CASE = {"cases": "id", "posts": "case_id", "events": "case_id", "timers": "case_id", "deliveries": "case_id"}


def spent(kept: Path, file: Path, cases: Sequence[int], at_once: int) -> Stopwatch:
    """What it takes to make mentions durable: those of these cases in `kept`, written into `file`, so many a commit."""
    with opened(kept, file) as (original, database):
        batches = [_rows(original, cases[at : at + at_once]) for at in range(0, len(cases), at_once)]
        with Stopwatch() as spent:
            for batch in batches:
                keep(database, batch)
    return spent


@contextmanager
def opened(kept: Path, file: Path) -> Iterator[tuple[sqlite3.Connection, sqlite3.Connection]]:
    """The database with the bot's rows, and a new one with the same schema and all that is there once for many."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            database.execute(f"PRAGMA {pragma}")
        with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as original:
            _prepare(database, original)
            yield original, database


def keep(database: sqlite3.Connection, batch: Sequence[tuple[str, Rows]]) -> None:
    database.execute("BEGIN IMMEDIATE")
    for statement, rows in batch:
        database.executemany(statement, rows)
    database.execute("COMMIT")


def insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"


def _prepare(database: sqlite3.Connection, original: sqlite3.Connection) -> None:
    made = original.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    for [statement] in made.fetchall():
        database.execute(statement)
    for table in ONCE:
        rows = original.execute(f"SELECT * FROM {table}").fetchall()
        if rows:
            database.executemany(insert(table, len(rows[0])), rows)


def _rows(original: sqlite3.Connection, cases: Sequence[int]) -> list[tuple[str, Rows]]:
    """An insert for each table with its rows."""
    found: list[tuple[str, Rows]] = []
    for table, column in OF_A_CASE.items():
        of_each = (original.execute(f"SELECT * FROM {table} WHERE {column} = ?", (case,)).fetchall() for case in cases)
        rows = list(chain.from_iterable(of_each))
        found.append((insert(table, len(rows[0])), rows))
    return found
