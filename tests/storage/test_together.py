"""Changes at the same time, on both databases: each delivery has one sender, and nothing gets lost between two."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.outbox import Place, State, card_of
from bot.ports.store import Pace, Repeated
from bot.storage import Storage, open_store
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.fakes import FrozenClock, SilentAlarm

POSTS = "T0ACME/post/C0MENTIONS"
FREE = Pace(interval=0.001, burst=1000)


@pytest.fixture
async def second(migrated_postgres_url: str, clock: FrozenClock) -> AsyncIterator[Storage]:
    """Another process on the same PostgreSQL."""
    store = await open_store(migrated_postgres_url, SilentAlarm(), clock, "T0ACME")
    yield store
    await store.stop()


@pytest.fixture
async def first(second: Storage, migrated_postgres_url: str, clock: FrozenClock) -> AsyncIterator[Storage]:
    store = await open_store(migrated_postgres_url, SilentAlarm(), clock, "T0ACME")
    yield store
    await store.stop()


async def claim(store: Storage) -> int | None:
    async with store.change(person=False) as change:
        delivery = await change.claim(POSTS, FREE, NOON)
    return delivery.id if delivery else None


async def count_up(store: Storage, case: Case) -> None:
    async with store.change() as change:
        now = await change.case(case.id)
        await change.save(replace(now, activity=now.activity + 1))


async def test_two_who_claim_at_once_never_get_the_same_delivery(store: Storage) -> None:
    async with store.change() as change:
        for person in range(20):
            case = samples.case(author=samples.author(id=str(person)))
            opened_case = await change.open(case, samples.mention(id=f"m{person}"))
            await change.deliver(outbox.card(opened_case, NOON))
    claimed = await asyncio.gather(*(claim(store) for _ in range(30)))
    got = [delivery for delivery in claimed if delivery]
    assert len(got) == len(set(got))
    while (more := await claim(store)) is not None:  # those that met a locked row came back empty-handed
        got.append(more)
    assert len(set(got)) == len(got) == 20


async def test_changes_of_one_case_wait_for_one_another(store: Storage) -> None:
    case = await opened(store)
    await asyncio.gather(*(count_up(store, case) for _ in range(30)))
    loaded = await store.case(case.id)
    assert loaded and loaded.activity == 30


async def test_the_same_key_at_the_same_time_is_kept_once(store: Storage) -> None:
    async def once() -> bool:
        try:
            async with store.change("Ev1"):
                await asyncio.sleep(0)
        except Repeated:
            return False
        return True

    assert sum(await asyncio.gather(*(once() for _ in range(8)))) == 1


async def test_two_processes_change_one_case_in_turn(first: Storage, second: Storage) -> None:
    case = await opened(first)
    await asyncio.gather(*(count_up(store, case) for store in (first, second) * 10))
    loaded = await second.case(case.id)
    assert loaded and loaded.activity == 20


async def test_two_processes_never_claim_the_same_delivery_and_keep_one_pace(first: Storage, second: Storage) -> None:
    for person in range(6):
        case = await opened(first, person=str(person))
        async with first.change() as change:
            await change.deliver(outbox.card(case, NOON))

    async def paced(store: Storage) -> int | None:
        async with store.change() as change:
            delivery = await change.claim(POSTS, Pace(interval=1, burst=3), NOON)
        return delivery.id if delivery else None

    claimed = [found for found in await asyncio.gather(*(paced(s) for s in (first, second) * 4)) if found]
    assert len(claimed) == len(set(claimed)) == 3


async def test_what_is_delivered_while_its_thread_comes_to_stand_is_not_left_waiting(
    first: Storage, second: Storage
) -> None:
    for number in range(10):
        case = await opened(first, person=str(number))
        place = Place(subject=card_of(case), root=None, channel="C0MENTIONS", ts=f"{number}")

        async def stands(place: Place = place) -> None:
            async with first.change() as change:
                await change.stands(place)

        async def deliver(case: Case = case) -> None:
            async with second.change() as change:
                await change.deliver(outbox.notice(case, "!", NOON))

        await asyncio.gather(stands(), deliver())
        assert await claim(first) is not None


async def test_a_redraw_while_the_card_is_claimed_is_either_drawn_with_it_or_follows(
    first: Storage, second: Storage
) -> None:
    for number in range(10):
        case = await opened(first, person=str(number))
        async with first.change() as change:
            await change.deliver(outbox.card(case, NOON))

        async def redraw(case: Case = case) -> None:
            async with second.change() as change:
                await change.save(replace(await change.case(case.id), activity=1))
                await change.deliver(outbox.redraw(case, NOON))

        async def send(case: Case = case) -> int:
            async with first.change() as change:
                delivery = await change.claim(POSTS, FREE, NOON)
            if delivery is None:  # it was just being folded into
                return await send(case)
            drawn = await first.case(case.id)
            async with first.change() as change:
                await change.settle(delivery, State.SENT, NOON)
                await change.stands(Place(subject=card_of(case), root=None, channel="C", ts=f"{case.id}"))
            assert drawn
            return drawn.activity

        drawn, _ = await asyncio.gather(send(), redraw())
        async with first.change() as change:
            follows = await change.claim("T0ACME/edit", FREE, NOON)
        assert drawn == 1 or follows


KEEP_WRITING = """
import asyncio, sys
from bot.storage import open_store
from tests.contracts.filled import opened
from tests.fakes import FrozenClock, SilentAlarm

async def write():
    store = await open_store(sys.argv[1], SilentAlarm(), FrozenClock(), "T0ACME")
    for person in range(10_000):
        case = await opened(store, person=str(person))
        print(case.number, flush=True)

asyncio.run(write())
"""


async def test_what_was_acknowledged_survives_a_kill(sqlite_url: str) -> None:
    command = [sys.executable, "-c", KEEP_WRITING, sqlite_url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout
        try:
            told = [int(writing.stdout.readline()) for _ in range(25)]
        finally:
            writing.send_signal(signal.SIGKILL)
        told += [int(line) for line in writing.stdout.read().splitlines()]
    store = await open_store(sqlite_url, SilentAlarm(), FrozenClock(), "T0ACME")
    numbers = {line.number for line in await store.open(20_000)}
    await store.stop()
    assert told and set(told) <= numbers
