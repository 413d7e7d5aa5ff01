"""Close a case and open it again: resolve, reopen, snooze, set aside."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases import lifecycle, outbox
from bot.cases.case import Actor, Case, WaitingFor
from bot.cases.judgement import Correction
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.keep import HANDOFF, SILENCE, keep
from bot.ports.store import Change

NOT_FOR_US = "not for us"
SILENT = "the customer wrote nothing more"
LATER = timedelta(hours=1)


async def resolve(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.RESOLVE)
    return await _close(desk, case_id, by, "", key)


async def dismiss(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    """Not for us: resolved without an answer, and counted as such."""
    desk.check(by, Step.DISMISS)
    return await _close(desk, case_id, by, NOT_FOR_US, key)


async def mute(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    """Resolved, and what the customer writes in this conversation only comes into the thread until somebody reopens."""
    desk.check(by, Step.MUTE)
    return await _close(desk, case_id, by, lifecycle.MUTED, key)


async def reopen(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.REOPEN)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        again, happened = lifecycle.reopen(case, by.id, now, desk.settings, "")
        return await keep(change, case, again, now, desk.settings, happened)


async def snooze(desk: Desk, case_id: int, until: datetime, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.SNOOZE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        asleep, happened = lifecycle.snooze(case, until, by.id, now)
        return await keep(change, case, asleep, now, desk.settings, happened)


async def set_aside(desk: Desk, case_id: int, by: Actor, key: str = "") -> Case:
    """Until the customer writes."""
    desk.check(by, Step.SNOOZE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        aside, happened = lifecycle.set_aside(case, by.id, now)
        return await keep(change, case, aside, now, desk.settings, happened)


async def wake(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The timer of a snooze."""
    now = desk.clock.now()
    if case.waiting_for is not WaitingFor.SNOOZE:
        return
    awake, happened = lifecycle.wake(case, now)
    words = f"<@{case.owner}>, the snooze is over." if case.owner else "The snooze is over; nobody has this case yet."
    await change.deliver(outbox.notice(case, words, now))
    await keep(change, case, awake, now, desk.settings, happened)


async def silent(desk: Desk, change: Change, case: Case, _: int) -> None:
    """The timer of a customer who owes us a word: silence resolves the case, once no reply is on its way."""
    now = desk.clock.now()
    if case.resolves_at is None or case.resolves_at > now:
        return
    if lifecycle.reply_under_way(case):
        await change.set_timer(case, SILENCE, now + LATER)
    else:
        await _resolved(desk, change, case, None, SILENT)


async def _close(desk: Desk, case_id: int, by: Actor, resolution: str, key: str) -> Case:
    async with desk.store.change(key) as change:
        return await _resolved(desk, change, await change.case(case_id), by.id, resolution)


async def _resolved(desk: Desk, change: Change, case: Case, by: str | None, resolution: str) -> Case:
    """The teams that were asked see it too: their requests close with the case, unless others wait for the same."""
    now = desk.clock.now()
    if by and resolution == NOT_FOR_US:
        await change.correct(case, _not_for_us(case, by, now))
    done, happened = lifecycle.resolve(case, by, now, resolution)
    shared = {each.id for each in case.handoffs if each.running and await change.joined(each.id)}
    handoffs = tuple(each if each.id in shared else lifecycle.close_handoff(each) for each in case.handoffs)
    done = replace(done, handoffs=handoffs)
    for was, handoff in zip(case.handoffs, handoffs, strict=True):
        if was is not handoff:
            await change.save_handoff(handoff)
            await change.set_timer(case, f"{HANDOFF}:{handoff.id}", None)
            await change.deliver(outbox.handoff_redraw(done, handoff, now))
    await change.deliver(*(outbox.handoff_redraw(done, each, now) for each in handoffs if each.id in shared))
    return await keep(change, case, done, now, desk.settings, happened)


def _not_for_us(case: Case, by: str, now: datetime) -> Correction:
    return Correction(text=case.posts[0].mention.text, by=by, at=now, not_for_us=True)
