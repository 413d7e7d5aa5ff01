"""What costs the same however much waits, counted in the database's own steps."""

from bot.cases import outbox
from bot.storage import Storage
from bot.storage.sqlite import SqliteBackend
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.storage.test_plans import settle


async def test_a_claim_costs_the_same_however_many_wait(sqlite_store: Storage) -> None:
    case = await opened(sqlite_store)
    async with sqlite_store.change() as change:
        await change.deliver(outbox.card(case, NOON))
    assert isinstance(sqlite_store.backend, SqliteBackend)
    raw = sqlite_store.backend.writer._raw

    async def steps() -> int:
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        async with sqlite_store.change() as change:
            raw.set_progress_handler(count, 1)
            await settle(change)
            raw.set_progress_handler(None, 0)
        return counted

    few = await steps()
    async with sqlite_store.change() as change:
        for _ in range(1000):
            await change.deliver(outbox.card(case, NOON))
        _, *names = (row[1] for row in raw.execute("PRAGMA table_info(deliveries)"))
        for _ in range(4):
            raw.execute(f"INSERT INTO deliveries SELECT NULL, {', '.join(names)} FROM deliveries WHERE state = 'ready'")
        assert raw.execute("SELECT count(*) FROM deliveries WHERE state = 'ready'").fetchone()[0] >= 10_000
    overview = await sqlite_store.overview(NOON)
    assert overview.lanes[0].waiting == 1000  # counted no further
    assert await steps() < few * 1.5
