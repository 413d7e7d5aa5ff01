"""The one writer on SQLite: shared commits, people first, and soundness whatever becomes of the tasks."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from bot.cases.case import Case
from bot.storage import Storage, StorageError
from bot.storage.sqlite import SqliteBackend
from bot.storage.writer import Writer
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.fakes import SilentAlarm


def writer(store: Storage) -> Writer:
    assert isinstance(store.backend, SqliteBackend)
    return store.backend.writer


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits shares the commit, however slow this machine is."""
    monkeypatch.setattr("bot.storage.writer.SHARED_FOR", 60)


async def count_up(store: Storage, case: Case, *, person: bool = True) -> None:
    async with store.change(person=person) as change:
        now = await change.case(case.id)
        await change.save(replace(now, activity=now.activity + 1))


async def touch(store: Storage, *, person: bool = True) -> None:
    async with store.change(person=person):
        pass


async def activity(store: Storage, case: Case) -> int:
    loaded = await store.case(case.id)
    assert loaded
    return loaded.activity


@pytest.mark.usefixtures("unhurried")
async def test_changes_that_arrive_together_share_commits_and_none_is_lost(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    before = writer(sqlite_store).commits
    await asyncio.gather(*(count_up(sqlite_store, case) for _ in range(100)))
    assert await activity(sqlite_store, case) == 100
    assert writer(sqlite_store).commits - before == 1


async def test_a_change_alone_commits_at_once(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    before = writer(sqlite_store).commits
    await count_up(sqlite_store, case)
    assert writer(sqlite_store).commits - before == 1


@pytest.mark.usefixtures("unhurried")
async def test_a_failing_change_does_not_hurt_those_that_share_its_commit(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)

    async def fail() -> None:
        async with sqlite_store.change() as change:
            await change.save(replace(case, activity=1000))
            raise ZeroDivisionError

    changes = [fail() if number % 3 == 0 else count_up(sqlite_store, case) for number in range(30)]
    results = await asyncio.gather(*changes, return_exceptions=True)
    assert sum(isinstance(result, ZeroDivisionError) for result in results) == 10
    assert await activity(sqlite_store, case) == 20


async def test_people_go_before_intake_and_each_in_order(sqlite_store: Storage) -> None:
    order: list[str] = []

    async def go(name: str, person: bool) -> None:
        async with sqlite_store.change(person=person):
            order.append(name)

    async with asyncio.TaskGroup() as tasks, sqlite_store.change():
        for name, person in (("i1", False), ("i2", False), ("p1", True), ("p2", True)):
            tasks.create_task(go(name, person))
        await asyncio.sleep(0)
    assert order == ["p1", "p2", "i1", "i2"]


async def test_a_long_queue_is_committed_in_portions(sqlite_store: Storage) -> None:
    async def slow() -> None:
        async with sqlite_store.change():
            await asyncio.sleep(0.03)

    before = writer(sqlite_store).commits
    await asyncio.gather(slow(), slow(), slow())
    assert writer(sqlite_store).commits - before == 3


async def test_a_read_does_not_wait_for_a_writer_and_sees_nothing_unfinished(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    async with sqlite_store.change() as change:
        await change.save(replace(case, activity=7))
        assert await asyncio.wait_for(activity(sqlite_store, case), 10) == 0
    assert await activity(sqlite_store, case) == 7


async def test_a_change_inside_a_change_is_a_mistake_that_is_named(sqlite_store: Storage) -> None:
    with pytest.raises(RuntimeError, match="inside a change"):
        async with sqlite_store.change(), sqlite_store.change():
            pass
    async with sqlite_store.change():
        pass


async def test_cancelling_one_that_waits_leaves_the_others_their_turns(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    async with sqlite_store.change():
        waiting = [asyncio.create_task(count_up(sqlite_store, case)) for _ in range(5)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        waiting[3].cancel()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [isinstance(result, asyncio.CancelledError) for result in results] == [True, False, False, True, False]
    assert await activity(sqlite_store, case) == 3


async def test_cancelling_one_that_was_just_granted_its_turn_passes_the_turn_on(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    for yields in range(12):  # wherever in its way the change is
        task = asyncio.create_task(count_up(sqlite_store, case))
        for _ in range(yields):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.wait_for(count_up(sqlite_store, case), 30)
    assert await activity(sqlite_store, case) >= 12


async def test_cancelling_one_that_runs_takes_back_its_work_only(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    entered = asyncio.Event()

    async def stuck() -> None:
        async with sqlite_store.change() as change:
            await change.save(replace(case, activity=1000))
            entered.set()
            await asyncio.sleep(60)

    running = asyncio.create_task(stuck())
    await entered.wait()
    waiting = asyncio.create_task(count_up(sqlite_store, case))
    running.cancel()
    await waiting
    assert await activity(sqlite_store, case) == 1


@pytest.mark.usefixtures("unhurried")
async def test_when_the_commit_fails_every_change_in_it_raises_and_nothing_rings(
    sqlite_store: Storage, alarm: SilentAlarm
) -> None:
    case = await opened(sqlite_store)
    store = sqlite_store
    alarm.rings.clear()

    async def unsound() -> None:
        async with store.change() as change:
            await change.set_timer(case, "late", NOON)
            # A foreign key that is checked only at the commit makes the commit itself fail.
            writer(store)._raw.execute("PRAGMA defer_foreign_keys = ON")
            await change.keep_draft(999, "U0ANN", "of no case", NOON)

    changes = [count_up(store, case), unsound(), count_up(store, case)]
    results = await asyncio.gather(*changes, return_exceptions=True)
    assert all(isinstance(result, StorageError) for result in results)
    assert alarm.rings == []
    assert await activity(store, case) == 0
    await count_up(store, case)
    assert await activity(store, case) == 1


@pytest.fixture
def other(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another program, which holds the file; people's patience with it is short."""
    monkeypatch.setattr("bot.storage.writer.PATIENCE", 0.1)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


async def test_a_person_is_told_soon_that_another_program_holds_the_file(
    sqlite_store: Storage, other: sqlite3.Connection
) -> None:
    waiting = asyncio.create_task(touch(sqlite_store))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    with pytest.raises(StorageError, match="Another program holds the database"):
        await waiting
    other.execute("ROLLBACK")
    await touch(sqlite_store)


async def test_what_nobody_waits_for_is_kept_however_long_another_program_holds_the_file(
    sqlite_store: Storage, other: sqlite3.Connection
) -> None:
    patient = [asyncio.create_task(touch(sqlite_store, person=False)) for _ in range(3)]
    for _ in range(2):
        with pytest.raises(StorageError):
            await touch(sqlite_store)
    assert not any(task.done() for task in patient)
    other.execute("ROLLBACK")
    await asyncio.gather(*patient)


async def test_the_end_does_not_wait_for_another_program(
    sqlite_store: Storage, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.writer.LAST_PATIENCE", 0.1)
    waiting = asyncio.create_task(touch(sqlite_store, person=False))
    await asyncio.sleep(0)
    await asyncio.wait_for(writer(sqlite_store).stop(), 10)
    with pytest.raises(StorageError):
        await waiting


async def test_stopping_finishes_what_was_asked_for_and_refuses_more(sqlite_url: str, sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    asked = [asyncio.create_task(count_up(sqlite_store, case)) for _ in range(5)]
    await asyncio.sleep(0)
    await writer(sqlite_store).stop()
    await asyncio.gather(*asked)
    assert await activity(sqlite_store, case) == 5
    with pytest.raises(StorageError):
        await count_up(sqlite_store, case)
