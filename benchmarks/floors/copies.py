"""The least that keeps what the bot keeps of mentions: its own rows once more, in batches, by sqlite3 alone.

Nothing is read, decided or drawn up: the rows are those that the bot wrote, into tables and indexes as it has them, as
safe on the disk, and committed as often.
"""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

Rows = list[tuple[object, ...]]
ONCE = ("workspaces", "accounts", "people", "lanes")  # what the tables below refer to
OF_A_CASE = {"cases": "id", "posts": "case_id", "events": "case_id", "timers": "case_id", "deliveries": "case_id"}


def rate(kept: Path, file: Path, cases: Sequence[int], at_once: int) -> float:
    """Mentions made durable in a second: those of these cases in `kept`, written into `file`, so many a commit."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as original:
            _prepare(database, original)
            batches = [_rows(original, cases[at : at + at_once]) for at in range(0, len(cases), at_once)]
        begun = time.perf_counter()
        for batch in batches:
            database.execute("BEGIN IMMEDIATE")
            for statement, rows in batch:
                database.executemany(statement, rows)
            database.execute("COMMIT")
        return len(cases) / (time.perf_counter() - begun)


def _prepare(database: sqlite3.Connection, original: sqlite3.Connection) -> None:
    """The same schema, with all that is there once for many cases."""
    made = original.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    for [statement] in made.fetchall():
        database.execute(statement)
    for table in ONCE:
        rows = original.execute(f"SELECT * FROM {table}").fetchall()
        if rows:
            database.executemany(_insert(table, rows), rows)


def _rows(original: sqlite3.Connection, cases: Sequence[int]) -> list[tuple[str, Rows]]:
    """An insert for each table with its rows."""
    found: list[tuple[str, Rows]] = []
    for table, column in OF_A_CASE.items():
        of_each = (original.execute(f"SELECT * FROM {table} WHERE {column} = ?", (case,)).fetchall() for case in cases)
        rows = list(chain.from_iterable(of_each))
        found.append((_insert(table, rows), rows))
    return found


def _insert(table: str, rows: Rows) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})"
