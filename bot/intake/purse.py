"""The month's budget: reads stop when it is used up, replies never, and the desk is told on the way there.

That reads have stopped is trouble, told like all trouble of the bot's own.
"""

from collections.abc import Sequence
from datetime import date

from bot.cases import outbox, spend
from bot.cases.settings import Settings
from bot.cases.spend import Level, Spend
from bot.ports.clock import Clock
from bot.ports.outcomes import Paused
from bot.ports.queries import Queries
from bot.ports.store import Store


class Purse:
    """Without a budget nothing is asked and nothing stops."""

    def __init__(self, store: Store, queries: Queries, settings: Settings, clock: Clock, workspace: str) -> None:
        self._store = store
        self._queries = queries
        self._settings = settings
        self._clock = clock
        self._workspace = workspace
        self._told: date | None = None

    async def check(self) -> None:
        """Before a read that costs. Raises `Paused` where nothing is left for it."""
        budget = self._settings.x.monthly_budget
        if budget is None:
            return
        spent = await self._queries.spent(self._clock.now())
        await self._tell(spent)
        if spend.level(spent, budget) is Level.USED_UP:
            raise Paused(spend.stopped(budget))

    async def write_down(self, account: str, spends: Sequence[Spend]) -> None:
        """What was billed for nothing that anybody kept."""
        async with self._store.change(person=False) as change:
            await change.spend(account, spends)

    async def _tell(self, spent: float) -> None:
        """One message in the desk's channel when most of a month's budget is spent, whoever looks and however often."""
        now, budget = self._clock.now(), self._settings.x.monthly_budget
        month, level = spend.month_of(now), spend.level(spent, budget)
        if level is not Level.NEARLY or self._told == month:
            return
        async with self._store.change(person=False) as change:
            if await change.warn_once(month, level):
                words = f":moneybag: {spend.warning(spent, budget)}"
                number = month.year * 1000 + month.month * 10 + level
                channel = self._settings.desk.channel
                await change.deliver(outbox.budget_warning(self._workspace, channel, number, words, now))
        self._told = month
