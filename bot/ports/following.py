"""Keep the escalations of a case in step with it: whoever has it is named, and nobody else is asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cases import acknowledgement, outbox
from bot.cases.case import Case, Handoff
from bot.cases.events import Event
from bot.cases.settings import Notify
from bot.ports.store import Change

HANDOFF = "handoff"
OUTSIDE = (Notify.GROUP, Notify.LEAD)
"""Who is asked in the case's thread too, since they may not be in the team's channel."""


async def follow(change: Change, case: Case, now: datetime, happened: Sequence[Event]) -> Case:
    """The case as it is kept after `happened`, with its handoffs as this leaves them."""
    for handoff in case.handoffs:
        running, event = acknowledgement.follow(case, handoff, happened, now)
        if event is None or running is None:
            continue
        followed = replace(handoff, escalation=running, due=running.next_at if not running.paused_at else None)
        await change.save_handoff(followed)
        await change.set_timer(case, f"{HANDOFF}:{handoff.id}", followed.due)
        await change.record(case, event)
        case = case.with_handoff(followed)
        if running.by and len(running.asked) > 1:
            await _tell(change, case, followed, running.by, now)
    return case


async def _tell(change: Change, case: Case, handoff: Handoff, by: str, now: datetime) -> None:
    """Those who were called as well hear who has it."""
    words = f"<@{by}> has it now; nobody else is asked."
    await change.deliver(outbox.notice(case, words, now, under=handoff))
    assert handoff.escalation is not None
    if any(turn.notify in OUTSIDE for turn in handoff.escalation.asked):
        await change.deliver(outbox.notice(case, words, now))
