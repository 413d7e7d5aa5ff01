"""The alarm clock wakes workers at once and on time, and is idle in between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.engine import local
from bot.engine.local import LocalAlarm
from bot.ports.faults import Fault


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture
async def alarm():
    alarm = LocalAlarm(RealClock())
    yield alarm
    await alarm.stop(1)


async def until(true):
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.005)


async def test_a_ring_wakes_its_worker_and_no_other(alarm):
    worked: list[str] = []

    async def work(name: str) -> None:
        worked.append(name)

    alarm.start(work)
    alarm.ring("lane")
    await until(lambda: worked)
    await asyncio.sleep(0.05)
    assert worked == ["lane"]


async def test_a_ring_before_the_start_counts(alarm):
    woken = asyncio.Event()

    async def work(_: str) -> None:
        woken.set()

    alarm.ring("lane")
    alarm.start(work)
    await asyncio.wait_for(woken.wait(), 30)


async def test_a_ring_during_the_work_runs_it_once_more(alarm):
    runs = 0

    async def work(_: str) -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            alarm.ring("lane")
            alarm.ring("lane")

    alarm.start(work)
    alarm.ring("lane")
    await until(lambda: runs >= 2)
    await asyncio.sleep(0.05)
    assert runs == 2


async def test_the_worker_comes_back_when_it_said_it_would(alarm):
    times: list[datetime] = []

    async def work(_: str) -> datetime | None:
        times.append(datetime.now(UTC))
        return times[0] + timedelta(seconds=0.1) if len(times) == 1 else None

    alarm.start(work)
    alarm.ring("lane")
    await until(lambda: len(times) >= 2)
    await asyncio.sleep(0.05)
    assert len(times) == 2
    assert times[1] - times[0] >= timedelta(seconds=0.1)


async def test_an_earlier_ring_moves_the_alarm_forward(alarm):
    woken = asyncio.Event()

    async def work(_: str) -> None:
        woken.set()

    alarm.start(work)
    alarm.ring("lane", datetime.now(UTC) + timedelta(hours=1))
    alarm.ring("lane", datetime.now(UTC) + timedelta(seconds=0.05))
    await asyncio.wait_for(woken.wait(), 30)


async def test_a_worker_that_breaks_is_tried_again(alarm, monkeypatch):
    monkeypatch.setattr(local, "BROKEN", 0.01)
    runs = 0
    woken = asyncio.Event()

    async def work(_: str) -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise ValueError("a defect")
        woken.set()

    alarm.start(work)
    alarm.ring("lane")
    await asyncio.wait_for(woken.wait(), 30)


async def test_a_worker_without_its_database_waits_for_it_and_says_so_in_one_line(alarm, monkeypatch):
    monkeypatch.setattr(local, "AWAY", 0.01)
    woken = asyncio.Event()
    faults = iter([Fault("PostgreSQL cannot be reached.")])

    async def work(_: str) -> None:
        for fault in faults:
            raise fault
        woken.set()

    with capture_logs() as logs:
        alarm.start(work)
        alarm.ring("lane")
        await asyncio.wait_for(woken.wait(), 30)
    assert logs == [
        {"event": "worker_waits", "log_level": "warning", "alarm": "lane", "problem": "PostgreSQL cannot be reached."}
    ]


async def test_stopping_lets_the_work_in_hand_end():
    alarm = LocalAlarm(RealClock())
    begun, done = asyncio.Event(), False

    async def work(_: str) -> None:
        nonlocal done
        begun.set()
        await asyncio.sleep(0.1)
        done = True

    alarm.start(work)
    alarm.ring("lane")
    await begun.wait()
    await alarm.stop(30)
    assert done
