"""A customer waits too long: the card says it, and when it is late, so does one notice."""

from datetime import datetime

from bot.cases import outbox, sla
from bot.cases.case import Case
from bot.cases.events import CaseAtRisk, CaseLate, Event, ResolutionAtRisk, ResolutionLate
from bot.desk.desk import Desk, Ring, leads, pinged
from bot.ports.keep import LATE, RESOLUTION
from bot.ports.store import Change


async def at_risk(desk: Desk, change: Change, case: Case, _: int) -> None:
    """What is late by now as well is told of as that."""
    now = desk.clock.now()
    if case.due is not None and case.due > now:
        await _told(change, case, CaseAtRisk(at=now, due=case.due))


async def late(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The card says it, and one notice goes to the owner and the lead."""
    await _late(desk, change, case, leads(desk.settings))


async def resolution(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The clock of the whole case rings twice: when it is at risk, and when it is late."""
    await _resolution(desk, change, case, leads(desk.settings))


async def late_among_many(desk: Desk, change: Change, case: Case, _: int) -> None:
    await _late(desk, change, case, ())


async def resolution_among_many(desk: Desk, change: Change, case: Case, _: int) -> None:
    await _resolution(desk, change, case, ())


AMONG_MANY: dict[str, Ring] = {LATE: late_among_many, RESOLUTION: resolution_among_many}
"""Where the lead is told of all cases together, each owner hears of theirs alone."""


async def _late(desk: Desk, change: Change, case: Case, above: tuple[str, ...]) -> None:
    now = desk.clock.now()
    if case.due is not None and case.due <= now:
        await _told(change, case, CaseLate(at=now, due=case.due))
        await _notify(change, case, above, "The customer still waits for an answer, and it is late.", now)


async def _resolution(desk: Desk, change: Change, case: Case, above: tuple[str, ...]) -> None:
    now, due = desk.clock.now(), case.resolve_due
    if due is None or case.rested_at is not None:
        return
    if due > now:
        await _told(change, case, ResolutionAtRisk(at=now, due=due))
        await change.set_timer(case, RESOLUTION, sla.next_mark(case, now))
    else:
        await _told(change, case, ResolutionLate(at=now, due=due))
        await _notify(change, case, above, "This case should be resolved by now.", now)


async def _told(change: Change, case: Case, happened: Event) -> None:
    await change.record(case, happened)
    await change.deliver(outbox.redraw(case, happened.at))


async def _notify(change: Change, case: Case, above: tuple[str, ...], words: str, now: datetime) -> None:
    told = dict.fromkeys((*((case.owner,) if case.owner else ()), *above))
    if told:
        await change.deliver(outbox.notice(case, f"{pinged(told)} {words}", now, patient=True))
