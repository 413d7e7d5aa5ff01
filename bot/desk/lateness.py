"""A customer waits too long: the card says it, and when it is late, so does one notice."""

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.events import CaseAtRisk, CaseLate
from bot.desk.desk import Desk, pinged
from bot.ports.store import Change


async def at_risk(desk: Desk, change: Change, case: Case, _: int) -> None:
    now = desk.clock.now()
    if case.due is not None:
        await change.record(case, CaseAtRisk(at=now, due=case.due))
        await change.deliver(outbox.redraw(case, now))


async def late(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The card says it, and one notice goes to the owner and the lead."""
    now = desk.clock.now()
    if case.due is None:
        return
    await change.record(case, CaseLate(at=now, due=case.due))
    await change.deliver(outbox.redraw(case, now))
    told = dict.fromkeys((*((case.owner,) if case.owner else ()), *desk.settings.permissions.lead))
    if told:
        words = f"{pinged(told)} The customer still waits for an answer, and it is late."
        await change.deliver(outbox.notice(case, words, now))
