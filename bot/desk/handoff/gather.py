"""One request for many cases: a case is added to what a team is asked already, and hears what the team says."""

from dataclasses import replace

from bot.cases import lifecycle, outbox, refusals
from bot.cases.case import Actor, Case, Handoff, HandoffState
from bot.cases.events import Event
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.keep import JOINED, keep
from bot.ports.store import Change, Timer


async def join(desk: Desk, case_id: int, handoff_id: int, reason: str, by: Actor, key: str = "") -> Case:
    """The team's card lists the case from now on; the reason stands in its thread."""
    desk.check(by, Step.ESCALATE)
    if not reason.strip():
        raise refusals.ReasonMissing()
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        found = await change.request(handoff_id)
        if found is None:
            raise refusals.RequestClosed
        both = {each: await change.case(each) for each in sorted({case_id, found[0]})}  # always in the same order
        case, first = both[case_id], both[found[0]]
        head = first.handoff(handoff_id)
        if head is None:
            raise refusals.RequestClosed
        waiting, joined, happened = lifecycle.join(case, head, first.number, reason.strip(), by.id, now)
        joined = await change.add_handoff(case, joined)
        words = f"#{case.number} of @{case.author.handle} waits for this too, says <@{by.id}>: {joined.reason}"
        await change.deliver(outbox.handoff_redraw(case, joined, now), outbox.notice(case, words, now, under=joined))
        after = replace(waiting, handoffs=(*case.handoffs, joined))
        return await keep(change, case, after, now, desk.settings, happened)


async def spread(change: Change, desk: Desk, head: Handoff) -> None:
    """Every case that waits for the request hears of it, each in a change of its own."""
    due = desk.clock.now()
    waiting = await change.joined(head.id)
    await change.set_timers([Timer(case=case, kind=f"{JOINED}:{joined}", due=due) for case, joined in waiting])


async def followed(desk: Desk, change: Change, case: Case, handoff_id: int) -> None:
    """The timer of a case that waits for the request of another one, after something has become of that."""
    joined = case.handoff(handoff_id)
    found = await change.request(joined.joins) if joined and joined.joins else None
    if joined is None or found is None or not joined.running:
        return
    if found[1].team != joined.team:
        return await _moved(desk, change, case, joined, found[1])
    now = desk.clock.now()
    followed, event = lifecycle.follow(joined, found[1], now)
    happened: list[Event] = [event] if event else []
    await change.save_handoff(followed)
    after = lifecycle.back_unless_asked(case.with_handoff(followed)) if event else case.with_handoff(followed)
    if followed.state is HandoffState.ANSWERED:
        after = lifecycle.back_from_team(after)
        await change.deliver(outbox.answer_message(case, followed, now))
    elif followed.state is HandoffState.DECLINED:
        who = case.owner or joined.by
        words = f"<@{who}>, this is yours again. Team {joined.team} says it is not theirs: {followed.outcome}"
        await change.deliver(outbox.notice(case, words, now))
    await keep(change, case, after, now, desk.settings, *happened)


async def _moved(desk: Desk, change: Change, case: Case, joined: Handoff, head: Handoff) -> None:
    """The team has passed the request on; a case that the other team has already waits for that alone."""
    now = desk.clock.now()
    moved, event = lifecycle.move(joined, head, now)
    if asked := any(each.running and each.team == head.team for each in case.handoffs):
        moved = lifecycle.close_handoff(joined)
    words = f"Team {joined.team} says this is not theirs. Team {head.team} is asked now."
    await change.save_handoff(moved)
    await change.deliver(outbox.notice(case, words, now))
    if not asked:
        await change.deliver(outbox.handoff_redraw(case, moved, now))
    await keep(change, case, replace(case.with_handoff(moved), team=head.team), now, desk.settings, event)
