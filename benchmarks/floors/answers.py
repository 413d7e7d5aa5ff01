"""The least that makes rows of X's answer: its JSON is read, what a case needs is filled in, and sqlite3 keeps it.

It decides nothing: all that a case does not have from its post is as in the first one that the bot kept.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

from benchmarks.floors.bare import FIELDS
from benchmarks.floors.copies import OF_A_CASE, Rows, insert, keep, opened
from benchmarks.floors.x import Client
from benchmarks.stopwatch import Stopwatch

Json = dict[str, Any]
Row = dict[str, Any]
PAGE = 100
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
PERSON = (
    "INSERT INTO people VALUES (:workspace_id, :network, :id, :handle, :called, :details) "
    "ON CONFLICT DO UPDATE SET handle = excluded.handle, called = excluded.called, details = excluded.details"
)


async def pages(host: str, keys: Sequence[str], user_id: str, posts: int, fields: Json = FIELDS) -> list[bytes]:
    """X's newest mentions, as they come over the wire."""
    client = Client(host, *keys)
    await client.start()
    found: list[bytes] = []
    more: dict[str, str] = {}
    for _ in range(0, posts, PAGE):
        page = await client.get_users_mentions(user_id, max_results=min(PAGE, posts), **fields, **more)
        found.append(json.dumps(page).encode())
        more = {"pagination_token": page["meta"].get("next_token", "")}
    await client.stop()
    return found


def spent(pages: Sequence[bytes], kept: Path, file: Path, at_once: int) -> Stopwatch:
    """What it takes to make the mentions on X's pages durable in `file`, so many a commit."""
    with opened(kept, file) as (original, database):
        first = {table: _first(original, table) for table in (*OF_A_CASE, "people")}
        numbers = {table: 0 for table in first}
        with Stopwatch() as spent:
            for page in map(json.loads, pages):
                users = {user["id"]: user for user in page["includes"]["users"]}
                for at in range(0, len(page["data"]), at_once):
                    keep(database, _batch(page["data"][at : at + at_once], users, first, numbers))
    return spent


def _batch(
    posts: Sequence[Json], users: dict[str, Json], first: dict[str, list[Row]], numbers: dict[str, int]
) -> list[tuple[str, list[Any]]]:
    made: dict[str, Rows] = {table: [] for table in OF_A_CASE}
    people = []
    for post in posts:
        user = users[post["author_id"]]
        people.append(_person(user, first["people"][0]))
        case = numbers["cases"] + 1
        for table, filled in _filled(post, user, case, first).items():
            for row in filled:
                numbers[table] += 1
                made[table].append(tuple({**row, "id": numbers[table]}.values()))
    inserts: list[tuple[str, list[Any]]] = [(insert(table, len(rows[0])), rows) for table, rows in made.items()]
    return [(PERSON, people), *inserts]


def _filled(post: Json, user: Json, case: int, first: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """What differs from post to post, in the rows of one case."""
    written_at = (datetime.fromisoformat(post["created_at"]) - EPOCH) // MICROSECOND
    url = f"https://x.com/{user['username']}/status/{post['id']}"
    handle = {"handle": user["username"], "handle_key": user["username"].casefold()}
    whose = {"author_id": user["id"], "conversation": post["conversation_id"], **handle}
    said = {"text": post["text"], "details": json.dumps({**first["posts"][0]["details"], "url": url})}
    return {
        "cases": [{**first["cases"][0], **whose, "number": case, "headline": post["text"][:200]}],
        "posts": [{**first["posts"][0], **said, "post_id": post["id"], "case_id": case, "created_at": written_at}],
        "events": [{**row, "case_id": case, "details": json.dumps(row["details"])} for row in first["events"]],
        "timers": [{**row, "case_id": case} for row in first["timers"]],
        "deliveries": [
            {**row, "case_id": case, "subject": f"card:{case}", "key": token_hex(16)} for row in first["deliveries"]
        ],
    }


def _person(user: Json, like: Row) -> Row:
    details = {"name": user["name"], "followers": user["public_metrics"]["followers_count"]}
    named = {"id": user["id"], "handle": user["username"], "called": user["username"].casefold()}
    return {**like, **named, "details": json.dumps({**like["details"], **details})}


def _first(original: sqlite3.Connection, table: str) -> list[Row]:
    """The rows of the first case, with what is JSON in them as values."""
    column = OF_A_CASE.get(table)
    found = original.execute(f"SELECT * FROM {table} {f'WHERE {column} = 1' if column else 'LIMIT 1'}")
    names = [column[0] for column in found.description]
    rows: list[Row] = [dict(zip(names, row, strict=True)) for row in found]
    return [{**row, "details": json.loads(row["details"])} if "details" in row else row for row in rows]
