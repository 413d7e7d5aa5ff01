"""Ask a product team for help: the case is handed to its channel as a linked thread."""

from dataclasses import replace
from datetime import timedelta

from bot.cases import lifecycle, outbox, refusals
from bot.cases.case import Actor, Case, Handoff, HandoffState
from bot.cases.lifecycle import Step
from bot.desk.desk import Desk
from bot.ports.keep import keep


async def escalate(desk: Desk, case_id: int, team_name: str, reason: str, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.ESCALATE)
    now = desk.clock.now()
    team = desk.settings.team(team_name)
    if team is None:
        raise refusals.UnknownTeam(team_name, tuple(known.name for known in desk.settings.teams))
    if not reason.strip():
        raise refusals.ReasonMissing()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        waiting, happened = lifecycle.escalate(case, team.name, reason.strip(), by.id, now)
        due = now + timedelta(minutes=team.answer_within_minutes) if team.answer_within_minutes else None
        handoff = await change.add_handoff(
            case,
            Handoff(
                id=0,
                team=team.name,
                channel=team.channel,
                by=by.id,
                reason=reason.strip(),
                state=HandoffState.OPEN,
                asked_at=now,
                due=due,
            ),
        )
        await change.deliver(outbox.handoff_card(case, handoff, now))
        await change.set_timer(case, f"handoff:{handoff.id}", due)
        return await keep(change, case, replace(waiting, handoffs=(*case.handoffs, handoff)), now, happened)
