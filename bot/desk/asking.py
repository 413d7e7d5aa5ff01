"""Put a case to a team: what every verb does that asks one."""

from dataclasses import replace
from datetime import timedelta

from bot.cases import outbox
from bot.cases.case import Case, Handoff, HandoffState
from bot.cases.settings import Team
from bot.desk.desk import Desk
from bot.ports.keep import HANDOFF
from bot.ports.store import Change


async def ask_team(desk: Desk, change: Change, case: Case, team: Team, reason: str, by: str) -> Case:
    """The team's card goes out and its clock runs; the case comes back with the handoff, to be kept by the caller."""
    now = desk.clock.now()
    due = now + timedelta(minutes=team.answer_within_minutes) if team.answer_within_minutes else None
    asked = Handoff(
        id=0,
        team=team.name,
        channel=team.channel,
        by=by,
        reason=reason.strip(),
        state=HandoffState.OPEN,
        asked_at=now,
        due=due,
    )
    handoff = await change.add_handoff(case, asked)
    await change.deliver(outbox.handoff_card(case, handoff, now))
    await change.set_timer(case, f"{HANDOFF}:{handoff.id}", due)
    return replace(case, handoffs=(*case.handoffs, handoff))
