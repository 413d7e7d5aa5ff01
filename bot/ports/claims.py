"""Keep the timers of a claim: they begin with it, and end when nobody has the case or somebody else is waited for."""

from datetime import datetime

from bot.cases import idleness
from bot.cases.case import Case
from bot.cases.settings import Settings
from bot.ports.store import Change

STILL, RETURN = "still", "return"


async def watch_claim(change: Change, before: Case, after: Case, now: datetime, settings: Settings) -> None:
    """What happens while somebody has the case moves no timer: it is looked at when they ring."""
    if not idleness.held(after):
        if idleness.held(before):
            await change.set_timer(after, STILL, None)
            await change.set_timer(after, RETURN, None)
    elif not idleness.held(before) or before.owner != after.owner:
        await begin(change, after, now, settings)


async def begin(change: Change, case: Case, moved_at: datetime, settings: Settings) -> None:
    """The owner has just moved the case, so the time begins anew."""
    await change.set_timer(case, STILL, idleness.ask_at(case, moved_at, settings))
    await change.set_timer(case, RETURN, None)
