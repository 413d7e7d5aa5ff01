"""What every store promises about answers to many customers: they outlive the process that gives them."""

from dataclasses import replace

from bot.cases import outbox
from bot.cases.case import Actor
from bot.cases.storms import Storm
from bot.cases.waves import Answer
from bot.ports.alarm import WAVES
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.contracts.outbox import POSTS, deliver
from tests.fakes import SilentAlarm

BY = Actor(id="U0ANN", name="Ann Arden", groups=frozenset({"S0DESK"}))


async def wave(store: Storage) -> Answer:
    await deliver(store, outbox.card(await opened(store), NOON))
    async with store.change() as change:
        storm = await change.keep_storm(Storm(workspace="T0ACME", lane=POSTS, channel="C0MENTIONS", since=NOON))
        kept = Answer(by=BY, storm=storm.id, wordings=("Hi 👋", "Oh"), cases=((7, 1), (9, 3)), begun_at=NOON)
        return await change.keep_wave(kept)


async def oldest(store: Storage) -> Answer | None:
    async with store.change() as change:
        return await change.wave()


async def test_it_comes_back_as_it_was_kept_and_rings(store: Storage, alarm: SilentAlarm) -> None:
    assert await oldest(store) is None
    kept = await wave(store)
    assert kept.id and await oldest(store) == kept
    assert WAVES in alarm.rung()
    assert (WAVES, NOON) in await store.alarms()


async def test_what_is_worked_off_is_saved_and_what_is_over_is_done_with(store: Storage) -> None:
    first, second = await wave(store), None
    half = replace(first, worked=1, left=(12,))
    async with store.change() as change:
        await change.keep_wave(half)
        second = await change.keep_wave(replace(first, id=0))
    assert await oldest(store) == half
    async with store.change() as change:
        await change.keep_wave(replace(half, worked=2, over_at=NOON))
    assert await oldest(store) == second
