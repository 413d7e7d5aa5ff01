"""Ask for more of what a storm holds back."""

from bot.cases import outbox, refusals
from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.outbox import Urgency
from bot.cases.storms import SHOWN_NEXT
from bot.desk.desk import Desk


async def show_next(desk: Desk, storm_id: int, by: Actor, key: str = "") -> int:
    """The next cards come at once, the most urgent first; how many."""
    desk.check(by, Step.CLAIM)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        storm = await change.storm(storm_id)
        shown = 0
        if storm is not None:
            first, last = Urgency.HIGH, Urgency.LOW
            shown = await change.let_go(storm.lane, first, last, count=SHOWN_NEXT, now=now, hurried=True)
        if storm is None or not shown:
            raise refusals.NotNow("No card is held back any more: each one stands in the channel or is on its way.")
        redraw = outbox.storm_redraw(storm, now)
        await change.cancel(redraw.subject, redraw.lane)  # a later one waits, as a rule
        await change.deliver(redraw)
        return shown
