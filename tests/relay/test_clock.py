"""When somebody sets the clock, what waited goes on waiting as long as it was meant to, and no longer."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.cases.views import CardView
from bot.relay import clock
from bot.relay.clock import ClockWatch
from tests.desk_room import Room, desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        yield room


async def watch(room: Room, seconds: float = 30) -> None:
    """Until an alarm rings, or so long."""
    room.alarm.rung.clear()
    watching = asyncio.create_task(ClockWatch(room.store, room.store, room.alarm, room.clock, timedelta()).run())
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not room.alarm.rung and not watching.done():
                await asyncio.sleep(0.01)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


async def sets_the_clock(room: Room, by: timedelta) -> None:
    await asyncio.sleep(0.05)
    room.clock.forward(by.total_seconds())


async def test_a_card_does_not_wait_an_hour_because_the_clock_was_set_back(room, monkeypatch):
    monkeypatch.setattr(clock, "EVERY", 0.02)
    await room.opened()
    await asyncio.gather(watch(room), sets_the_clock(room, -timedelta(hours=1)))
    await room.works()
    assert len(room.surface.shown(CardView)) == 1
    assert "T0ACME/post/C0MENTIONS" in room.alarm.rung


async def test_a_clock_that_goes_right_is_left_alone(room, monkeypatch):
    monkeypatch.setattr(clock, "EVERY", 0.02)
    monkeypatch.setattr(ClockWatch, "put_right", None)
    await asyncio.gather(watch(room, 0.2), sets_the_clock(room, timedelta(seconds=1)))


async def test_a_start_puts_right_what_a_wrong_clock_left_behind(room):
    await room.opened()
    room.clock.forward(-3600)
    await room.works()
    assert room.surface.shown(CardView) == []
    await ClockWatch(room.store, room.store, room.alarm, room.clock, timedelta()).put_right()
    await room.works()
    assert len(room.surface.shown(CardView)) == 1
