"""Give a case to a colleague."""

from bot.cases import lifecycle, outbox
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.keep import keep


async def assign(desk: Desk, case_id: int, to: str, by: Actor, key: str = "", note: str = "") -> Case:
    """The new owner is told in the thread, with the note, unless they took the case themselves; so is the old one."""
    desk.check(by, Step.ASSIGN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        assigned, happened = lifecycle.assign(case, to, by.id, now)
        had = until_now(case, to, by.id)
        words = f"<@{to}>, <@{by.id}> gave you this case.{had}" if to != by.id else f"<@{to}> took this case.{had}"
        if to != by.id or had or note.strip():
            await change.deliver(outbox.notice(case, words + quoted(note), now))
        return await keep(change, case, assigned, now, desk.settings, happened)


async def take_back(desk: Desk, case_id: int, to: str, owner: str | None, by: Actor) -> Case:
    """Undo an assignment to somebody who turned out not to work here; `owner` had the case before."""
    now = desk.clock.now()
    async with desk.store.change() as change:
        case = await change.case(case_id)
        if case.owner != to:
            return case
        freed, released = lifecycle.release(case, by.id, now)
        if owner is None:
            return await keep(change, case, freed, now, desk.settings, released)
        restored, assigned = lifecycle.assign(freed, owner, by.id, now)
        return await keep(change, case, restored, now, desk.settings, released, assigned)


def until_now(case: Case, to: str | None, by: str) -> str:
    """Whose case it was, for them to read, unless they have it still or gave it away themselves."""
    return f" <@{case.owner}> had it until now." if case.owner not in (None, to, by) else ""


def quoted(note: str) -> str:
    """The note below a line of the bot's, as a quotation."""
    return "".join(f"\n>{line}" for line in note.strip().splitlines())
