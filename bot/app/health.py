"""Is the bot well? Every part by name, with its last success."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.ports.queries import Queries
from bot.web.server import Part


class Look(Protocol):
    @property
    def network(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def problem(self) -> str: ...


class Health:
    def __init__(
        self,
        queries: Queries,
        connected: Callable[[], bool],
        looks: Callable[[], Sequence[Look]],
        clock: Clock,
    ) -> None:
        self._queries = queries
        self._connected = connected
        self._looks = looks
        self._clock = clock
        self._succeeded: dict[str, datetime] = {}

    async def parts(self) -> list[Part]:
        looks = self._looks()
        networks = [
            Part(
                name=look.network,
                last_success=look.at,
                problem=look.problem or ("" if look.at else "not looked at yet"),
            )
            for look in looks
        ]
        if not looks:
            networks = [Part(name="X", last_success=None, problem="not looked at yet")]
        return [
            self._part("database", await self._database()),
            self._part("slack", "" if self._connected() else "not connected"),
            *networks,
        ]

    async def _database(self) -> str:
        try:
            return "" if await self._queries.migrated() else "the schema is old; run python -m bot migrate"
        except Fault as failed:
            return str(failed)

    def _part(self, name: str, problem: str) -> Part:
        if not problem:
            self._succeeded[name] = self._clock.now()
        return Part(name=name, last_success=self._succeeded.get(name), problem=problem)
