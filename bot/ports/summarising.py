"""Have what a team reads in short written anew when the conversation has moved on."""

from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.ports.memory import SUMMARY
from bot.ports.store import Change

SETTLED = timedelta(seconds=20)
"""What is said within that time is summarised together."""


async def summarise_anew(change: Change, case: Case, now: datetime) -> None:
    """Only where a team that is still asked reads a summary already; the old one stands meanwhile."""
    for handoff in case.handoffs:
        if handoff.running and handoff.summary:
            await change.run_errands(f"{SUMMARY}:{handoff.id}", now + SETTLED, case.id)
