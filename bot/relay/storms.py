"""Watch over a channel's line of cards: in a storm most of them are held back behind one message."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.cases import outbox
from bot.cases.outbox import Urgency
from bot.cases.settings import Settings
from bot.cases.storms import Crowd, Storm
from bot.ports.clock import Clock
from bot.ports.store import Change
from bot.relay.patience import Patience

log = structlog.get_logger()

TOLD_EVERY = timedelta(seconds=10)
EVERYTHING = 10_000


class Storms:
    """What is urgent, and what people ask for, never waits for a storm to pass."""

    def __init__(self, settings: Settings, clock: Clock, patience: Patience) -> None:
        self._most = settings.slack.storm_after
        self._clock = clock
        self._patience = patience

    async def watch(self, change: Change, lane: str) -> None:
        """Before a card leaves: begin a storm, hold back and let go what is to be, or end it."""
        workspace, _, channel = lane.partition("/post/")
        if not (self._most and channel):
            return
        now = self._clock.now()
        crowd = await change.crowd(lane, self._most + 1, now)
        if crowd.storm is None and crowd.due > self._most:
            await self._begin(change, Storm(workspace=workspace, lane=lane, channel=channel, since=now))
        elif crowd.storm and crowd.waiting < self._most / 2:
            await self._end(change, crowd.storm)
        elif crowd.storm:
            await self._go_on(change, crowd, crowd.storm, now)

    async def settle(self, change: Change) -> None:
        """At a start: where storms are not wanted any more, those that run are over."""
        if not self._most:
            for storm in await change.storms():
                await self._end(change, storm)

    async def _begin(self, change: Change, storm: Storm) -> None:
        """The most urgent cards stay in line, as many as ever; what stands behind them is held back."""
        held = await self._hold(change, storm, Urgency.HIGH, Urgency.LOW, self._most)
        if not held:  # all of them are urgent
            return
        begun = await change.keep_storm(replace(storm, held=len(held), newest=max(held)))
        log.warning("storm_begins", channel=storm.channel, held=len(held))
        await change.deliver(outbox.storm(begun, storm.since))

    async def _go_on(self, change: Change, crowd: Crowd, storm: Storm, now: datetime) -> None:
        """What arrives is held back, except what is high while the line has room for it."""
        common = await self._hold(change, storm, Urgency.NORMAL, Urgency.LOW, 0)
        high = await self._hold(change, storm, Urgency.HIGH, Urgency.HIGH, self._most)
        if held := [*common, *high]:
            await change.keep_storm(replace(storm, held=storm.held + len(held), newest=max(storm.newest, *held)))
        room = self._most // 2 - max(crowd.due - len(held), 0)
        if room > 0:
            await change.let_go(storm.lane, Urgency.HIGH, Urgency.HIGH, count=room, now=now)
        await change.deliver(outbox.storm_redraw(storm, now + TOLD_EVERY))  # folds into the one that waits

    async def _end(self, change: Change, storm: Storm) -> None:
        """Few wait, those held back counted: all of them come."""
        now = self._clock.now()
        await change.let_go(storm.lane, Urgency.HIGH, Urgency.LOW, count=EVERYTHING, now=now)
        over = await change.keep_storm(replace(storm, over_at=now))
        log.info("storm_over", channel=storm.channel, held=storm.held)
        await change.deliver(outbox.storm_redraw(over, now))

    async def _hold(self, change: Change, storm: Storm, first: Urgency, last: Urgency, beyond: int) -> list[int]:
        now = self._clock.now()
        until = now + self._patience.held
        return await change.hold_back(storm.lane, first, last, beyond=beyond, after=storm.newest, until=until, now=now)
