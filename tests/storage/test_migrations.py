"""Migrations lead to exactly the tables that the statements are written for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from bot.storage import StorageError, open_store, schema
from bot.storage.tables import METADATA
from tests.fakes import FrozenClock, SilentAlarm
from tests.storage.databases import BOTH


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.db'}"
    else:
        yield request.getfixturevalue("postgres_url")


async def test_migrating_brings_an_empty_database_to_the_newest_schema_and_twice_is_fine(empty_url: str) -> None:
    store = await open_store(empty_url, SilentAlarm(), FrozenClock(), "T0ACME")
    assert not await store.migrated()
    await store.migrate()
    assert await store.migrated()
    await store.migrate()
    await schema.migrate(store.backend.sync_url())
    assert await store.schema_is_current()
    await store.stop()


async def test_the_migrated_schema_is_the_one_of_the_tables(empty_url: str) -> None:
    store = await open_store(empty_url, SilentAlarm(), FrozenClock(), "T0ACME")
    await store.migrate()
    engine = create_engine(store.backend.sync_url())
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()
    await store.stop()


async def test_a_database_of_a_newer_version_is_refused(empty_url: str) -> None:
    store = await open_store(empty_url, SilentAlarm(), FrozenClock(), "T0ACME")
    await store.migrate()
    engine = create_engine(store.backend.sync_url())
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert not await store.migrated()
    with pytest.raises(StorageError, match="newer Mentiondesk"):
        await store.migrate()
    await store.stop()


def test_the_newest_migration_is_the_one_that_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


async def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    store = await open_store(empty_url, SilentAlarm(), FrozenClock(), "T0ACME")
    engine = create_engine(store.backend.sync_url())
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (id INTEGER)")  # it stands in the way of the last step
    with pytest.raises(StorageError, match="notes"):
        await store.migrate()
    assert inspect(engine).get_table_names() == ["notes"]
    engine.dispose()
    await store.stop()
