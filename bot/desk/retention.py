"""Let go of what was kept long enough: questions to the assistant and its answers, and what colleagues asked."""

from datetime import datetime, timedelta

from bot.desk.desk import Desk

AT_ONCE = 500
ASKED = timedelta(days=1)
PAUSE, SOON = timedelta(hours=1), timedelta(seconds=1)


async def erase(desk: Desk) -> datetime:
    """When to come back: soon, where there is more."""
    now = desk.clock.now()
    kept = timedelta(days=desk.settings.assistant.keep_days)
    async with desk.store.change(person=False) as change:
        await change.erase_questions(now - ASKED)
        gone = await change.erase_consultations(now - kept, AT_ONCE)
    return now + (SOON if gone == AT_ONCE else PAUSE)
