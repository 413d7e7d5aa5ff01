"""Keep a case that has changed, with all that follows: its history, its clocks and its card."""

from datetime import datetime

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.events import Event
from bot.ports.store import Change

AT_RISK, LATE, WAKE = "at_risk", "late", "wake"


async def keep(change: Change, before: Case, after: Case, now: datetime, *happened: Event) -> Case:
    """Save `after`, record what happened, move the clocks that differ from `before`, and have the card drawn afresh."""
    await change.save(after)
    await change.record(after, *happened)
    for kind, was, due in (
        (AT_RISK, before.at_risk, after.at_risk),
        (LATE, before.due, after.due),
        (WAKE, before.snoozed_until, after.snoozed_until),
    ):
        if was != due:
            await change.set_timer(after, kind, due)
    await change.deliver(outbox.redraw(after, now))
    return after
