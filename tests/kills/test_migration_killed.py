"""A migration that is killed half way leaves the database as it was, and the next start brings it up to date."""

import signal
import subprocess
import sys

import pytest

from bot.storage import open_store
from tests.fakes import FrozenClock, SilentAlarm

DIES_IN = """
import asyncio, os, signal, sys
from sqlalchemy import Engine, event
from bot.storage import open_store
from tests.fakes import FrozenClock, SilentAlarm

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, *_):
    global left
    left -= statement.lstrip().startswith(("CREATE", "ALTER"))
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

async def migrate():
    store = await open_store(sys.argv[1], SilentAlarm(), FrozenClock(), "T0ACME")
    await store.migrate()

asyncio.run(migrate())
"""


def killed_at(url: str, statement: int) -> None:
    ended = subprocess.run([sys.executable, "-c", DIES_IN, url, str(statement)], capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
async def test_a_migration_killed_half_way_is_made_whole_by_the_next(request, tmp_path, database):
    sqlite = f"sqlite:///{tmp_path / 'desk.db'}"
    url = sqlite if database == "sqlite" else request.getfixturevalue("postgres_url")
    for statement in (9, 30):
        killed_at(url, statement)
    store = await open_store(url, SilentAlarm(), FrozenClock(), "T0ACME")
    try:
        assert not await store.schema_is_current()
        await store.migrate()
        assert await store.schema_is_current()
        assert await store.open(10) == []
    finally:
        await store.stop()
