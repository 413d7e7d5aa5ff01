"""The least that keeps mentions: one row each, as safe on the disk as the bot's, and committed as often."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

AT_ONCE = 5  # rows to one commit
TABLE = "CREATE TABLE mentions (id TEXT PRIMARY KEY, author TEXT, text TEXT)"


def rate(file: Path, mentions: int) -> float:
    """Mentions made durable in a second."""
    rows = [(str(number), "a customer", f"@acmeair where is my bag? {number}") for number in range(mentions)]
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute(TABLE)
        begun = time.perf_counter()
        for start in range(0, mentions, AT_ONCE):
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO mentions VALUES (?, ?, ?)", rows[start : start + AT_ONCE])
            database.execute("COMMIT")
        return mentions / (time.perf_counter() - begun)
