"""Put a case to a team: what every verb does that asks one."""

from dataclasses import replace

from bot.cases import escalation, outbox
from bot.cases.case import Case, Handoff, HandoffState
from bot.cases.settings import Team
from bot.desk.desk import Desk
from bot.ports.keep import HANDOFF
from bot.ports.memory import SUMMARY
from bot.ports.store import Change


async def ask_team(
    desk: Desk, change: Change, case: Case, team: Team, reason: str, by: str, *, urgent: bool = False, rule: str = ""
) -> Case:
    """The team's card goes out and its clock runs; the case comes back with the handoff, to be kept by the caller.

    `by` is empty where the `rule` of the desk asks.
    """
    now = desk.clock.now()
    running = escalation.start(team, desk.settings, urgent, now)
    due = running.next_at if running else None
    asked = Handoff(
        id=0,
        team=team.name,
        channel=team.channel,
        by=by,
        reason=reason.strip(),
        state=HandoffState.OPEN,
        asked_at=now,
        due=due,
        rule=rule,
        escalation=running,
    )
    handoff = await change.add_handoff(case, asked)
    await change.deliver(outbox.handoff_card(case, handoff, now))
    await change.set_timer(case, f"{HANDOFF}:{handoff.id}", due)
    if desk.helped:
        await change.run_errands(f"{SUMMARY}:{handoff.id}", now, case.id)
    return replace(case, handoffs=(*case.handoffs, handoff))


def steps_of(handoff: Handoff) -> tuple[str, ...]:
    """Whom its escalation asks one after the other, for the history."""
    return tuple(step.notify for step in handoff.escalation.steps) if handoff.escalation else ()
