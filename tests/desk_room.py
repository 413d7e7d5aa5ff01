"""The middle of the bot on a real store, with the outside in memory: for the tests of intake, desk and relay."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cases.case import Actor, Case, Mention
from bot.cases.settings import Settings
from bot.desk import watch, wave
from bot.desk.desk import Desk
from bot.intake.sort import Sorter
from bot.ports.alarm import SETTLE, TIMERS, WAVES
from bot.ports.network import Mark
from bot.relay.deliver import Relay
from bot.relay.settle import Settler
from bot.storage import Storage, open_store
from tests.cases.samples import mention, settings
from tests.migrated import empty_database
from tests.outside import FakeNetwork, FakeRoster, FakeSurface, HandClock

ANN = Actor(id="U0ANN", name="Ann Arden")
BEN = Actor(id="U0BEN", name="Ben Brook")


class Rings:
    """An alarm that nobody hears: it keeps which names rang, and for when."""

    def __init__(self) -> None:
        self.rung: dict[str, datetime | None] = {}

    def ring(self, name: str, at: datetime | None = None) -> None:
        self.rung[name] = at


class Room:
    def __init__(self, store: Storage, alarm: Rings, clock: HandClock, given: Settings) -> None:
        self.store, self.alarm, self.clock, self.settings = store, alarm, clock, given
        self.network = FakeNetwork(clock)
        self.surface = FakeSurface()
        networks = {self.network.account: self.network}
        self.relay = Relay(store, store, self.surface, networks, given, clock)
        self.settler = Settler(store, store, self.surface, self.relay, clock)
        self.sorter = Sorter(store, given, clock, "T0ACME")
        self.roster = FakeRoster()
        self.desk = Desk(store, given, clock, self.roster)

    async def arrives(self, *mentions: Mention) -> None:
        newest = mentions[-1]
        await self.sorter.take(newest.account, "mentions", mentions, Mark(id=newest.id, at=newest.created_at))

    async def opened(self, **changes: Any) -> Case:
        """A case that has just arrived; its card is not sent yet."""
        await self.arrives(mention(**changes))
        return await self.case(1)

    async def case(self, number: int = 1) -> Case:
        case_id = await self.store.numbered(number)
        assert case_id is not None
        case = await self.store.case(case_id)
        assert case is not None
        return case

    async def sends(self) -> None:
        """Work off every lane that has something due, as often as something is."""
        for name, at in await self.store.alarms():
            if name == TIMERS:
                await watch.catch_up(self.desk)
            elif name == SETTLE:
                await self.settler.look()
            elif name == WAVES:
                await wave.go_on(self.desk)
            elif at <= self.clock.now():
                await self.relay.work(name)

    async def works(self, rounds: int = 4) -> None:
        """Send, and send what follows from it."""
        for _ in range(rounds):
            await self.sends()


@asynccontextmanager
async def desk_room(folder: Path, **changes: Any) -> AsyncIterator[Room]:
    clock, alarm = HandClock(), Rings()
    (folder / "desk.db").write_bytes(await empty_database())
    store = await open_store(f"sqlite:///{folder / 'desk.db'}", alarm, clock, "T0ACME")
    try:
        yield Room(store, alarm, clock, settings(**changes))
    finally:
        await store.stop()
