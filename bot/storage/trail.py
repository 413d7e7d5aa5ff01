"""The audit trail, read from its beginning to its end beside a bot that goes on working."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, create_engine, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.storage.columns import NEVER
from bot.storage.connection import StorageError
from bot.storage.database import HOW
from bot.storage.postgres import explained
from bot.storage.tables import cases, events

PAGE = 1_000
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_PAGE = (
    select(events, cases.c.number)
    .join(cases, cases.c.id == events.c.case_id)
    .where(events.c.id > bindparam("after"), events.c.at >= bindparam("since"), events.c.at < bindparam("until"))
    .order_by(events.c.id)
    .limit(PAGE)
)
_PAGE_OF_A_CASE = _PAGE.where(cases.c.number == bindparam("number"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One step: to which case (by its number), when, what, by whom (None: the customer or the clock), with details."""

    id: int
    workspace: str
    case: int
    at: datetime
    what: str
    by: str | None
    details: dict[str, Any]


def audit_trail(
    url: str, *, since: datetime | None = None, until: datetime | None = None, number: int | None = None
) -> Iterator[Recorded]:
    """Every step in the order in which it was recorded, from `since` until before `until`. Raises `StorageError`."""
    engine = _reading(url)
    try:
        with engine.connect() as db:
            yield from _pages(db, {"since": since or BEGINNING, "until": until or NEVER, "number": number})
    except DBAPIError as error:
        raise _explained(make_url(url), error) from None
    finally:
        engine.dispose()


def _pages(db: Connection, wanted: dict[str, Any]) -> Iterator[Recorded]:
    statement, after = _PAGE if wanted["number"] is None else _PAGE_OF_A_CASE, 0
    while rows := db.execute(statement, {**wanted, "after": after}).all():
        for row in rows:
            yield Recorded(
                id=row.id,
                workspace=row.workspace_id,
                case=row.number,
                at=row.at,
                what=row.kind,
                by=row.by,
                details=row.details,
            )
        after = rows[-1].id
        db.rollback()  # no snapshot is held longer than a page, so that the bot's own upkeep is not held up


def _explained(url: URL, error: DBAPIError) -> StorageError:
    if url.drivername != "sqlite":
        return explained(url, error)
    if "no such table" in str(error.orig):
        return StorageError(f"The database {url.database} has not been set up; run `python -m bot migrate`.")
    return StorageError(f"{url.database} cannot be read ({error.orig}); check that it is Mentiondesk's database.")


def _reading(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError:
        raise StorageError(HOW) from None
    if url.drivername in ("postgresql", "postgres"):
        return create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ")
    if url.drivername != "sqlite" or not url.database:
        raise StorageError(HOW)
    return _reading_file(Path(url.database))


def _reading_file(file: Path) -> Engine:
    """Beside the process that owns the file: readers of SQLite's log keep nobody from writing."""
    if not file.is_file():
        raise StorageError(f"There is no database at {file}; check DATABASE_URL.")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    return create_engine("sqlite://", creator=connect)
