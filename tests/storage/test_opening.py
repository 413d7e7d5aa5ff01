"""Opening a database: whatever stands in the way is said in one sentence, and never with the password."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from psycopg.errors import DiskFull, IoError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from bot.storage import Storage, StorageError, open_store
from bot.storage.postgres import explained
from tests.contracts.filled import opened
from tests.fakes import FrozenClock, SilentAlarm

HOLD = """
import asyncio, sys
from bot.storage import open_store
from tests.fakes import FrozenClock, SilentAlarm

async def hold():
    store = await open_store(sys.argv[1], SilentAlarm(), FrozenClock())
    print("open", flush=True)
    await asyncio.sleep(60)

asyncio.run(hold())
"""


async def refusal(url: str) -> str:
    with pytest.raises(StorageError) as refused:
        store = await open_store(url, SilentAlarm(), FrozenClock())
        await store.stop()
    return str(refused.value)


@pytest.mark.parametrize("url", ["mysql://root@localhost/desk", "desk.db", "", "sqlite+pysqlite:///desk.db"])
async def test_an_address_of_another_kind_is_refused_with_the_right_forms(url: str) -> None:
    assert "sqlite:///mentiondesk.db or postgresql://" in await refusal(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
async def test_a_database_in_memory_is_refused(url: str) -> None:
    assert "lose every case" in await refusal(url)


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    said = await refusal(f"sqlite:///{tmp_path / 'nowhere' / 'desk.db'}")
    assert "nowhere" in said and "create it" in said


async def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    assert "is a folder" in await refusal(f"sqlite:///{tmp_path}")


async def test_a_file_that_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "desk.db"
    file.touch()
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == file and mode & os.W_OK))  # root may everything
    said = await refusal(f"sqlite:///{file}")
    assert "may not write" in said and "desk.db" in said


async def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear customer, " * 100)
    assert "not a SQLite database" in await refusal(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear customer")


async def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout and first.stdout.readline() == "open\n"
            assert "Another Mentiondesk runs on" in await refusal(url)
        finally:
            first.kill()
    store = await open_store(url, SilentAlarm(), FrozenClock())  # the lock went with the process
    await store.stop()


async def test_a_closed_database_can_be_opened_again(sqlite_url: str, sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    await sqlite_store.stop()
    again = await open_store(sqlite_url, SilentAlarm(), FrozenClock(), "T0ACME")
    assert await again.case(case.id) == case
    await again.stop()


async def test_a_server_that_cannot_be_reached_is_named_without_the_password() -> None:
    said = await refusal("postgresql://ann:secret@localhost:1/desk")
    assert "localhost:1 cannot be reached" in said and "secret" not in said


async def test_an_unknown_user_and_an_unknown_database_are_told_apart(postgres_url: str) -> None:
    stranger = make_url(postgres_url).set(username="nobody", password="secret")
    said = await refusal(stranger.render_as_string(hide_password=False))
    assert "user or the password" in said and "secret" not in said
    elsewhere = make_url(postgres_url).set(database="elsewhere")
    assert 'no database "elsewhere"' in await refusal(elsewhere.render_as_string(hide_password=False))


def test_a_wrong_password_is_said_as_such() -> None:
    error = OperationalError(None, None, Exception('password authentication failed for user "ann"'))
    said = str(explained(make_url("postgresql://ann:secret@db/desk"), error))
    assert said == "PostgreSQL at db:5432 refused the user or the password; check both in DATABASE_URL."


async def test_a_database_that_was_never_set_up_says_how(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'desk.db'}", SilentAlarm(), FrozenClock(), "T0ACME")
    with pytest.raises(StorageError, match="run `python -m bot migrate`"):
        await store.case(1)
    with pytest.raises(StorageError, match="run `python -m bot migrate`"):
        await opened(store)
    await store.stop()


def test_a_server_that_fails_is_not_called_out_of_reach() -> None:
    def said(error: Exception) -> str:
        return str(explained(make_url("postgresql://ann:secret@db/desk"), OperationalError(None, None, error)))

    assert said(IoError("could not read\nHINT: Ask.")) == "PostgreSQL at db:5432 failed (could not read); see its log."
    assert said(DiskFull("could not extend file")) == "The disk of PostgreSQL at db:5432 is full; make room on it."


async def test_on_sqlite_a_process_is_always_alone(sqlite_store: Storage) -> None:
    async with sqlite_store.alone() as alone:
        assert alone


async def test_on_postgres_a_process_is_alone_until_another_is_at_work_in_the_same_workspace(
    migrated_postgres_url: str,
) -> None:
    async def alone_in(workspace: str) -> tuple[Storage, bool]:
        store = await open_store(migrated_postgres_url, SilentAlarm(), FrozenClock(), workspace)
        async with store.alone() as alone:
            return store, alone

    first, second, elsewhere = await alone_in("T0ACME"), await alone_in("T0ACME"), await alone_in("T0OTHER")
    assert (first[1], second[1], elsewhere[1]) == (True, False, True)
    await first[0].stop()
    third = await alone_in("T0ACME")
    assert not third[1]  # the second is still there
    await second[0].stop()
    await third[0].stop()
    fourth = await alone_in("T0ACME")
    assert fourth[1]
    for store in (fourth[0], elsewhere[0]):
        await store.stop()


async def test_nobody_begins_to_work_while_a_process_that_is_alone_takes_over(migrated_postgres_url: str) -> None:
    first, second = [await open_store(migrated_postgres_url, SilentAlarm(), FrozenClock(), "T0ACME") for _ in range(2)]

    async def begin() -> bool:
        async with second.alone() as alone:
            return alone

    async with first.alone() as alone:
        assert alone
        beginning = asyncio.create_task(begin())
        done, _ = await asyncio.wait([beginning], timeout=0.3)
        assert not done
    assert not await beginning
    await first.stop()
    await second.stop()
