"""Watch the clock for all cases: each timer that is due rings what its kind stands for."""

from collections.abc import Mapping

from bot.cases.refusals import Refusal
from bot.desk import chase, close, lateness
from bot.desk.desk import Desk, Ring
from bot.ports.keep import AT_RISK, HANDOFF, LATE, WAKE
from bot.ports.store import Change, Timer

BATCH = 20

RINGS: dict[str, Ring] = {
    AT_RISK: lateness.at_risk,
    LATE: lateness.late,
    WAKE: close.wake,
}
"""By the kind of the timer; `handoff:7` is of the kind `handoff`, with the number 7.

That one is rung with the people who are there, who are looked up before the change.
"""


async def tick(desk: Desk) -> int:
    """Work off the timers that are due, oldest first, some at a time; how many there were."""
    now = desk.clock.now()
    rings = {**RINGS, HANDOFF: chase.with_crew(await chase.crew(desk, now, BATCH))}
    async with desk.store.change(person=False) as change:
        due = await change.due_timers(now, BATCH)
        for timer in due:
            await _ring(desk, change, timer, rings)
    return len(due)


async def _ring(desk: Desk, change: Change, timer: Timer, rings: Mapping[str, Ring]) -> None:
    """A timer that the case has outrun, or whose kind a newer version set, says nothing and holds nobody up."""
    kind, _, number = timer.kind.partition(":")
    case = await change.case(timer.case)
    ring = rings.get(kind)
    if not case.open or ring is None:
        return
    try:
        await ring(desk, change, case, int(number or 0))
    except Refusal:
        return
