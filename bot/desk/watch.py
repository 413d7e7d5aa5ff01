"""Watch the clock for all cases: each timer that is due rings what its kind stands for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.cases import outbox, sla
from bot.cases.case import Case
from bot.cases.refusals import Refusal
from bot.desk import approval, automatic, chase, close, handoff, lateness, share, still
from bot.desk.desk import Desk, Ring, leads, pinged
from bot.ports.claims import RETURN, STILL
from bot.ports.keep import APPROVAL, AT_RISK, HANDOFF, JOINED, LATE, RESOLUTION, RULES, SHARE, SILENCE, WAITING, WAKE
from bot.ports.store import Change, Timer

BATCH = 20
CLOCKS = (AT_RISK, LATE, RESOLUTION)
LONG_AGO, MANY = timedelta(minutes=5), 5
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

That one and `share` are rung with the people who are there, who are looked up before the change.
"""


async def catch_up(desk: Desk) -> None:
    """Work off all timers that are due, in the order of their times, some to one change."""
    rung, outage, told = True, False, False
    while rung:
        now = desk.clock.now()
        crew = await chase.crew(desk, now, BATCH)
        rings = {**RINGS, HANDOFF: chase.with_crew(crew), SHARE: share.with_crew(crew)}
        async with desk.store.change(person=False) as change:
            timers = await change.due_timers(now, BATCH)
            outage = outage or _nobody_watched(timers, now)
            rings |= lateness.AMONG_MANY if outage else {}
            cases = [case for timer in timers if (case := await _ring(desk, change, timer, rings))]
            if outage and not told and (late := [case for case in cases if _is_late(case, now)]):
                await _tell_the_lead(desk, change, late[0])
                told = True
        rung = bool(timers)


def _nobody_watched(timers: Sequence[Timer], now: datetime) -> bool:
    """Whether the lead would hear of one case after the other that was late before we could tell."""
    return sum(timer.kind in CLOCKS and now - timer.due > LONG_AGO for timer in timers) >= MANY


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


def _is_late(case: Case, now: datetime) -> bool:
    due = sla.next_due(case)
    return due is not None and due <= now


async def _tell_the_lead(desk: Desk, change: Change, case: Case) -> None:
    if chiefs := leads(desk.settings):
        at = desk.clock.now() + CAUGHT_UP
        await change.deliver(outbox.caught_up(case.workspace, desk.settings.desk.channel, pinged(chiefs), at))
