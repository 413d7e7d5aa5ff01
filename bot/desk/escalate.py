"""Ask a product team for help: the case is handed to its channel as a linked thread."""

from dataclasses import replace

from bot.cases import lifecycle, refusals
from bot.cases.case import Actor, Case, Priority
from bot.cases.events import Event, SuggestionTaken
from bot.cases.judgement import Correction
from bot.cases.lifecycle import Step
from bot.cases.settings import Team
from bot.cases.suggestion import suggested
from bot.desk.asking import ask_team, steps_of
from bot.desk.desk import Desk
from bot.ports.keep import keep
from bot.ports.store import Change


async def escalate(
    desk: Desk, case_id: int, team_name: str, reason: str, by: Actor, key: str = "", urgent: bool | None = None
) -> Case:
    """`urgent`: the team's steps for urgent requests run, round the clock; None asks as urgently as the case is."""
    desk.check(by, Step.ESCALATE)
    team = _team(desk, team_name)
    if not reason.strip():
        raise refusals.ReasonMissing()
    async with desk.store.change(key) as change:
        return await _ask(desk, change, await change.case(case_id), team, reason, by, urgent=urgent)


async def follow_suggestion(desk: Desk, case_id: int, words: str, by: Actor, key: str = "") -> Case:
    """Ask the team that the assistant suggests, with its reason; `words` are those that stood beside the button."""
    desk.check(by, Step.ASK_SUGGESTED)
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        offer = suggested(case)
        if offer is None or offer.words != words:
            raise refusals.NotNow("This suggestion is not current any more; the card shows how it stands.")
        team = _team(desk, offer.team)
        taken = SuggestionTaken(at=desk.clock.now(), by=by.id, machine=offer.by, team=team.name)
        return await _ask(desk, change, case, team, offer.reason, by, taken)


async def _ask(
    desk: Desk, change: Change, case: Case, team: Team, reason: str, by: Actor, *why: Event, urgent: bool | None = None
) -> Case:
    now = desk.clock.now()
    if case.team != team.name:
        said = Correction(text=case.posts[0].mention.text, by=by.id, at=now, team=team.name)
        await change.correct(case, said)
    waiting, happened = lifecycle.escalate(case, team.name, reason.strip(), by.id, now)
    urgent = case.priority is Priority.URGENT if urgent is None else urgent
    asked = await ask_team(desk, change, waiting, team, reason, by.id, urgent=urgent)
    happened = replace(happened, urgent=urgent, steps=steps_of(asked.handoffs[-1]))
    return await keep(change, case, asked, now, desk.settings, *why, happened)


def _team(desk: Desk, name: str) -> Team:
    """Raises `UnknownTeam`."""
    team = desk.settings.team(name)
    if team is None:
        raise refusals.UnknownTeam(name, tuple(known.name for known in desk.settings.teams))
    return team
