"""A change's side of storms: cards that wait are counted, held back and let go, and waves answered."""

from datetime import datetime
from typing import Protocol

from bot.cases.outbox import Urgency
from bot.cases.storms import Crowd, Storm
from bot.cases.waves import Answer


class StormChange(Protocol):
    async def crowd(self, lane: str, most: int, now: datetime) -> Crowd:
        """Lock the lane, and count the cards that wait in it: each urgency no further than `most`."""
        ...

    async def hold_back(
        self, lane: str, first: Urgency, last: Urgency, *, beyond: int, after: int, until: datetime, now: datetime
    ) -> list[int]:
        """Make cards due at `until` that are due: in the order of leaving, and of these urgencies, all but the first
        `beyond`, and none that was delivered before `after`. The ids of their deliveries.
        """
        ...

    async def let_go(
        self, lane: str, first: Urgency, last: Urgency, *, count: int, now: datetime, hurried: bool = False
    ) -> int:
        """Make the first `count` cards held back due now, `hurried` before everything else; how many there were."""
        ...

    async def storm(self, storm_id: int) -> Storm | None: ...
    async def keep_storm(self, storm: Storm) -> Storm:
        """Insert what has no id yet, else save it; with its id."""
        ...

    async def storms(self) -> list[Storm]:
        """Those that are not over."""
        ...

    async def wave(self) -> Answer | None:
        """The oldest answer to a wave that not all of them have yet."""
        ...

    async def keep_wave(self, wave: Answer) -> Answer:
        """Insert what has no id yet, else save it; with its id."""
        ...
