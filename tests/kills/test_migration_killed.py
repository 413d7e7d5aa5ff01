"""A migration that is killed half way leaves the database as it was, and the next start brings it up to date."""

import os
import signal
from pathlib import Path

import pytest

from bot.storage import open_store
from tests.fakes import FrozenClock, SilentAlarm
from tests.forked import Forked

ROOT = Path(__file__).parents[2]


async def killed_at(url: str, statement: int, folder: Path) -> None:
    log = folder / "migration.log"
    program = ("-m", "tests.kills.dies_migrating", url, str(statement))
    ended = await Forked.begun(ROOT, os.environ, log, program)
    assert await ended.wait() == -signal.SIGKILL, log.read_text()


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_a_migration_killed_half_way_is_made_whole_by_the_next(request, tmp_path, database):
    sqlite = f"sqlite:///{tmp_path / 'desk.db'}"
    url = sqlite if database == "sqlite" else request.getfixturevalue("postgres_url")
    for statement in (9, 30):
        await killed_at(url, statement, tmp_path)
    store = await open_store(url, SilentAlarm(), FrozenClock(), "T0ACME")
    try:
        assert not await store.schema_is_current()
        await store.migrate()
        assert await store.schema_is_current()
        assert await store.open(10) == []
    finally:
        await store.stop()
