"""An empty database with the newest schema, as the bytes of a file: no test but those of migrations waits for them."""

import tempfile
from pathlib import Path

from bot.storage import open_store
from tests.fakes import FrozenClock, SilentAlarm

_MADE: list[bytes] = []


async def empty_database() -> bytes:
    """Made by the first test that wants one."""
    if not _MADE:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "desk.db"
            store = await open_store(f"sqlite:///{file}", SilentAlarm(), FrozenClock())
            await store.migrate()
            await store.stop()
            _MADE.append(file.read_bytes())
    return _MADE[0]
