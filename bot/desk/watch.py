"""Watch the clocks of cases: at risk, late, awake again, and teams that have not answered."""

from dataclasses import replace

from bot.cases import lifecycle, outbox
from bot.cases.case import Case, HandoffState, WaitingFor
from bot.cases.events import CaseAtRisk, CaseLate, HandoffOverdue
from bot.desk.desk import Desk
from bot.ports.keep import AT_RISK, LATE, WAKE, keep
from bot.ports.store import Change, Timer

BATCH = 20


async def tick(desk: Desk) -> int:
    """Work off the timers that are due, oldest first, some at a time; how many there were."""
    now = desk.clock.now()
    async with desk.store.change(person=False) as change:
        due = await change.due_timers(now, BATCH)
        for timer in due:
            await _fire(desk, change, timer)
    return len(due)


async def _fire(desk: Desk, change: Change, timer: Timer) -> None:
    case = await change.case(timer.case)
    if not case.open:
        return
    if timer.kind == AT_RISK:
        await _at_risk(desk, change, case)
    elif timer.kind == LATE:
        await _late(desk, change, case)
    elif timer.kind == WAKE:
        await _wake(desk, change, case)
    else:
        await _unanswered(desk, change, case, int(timer.kind.partition(":")[2]))


async def _at_risk(desk: Desk, change: Change, case: Case) -> None:
    now = desk.clock.now()
    if case.due is not None:
        await change.record(case, CaseAtRisk(at=now, due=case.due))
        await change.deliver(outbox.redraw(case, now))


async def _late(desk: Desk, change: Change, case: Case) -> None:
    """The card says it, and one notice goes to the owner and the lead."""
    now = desk.clock.now()
    if case.due is None:
        return
    await change.record(case, CaseLate(at=now, due=case.due))
    await change.deliver(outbox.redraw(case, now))
    told = dict.fromkeys((*((case.owner,) if case.owner else ()), *desk.settings.permissions.lead))
    if told:
        names = " ".join(_ping(who) for who in told)
        await change.deliver(
            outbox.notice(case, f"{names} The customer still waits for an answer, and it is late.", now)
        )


async def _wake(desk: Desk, change: Change, case: Case) -> None:
    now = desk.clock.now()
    if case.waiting_for is not WaitingFor.SNOOZE:
        return
    awake, happened = lifecycle.wake(case, now)
    words = f"<@{case.owner}>, the snooze is over." if case.owner else "The snooze is over; nobody has this case yet."
    await change.deliver(outbox.notice(case, words, now))
    await keep(change, case, awake, now, happened)


async def _unanswered(desk: Desk, change: Change, case: Case, handoff_id: int) -> None:
    """A team's time to answer is over: those who come next are named in both threads."""
    now = desk.clock.now()
    handoff = case.handoff(handoff_id)
    if handoff is None or handoff.state is not HandoffState.OPEN:
        return
    team = desk.settings.team(handoff.team)
    names = " ".join(_ping(who) for who in team.escalate_to) if team else ""
    words = f"{names} Team {handoff.team} was asked about case #{case.number} and has not answered in time.".strip()
    await change.save_handoff(replace(handoff, due=None))
    await change.record(case, HandoffOverdue(at=now, team=handoff.team))
    await change.deliver(outbox.notice(case, words, now), outbox.notice(case, words, now, under=handoff))


def _ping(who: str) -> str:
    return f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>"
