"""Ask a product team for help: button and modal, `/escalate`, `escalate` in a thread, and a message shortcut."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.cases import text as texts
from bot.cases.case import Case, Priority
from bot.cases.lifecycle import Step
from bot.cases.wishes import Kind, Topic
from bot.desk.escalate import escalate, follow_suggestion
from bot.desk.handoff import collect, join
from bot.slack import modals, naming, picker, request_fields
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.chosen import chosen
from bot.slack.context import Answer, Json, Office, Spoken
from bot.slack.ids import Input, Modal, Shortcut

QUOTED = 60
"""Characters of what somebody wrote in place of a team, as it is said back to them."""
HELP = (
    "`/escalate #12 baggage Where is the suitcase?` asks team baggage about case #12; "
    "what you leave out, you are asked for. Write `urgent` before the reason where it cannot wait. "
    "`/escalate #12 idea baggage …` and `/escalate #12 praise baggage …` hand on what needs no answer."
)


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.ESCALATE: escalate_clicked, Step.ASK_SUGGESTED: suggestion_clicked}
    office.leads |= {Step.ESCALATE: window}
    office.verbs |= {"escalate": escalate_said}
    app.command("/escalate")(answers(office, escalate_commanded))
    app.shortcut(Shortcut.ESCALATE)(answers(office, escalate_chosen))
    app.view(Modal.ESCALATE)(answers(office, escalate_submitted))


async def window(asked: Asked, case: Case, rest: str) -> Json:
    kind, rest = naming.kind(rest)
    team, reason = naming.team(rest, _teams(asked.office))
    urgent, reason = naming.urgent(reason)
    more = await request_fields.of_case(asked.office, case.id, kind)
    return modals.escalate(case, _teams(asked.office), team, reason, urgent or _is_urgent(case), more)


async def escalate_clicked(asked: Asked) -> None:
    await _open(asked, asked.target.case, "")


async def suggestion_clicked(asked: Asked) -> None:
    target = asked.target
    await follow_suggestion(asked.office.desk, target.case, target.text or "", asked.actor, asked.key)


async def escalate_chosen(asked: Asked) -> None:
    """The shortcut: what a colleague wrote is offered as the reason."""
    await asked.acknowledge()
    message = await chosen(asked)
    await _open(asked, message.case, message.text)


async def escalate_submitted(asked: Asked) -> None:
    team, reason = asked.value(Input.TEAM) or "", asked.value(Input.REASON) or ""
    urgent, kind, request = bool(asked.value(Input.URGENT)), asked.value(Input.WISH), asked.value(Input.REQUEST)
    desk, case_id = asked.office.desk, asked.target.case
    if kind in (Kind.IDEA, Kind.PRAISE):
        await collect(desk, case_id, Kind(kind), team, reason, asked.actor, asked.key)
    elif request:
        await join(desk, case_id, int(request), reason, asked.actor, asked.key)
    else:
        await escalate(desk, case_id, team, reason, asked.actor, asked.key, urgent)


async def escalate_commanded(asked: Asked) -> None:
    office = asked.office
    if asked.text.casefold() == "help":
        await asked.acknowledge()
        return await asked.say(Answer(text=HELP))
    named, given = naming.case(asked.text)
    kind, rest = naming.kind(given)
    team, reason = naming.team(rest, _teams(office))
    if rest and team is None:
        raise refusals.UnknownTeam(texts.cut(rest.split()[0], QUOTED), _teams(office))
    urgent, reason = naming.urgent(reason)
    if named is None or not reason:
        return await picker.lead(asked, Step.ESCALATE, named, given)
    case_id = await named.find(office.queries)
    if kind is not Kind.PROBLEM:
        topic = await collect(office.desk, case_id, kind, str(team), reason, asked.actor, asked.key)
        await asked.acknowledge()
        return await asked.say(Answer(text=collected(topic)))
    case = await escalate(office.desk, case_id, str(team), reason, asked.actor, asked.key, urgent or None)
    await asked.acknowledge()
    await asked.say(Answer(text=f"Team {team} is asked about case #{case.number}; their answer comes into its thread."))


async def escalate_said(spoken: Spoken) -> Answer | None:
    teams = _teams(spoken.office)
    kind, rest = naming.kind(spoken.rest)
    team, reason = naming.team(rest, teams)
    if not spoken.rest:
        raise refusals.NotNow("Name the team and what you need, like `escalate baggage Where is the suitcase?`.")
    wanted = team or rest.split()[0]
    if kind is not Kind.PROBLEM:
        topic = await collect(spoken.office.desk, spoken.case, kind, wanted, reason, spoken.actor, spoken.key)
        return Answer(text=collected(topic))
    urgent, reason = naming.urgent(reason)
    await escalate(spoken.office.desk, spoken.case, wanted, reason, spoken.actor, spoken.key, urgent or None)
    return None


async def _open(asked: Asked, case_id: int, reason: str) -> None:

    async def draw() -> Json:
        case = await asked.office.case(case_id)
        more = await request_fields.of_case(asked.office, case_id)
        return modals.escalate(case, _teams(asked.office), reason=reason, urgent=_is_urgent(case), more=more)

    await asked.open(Step.ESCALATE, draw)


def collected(topic: Topic) -> str:
    return f"Handed on to team {topic.team} under *{texts.escape(topic.name)}*; its channel counts them."


def _is_urgent(case: Case) -> bool:
    return case.priority is Priority.URGENT


def _teams(office: Office) -> tuple[str, ...]:
    return tuple(team.name for team in office.settings.teams)
