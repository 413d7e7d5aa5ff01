"""Ask a product team for help: the case is handed to its channel as a linked thread."""

from dataclasses import replace

from bot.cases import lifecycle, refusals
from bot.cases.case import Actor, Case, Priority
from bot.cases.judgement import Correction
from bot.cases.lifecycle import Step
from bot.desk.asking import ask_team, steps_of
from bot.desk.desk import Desk
from bot.ports.keep import keep


async def escalate(
    desk: Desk, case_id: int, team_name: str, reason: str, by: Actor, key: str = "", urgent: bool | None = None
) -> Case:
    """`urgent`: the team's steps for urgent requests run, round the clock; None asks as urgently as the case is."""
    desk.check(by, Step.ESCALATE)
    now = desk.clock.now()
    team = desk.settings.team(team_name)
    if team is None:
        raise refusals.UnknownTeam(team_name, tuple(known.name for known in desk.settings.teams))
    if not reason.strip():
        raise refusals.ReasonMissing()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        if case.team != team.name:
            said = Correction(text=case.posts[0].mention.text, by=by.id, at=now, team=team.name)
            await change.correct(case, said)
        waiting, happened = lifecycle.escalate(case, team.name, reason.strip(), by.id, now)
        urgent = case.priority is Priority.URGENT if urgent is None else urgent
        asked = await ask_team(desk, change, waiting, team, reason, by.id, urgent=urgent)
        happened = replace(happened, urgent=urgent, steps=steps_of(asked.handoffs[-1]))
        return await keep(change, case, asked, now, desk.settings, happened)
