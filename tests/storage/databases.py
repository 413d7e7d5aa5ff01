"""Fixtures: a fresh store on SQLite and on PostgreSQL, copied from a template so that no test waits for migrations."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from bot.storage import Storage, open_store
from tests.fakes import FrozenClock, SilentAlarm
from tests.migrated import empty_database

WORKSPACE = "T0ACME"
BOTH = ["sqlite", "postgres"]


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def alarm() -> SilentAlarm:
    return SilentAlarm()


async def _migrated(url: str) -> None:
    store = await open_store(url, SilentAlarm(), FrozenClock(), WORKSPACE)
    await store.migrate()
    await store.stop()


@pytest.fixture
async def sqlite_url(tmp_path: Path) -> str:
    """The address of a migrated file of our own."""
    (tmp_path / "desk.db").write_bytes(await empty_database())
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
async def migrated_postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """The address of a migrated database of our own."""
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = 'desk_template'").fetchone():
            admin.execute("CREATE DATABASE desk_template")
            await _migrated(_named(postgres_server, "desk_template"))
        admin.execute("CREATE DATABASE desk_copy TEMPLATE desk_template")
    yield _named(postgres_server, "desk_copy")
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute("DROP DATABASE desk_copy WITH (FORCE)")


def _named(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")


@pytest.fixture(params=BOTH)
def migrated_url(request: pytest.FixtureRequest) -> Iterator[str]:
    name = "sqlite_url" if request.param == "sqlite" else "migrated_postgres_url"
    yield request.getfixturevalue(name)


@pytest.fixture
async def store(migrated_url: str, alarm: SilentAlarm, clock: FrozenClock) -> AsyncIterator[Storage]:
    store = await open_store(migrated_url, alarm, clock, WORKSPACE)
    yield store
    await store.stop()


@pytest.fixture
async def sqlite_store(sqlite_url: str, alarm: SilentAlarm, clock: FrozenClock) -> AsyncIterator[Storage]:
    store = await open_store(sqlite_url, alarm, clock, WORKSPACE)
    yield store
    await store.stop()
