"""A customer waits too long: the card says it, and when it is late, so does one notice."""

from datetime import datetime, timedelta

from bot.cases import outbox, sla
from bot.cases.case import Case
from bot.cases.events import CaseAtRisk, CaseLate, Event, ResolutionAtRisk, ResolutionLate
from bot.desk.desk import Desk, leads, pinged
from bot.ports.keep import RESOLUTION
from bot.ports.store import Change

LONG_AGO = timedelta(minutes=5)
"""What is late for so long when its timer rings was late before we could tell: nobody was there to ring it."""


async def at_risk(desk: Desk, change: Change, case: Case, _: int) -> None:
    """What is late by now as well is told of as that."""
    now = desk.clock.now()
    if case.due is not None and case.due > now:
        await _told(change, case, CaseAtRisk(at=now, due=case.due))


async def late(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The card says it, and one notice goes to the owner and the lead."""
    now = desk.clock.now()
    if case.due is not None and case.due <= now:
        await _told(change, case, CaseLate(at=now, due=case.due))
        await _notify(desk, change, case, case.due, "The customer still waits for an answer, and it is late.")


async def resolution(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The clock of the whole case rings twice: when it is at risk, and when it is late."""
    now, due = desk.clock.now(), case.resolve_due
    if due is None or case.rested_at is not None:
        return
    if due > now:
        await _told(change, case, ResolutionAtRisk(at=now, due=due))
        await change.set_timer(case, RESOLUTION, sla.next_mark(case, now))
    else:
        await _told(change, case, ResolutionLate(at=now, due=due))
        await _notify(desk, change, case, due, "This case should be resolved by now.")


def long_ago(due: datetime, now: datetime) -> bool:
    return now - due > LONG_AGO


async def _told(change: Change, case: Case, happened: Event) -> None:
    await change.record(case, happened)
    await change.deliver(outbox.redraw(case, happened.at))


async def _notify(desk: Desk, change: Change, case: Case, due: datetime, words: str) -> None:
    """After an outage the lead is told of all cases together."""
    now = desk.clock.now()
    above = () if long_ago(due, now) else leads(desk.settings)
    told = dict.fromkeys((*((case.owner,) if case.owner else ()), *above))
    if told:
        await change.deliver(outbox.notice(case, f"{pinged(told)} {words}", now, patient=True))
