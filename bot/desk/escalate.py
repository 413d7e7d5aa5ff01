"""Ask a product team for help: the case is handed to its channel as a linked thread."""

from dataclasses import replace

from bot.cases import lifecycle, outbox, refusals
from bot.cases.case import Actor, Case, HandoffState
from bot.cases.events import HandoffOverdue
from bot.cases.lifecycle import Step
from bot.desk.asking import ask_team
from bot.desk.desk import Desk, pinged
from bot.ports.keep import keep
from bot.ports.store import Change


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
        asked = await ask_team(desk, change, waiting, team, reason, by.id)
        return await keep(change, case, asked, now, desk.settings, happened)


async def unanswered(desk: Desk, change: Change, case: Case, handoff_id: int) -> None:
    """The timer of a team: its time to answer is over, and those who come next are named in both threads."""
    now = desk.clock.now()
    handoff = case.handoff(handoff_id)
    if handoff is None or handoff.state is not HandoffState.OPEN:
        return
    team = desk.settings.team(handoff.team)
    names = pinged(team.escalate_to) if team else ""
    words = f"{names} Team {handoff.team} was asked about case #{case.number} and has not answered in time.".strip()
    await change.save_handoff(replace(handoff, due=None))
    await change.record(case, HandoffOverdue(at=now, team=handoff.team))
    await change.deliver(outbox.notice(case, words, now), outbox.notice(case, words, now, under=handoff))
