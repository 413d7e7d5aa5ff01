"""A database with many cases in it, made by copying the first one as often as wanted, in SQL.

The bot itself made the first case: a mention with its card, and a reply to it. A copy has the post, the reply, both
events, and the card with its delivery. A hundredth of the copies is open, each with its clocks far off.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

HASTY = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -200000")
DAY = 86_400 * 1_000_000  # microseconds, in which times are stored
NEVER = 253_402_214_400_000_000
OPEN_ONE_IN = 100

# What differs from copy to copy: `n` numbers them, and is the id of everything in a copy; `t` is the row copied.
_RESOLVED = f"n % {OPEN_ONE_IN} > 0"
_STORED: dict[str, dict[str, str]] = {
    "cases": {
        "id": "n",
        "number": "n",
        "conversation": "'stored' || n",
        "headline": "'@acmeair stored complaint ' || n",
        "status": f"CASE WHEN {_RESOLVED} THEN 'resolved' ELSE 'claimed' END",
        "owner": "'U0COLLEAGUE' || (n % 10)",
        "waiting_for": "NULL",
        "opened_at": f"t.opened_at - {DAY} - n * 1000000",
        "resolved_at": f"CASE WHEN {_RESOLVED} THEN t.opened_at - {DAY} - n * 900000 END",
        "due": "NULL",
        "at_risk": "NULL",
        "sort_due": str(NEVER),
    },
    "posts": {
        "id": "n",
        "post_id": "'stored' || n",
        "case_id": "n",
        "created_at": f"t.created_at - {DAY} - n * 1000000",
        "text": "'@acmeair stored complaint ' || n || ': nobody has found my bag, and nobody answers the phone!'",
    },
    "replies": {
        "id": "n",
        "case_id": "n",
        "posted_id": "'reply' || n",
        "posted_at": f"t.posted_at - {DAY} - n * 900000",
    },
    "events": {"id": "NULL", "case_id": "n", "at": f"t.at - {DAY} - n * 900000"},
    "messages": {"id": "NULL", "case_id": "n", "subject": "'card:' || n", "ts": "(1400000000 + n) || '.000100'"},
    "deliveries": {"id": "NULL", "case_id": "n", "subject": "'card:' || n", "key": "hex(randomblob(16))"},
}
_ONLY = {
    "events": "kind IN ('CaseOpened', 'ReplyPosted')",
    "messages": "subject = 'card:1'",
    "deliveries": "subject = 'card:1' AND does = 'post'",
}
_WAITING: dict[str, dict[str, str]] = {
    "cases": {
        **_STORED["cases"],
        "status": "'new'",
        "owner": "NULL",
        "opened_at": "t.opened_at",
        "resolved_at": "NULL",
        "channel": "c.channel",
    },
    "posts": _STORED["posts"],
    "deliveries": {
        **_STORED["deliveries"],
        "state": "'ready'",
        "channel": "c.channel",
        "lane": "t.workspace_id || '/post/' || c.channel",
    },
}


def store(database: Path, cases: int) -> None:
    """So many copies of the first case, none of which needs anything done."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        for pragma in HASTY:
            db.execute(f"PRAGMA {pragma}")
        _number(db, cases)
        for table, changes in _STORED.items():
            _copy(db, table, changes)
        _count(db)


def put_in_line(database: Path, cards: int, channels: Sequence[str]) -> None:
    """So many copies more, whose cards wait to be sent, in turn into each of these channels."""
    with closing(sqlite3.connect(database)) as db:
        _number(db, cards)
        db.execute("CREATE TEMP TABLE c (at INTEGER PRIMARY KEY, channel TEXT)")
        db.executemany("INSERT INTO c VALUES (?, ?)", enumerate(channels))
        for channel in channels:
            _lane(db, channel)
        for table, changes in _WAITING.items():
            _copy(db, table, changes, f"JOIN c ON c.at = n % {len(channels)}")
        _count(db)
        db.commit()


def forget_clicks(database: Path) -> None:
    """Each sandbox numbers its windows from one, and would seem to repeat what another one said."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("DELETE FROM change_keys")
        db.commit()


def _number(db: sqlite3.Connection, copies: int) -> None:
    [[last]] = db.execute("SELECT max(id) FROM cases").fetchall()
    db.execute("CREATE TEMP TABLE copies (n INTEGER PRIMARY KEY)")
    db.execute(
        "WITH RECURSIVE more (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM more LIMIT ?) "
        "INSERT INTO copies SELECT n FROM more",
        (last + 1, copies),
    )


def _copy(db: sqlite3.Connection, table: str, changes: Mapping[str, str], beside: str = "") -> None:
    columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})").fetchall()]
    values = ", ".join(changes.get(name, f"t.{name}") for name in columns)
    first = "id = 1" if table == "cases" else f"case_id = 1 AND {_ONLY.get(table, 'TRUE')}"
    db.execute(f"INSERT INTO {table} SELECT {values} FROM copies {beside} JOIN (SELECT * FROM {table} WHERE {first}) t")


def _lane(db: sqlite3.Connection, channel: str) -> None:
    columns = [name for _, name, *_ in db.execute("PRAGMA table_info(lanes)").fetchall()]
    lane = {"name": f"workspace_id || '/post/{channel}'", "tat": "NULL", "next_at": "NULL", "held_until": "NULL"}
    values = ", ".join(lane.get(name, name) for name in columns)
    db.execute(f"INSERT OR IGNORE INTO lanes SELECT {values} FROM lanes LIMIT 1")


def _count(db: sqlite3.Connection) -> None:
    db.execute("DROP TABLE copies")
    db.execute("UPDATE workspaces SET last_number = (SELECT max(number) FROM cases)")
