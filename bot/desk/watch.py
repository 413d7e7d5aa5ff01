"""Watch the clock for all cases: each timer that is due rings what its kind stands for."""

from collections.abc import Mapping
from datetime import timedelta

from bot.cases import outbox, sla
from bot.cases.case import Case
from bot.cases.refusals import Refusal
from bot.desk import approval, automatic, chase, close, handoff, lateness, still
from bot.desk.desk import Desk, Ring, leads, pinged
from bot.ports.claims import RETURN, STILL
from bot.ports.keep import APPROVAL, AT_RISK, HANDOFF, JOINED, LATE, RESOLUTION, RULES, SILENCE, WAITING, WAKE
from bot.ports.store import Change, Timer

BATCH = 20
CAUGHT_UP = timedelta(seconds=30)  # after an outage the lead is told when all of it is worked off

RINGS: dict[str, Ring] = {
    AT_RISK: lateness.at_risk,
    LATE: lateness.late,
    RESOLUTION: lateness.resolution,
    SILENCE: close.silent,
    WAKE: close.wake,
    STILL: still.ask,
    RETURN: still.give_back,
    RULES: automatic.by_rule,
    APPROVAL: approval.expired,
    WAITING: automatic.by_waiting,
    JOINED: handoff.followed,
}
"""By the kind of the timer; `handoff:7` is of the kind `handoff`, with the number 7.

That one is rung with the people who are there, who are looked up before the change.
"""


async def catch_up(desk: Desk) -> None:
    """Work off all timers that are due, in the order of their times, some to one change."""
    rung, told = True, False
    while rung:
        now = desk.clock.now()
        rings = {**RINGS, HANDOFF: chase.with_crew(await chase.crew(desk, now, BATCH))}
        async with desk.store.change(person=False) as change:
            timers = await change.due_timers(now, BATCH)
            cases = [case for timer in timers if (case := await _ring(desk, change, timer, rings))]
            if not told and (missed := [case for case in cases if _missed(desk, case)]):
                await _tell_the_lead(desk, change, missed[0])
                told = True
        rung = bool(timers)


async def _ring(desk: Desk, change: Change, timer: Timer, rings: Mapping[str, Ring]) -> Case | None:
    """The case that it rang for; one that the case has outrun, or whose kind a newer version set, holds nobody up."""
    kind, _, number = timer.kind.partition(":")
    case = await change.case(timer.case)
    ring = rings.get(kind)
    if ring is None or not (case.open or kind == APPROVAL):
        return None
    try:
        await ring(desk, change, case, int(number or 0))
    except Refusal:
        return None
    return case


def _missed(desk: Desk, case: Case) -> bool:
    due = sla.next_due(case)
    return due is not None and lateness.long_ago(due, desk.clock.now())


async def _tell_the_lead(desk: Desk, change: Change, case: Case) -> None:
    if chiefs := leads(desk.settings):
        at = desk.clock.now() + CAUGHT_UP
        await change.deliver(outbox.caught_up(case.workspace, desk.settings.desk.channel, pinged(chiefs), at))
