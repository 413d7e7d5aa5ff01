"""What deciding about replies shares: to find one, to keep one that changed, and until when one waits for approval."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases import outbox, refusals
from bot.cases.case import Case, Reply
from bot.cases.drafts import share
from bot.desk.desk import Desk
from bot.ports.store import Change


def reply_of(case: Case, reply_id: int) -> Reply:
    """Raises `refusals.NotNow` where the case has no such reply."""
    found = case.reply(reply_id)
    if found is None:
        raise refusals.NotNow(f"Case #{case.number} has no such reply.")
    return found


async def keep_reply(desk: Desk, change: Change, case: Case, shown: Reply) -> Case:
    await change.save_reply(shown)
    await change.deliver(outbox.reply_redraw(case, shown, desk.clock.now()))
    return case.with_reply(shown)


async def with_share(change: Change, case: Case, shown: Reply) -> Reply:
    """With how much of its words comes from the drafts that were offered for the case, if any were."""
    offered = [draft for each in await change.offered(case.id) for draft in each.drafts]
    return replace(shown, share=share(shown.text, offered)) if offered else shown


def expires(desk: Desk, now: datetime) -> datetime | None:
    """When a reply that waits for approval from now on goes back; None where it waits for ever."""
    minutes = desk.settings.desk.approval_minutes
    return now + timedelta(minutes=minutes) if minutes else None
