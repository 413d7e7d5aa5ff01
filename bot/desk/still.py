"""Ask the owner of a case that does not move whether they are still on it, and give it back to everybody if not."""

from datetime import datetime

from bot.cases import idleness, lifecycle, outbox, refusals
from bot.cases.case import Actor, Case, Priority
from bot.cases.events import CaseReturned, OwnerAsked, OwnerConfirmed
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.claims import RETURN, STILL, begin
from bot.ports.keep import keep
from bot.ports.store import Change

SILENT = "there was no word from them"
LEFT = "their account is deactivated"


async def still(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    """The owner says that they are on it."""
    desk.check(by, Step.STILL)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        lifecycle.require(case, Step.STILL)
        if case.owner is None:
            raise refusals.NotNow(f"Nobody has case #{case.number} any more. Press *Claim* to have it.")
        if case.owner != by.id:
            raise refusals.NotNow(f"<@{case.owner}> has case #{case.number}; only they can say so.")
        await change.record(case, OwnerConfirmed(at=now, by=by.id))
        await begin(change, case, now, desk.settings)
        await change.deliver(outbox.still_settled(case, f"<@{by.id}> is still on it.", now))
        return case


async def ask(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The timer of a claim: what has happened meanwhile puts it off, and so does a closed office."""
    now = desk.clock.now()
    if not idleness.held(case) or case.owner is None:
        return
    last = await change.last_step(case)
    moved_at = last.at if last else case.opened_at
    due = idleness.ask_at(case, moved_at, desk.settings)
    if due is None:
        return
    if (later := max(due, _open_again(desk, case, now))) > now:
        return await change.set_timer(case, STILL, later)
    back_at = idleness.return_at(case, now, desk.settings)
    await change.record(case, OwnerAsked(at=now, to=case.owner))
    await change.deliver(outbox.still(case, idleness.question(case, moved_at, back_at, desk.settings), now))
    await change.set_timer(case, RETURN, back_at)


async def give_back(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The timer of a question: whoever has moved the case meanwhile keeps it."""
    now = desk.clock.now()
    if not idleness.held(case):
        return
    last = await change.last_step(case)
    if last is None or last.kind != OwnerAsked.__name__:
        await begin(change, case, last.at if last else now, desk.settings)
        await change.deliver(outbox.still_settled(case, f"<@{case.owner}> is on it.", now))
    elif (later := _open_again(desk, case, now)) > now:
        await change.set_timer(case, RETURN, later)
    else:
        await _return(desk, change, case, SILENT)


async def owner_left(desk: Desk, case_id: int, owner: str) -> None:
    """A case of somebody whose account is deactivated goes back at once."""
    async with desk.store.change() as change:
        case = await change.case(case_id)
        if case.open and case.owner == owner:
            await _return(desk, change, case, LEFT)


async def _return(desk: Desk, change: Change, case: Case, why: str) -> None:
    now, owner = desk.clock.now(), case.owner
    assert owner is not None
    words = f"Case #{case.number} is free again, since <@{owner}> had it and {why}. Whoever presses *Claim* has it."
    here = f"{outbox.HERE} " if case.priority is Priority.URGENT else ""
    await change.deliver(
        outbox.still_settled(case, f"<@{owner}> had this case and {why}, so it is free again.", now),
        outbox.notice(case, words, now),
        outbox.call(case, here + words, case.channel, now),
    )
    happened = CaseReturned(at=now, to=owner, why=why)
    await keep(change, case, lifecycle.unowned(case), now, desk.settings, happened)


def _open_again(desk: Desk, case: Case, now: datetime) -> datetime:
    return idleness.office_of(case, desk.settings).next_open(now)
