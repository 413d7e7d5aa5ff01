"""Give a case to a colleague, a user group or a team: button and modal, `/assign`, and `assign …` in a thread."""

from dataclasses import dataclass

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.cases import text as texts
from bot.cases.assignment import Pool
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.desk.assign import assign, take_back
from bot.desk.share import offer, share
from bot.slack import loads, modals, naming, picker
from bot.slack.answers import answers
from bot.slack.aside import Tell, aside
from bot.slack.asked import Asked
from bot.slack.context import Answer, Json, Office, Spoken
from bot.slack.errors import TROUBLES
from bot.slack.ids import Input, Modal
from bot.slack.people import Person

QUOTED = 60
"""Characters of what somebody wrote in place of a name, as it is said back to them."""
USAGE = "/assign #12 @colleague"
HELP = (
    f"`{USAGE}` gives case #12 to a colleague, `/assign #12 baggage` to the one of a team (or of a `@usergroup`) whose "
    "turn it is, `/assign #12 me` to yourself; what follows is a note to them. `/assign` alone lets you pick."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to have a case: a person, or one of a pool; and what they should know."""

    to: str | None = None
    pool: Pool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """A case that is given away; `confirmed`: it is told as soon as it is sure."""

    office: Office
    case: int
    by: Actor
    key: str
    tell: Tell
    confirmed: bool = False


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.ASSIGN: assign_clicked}
    office.leads |= {Step.ASSIGN: window}
    office.verbs |= {"assign": assign_said}
    app.command("/assign")(answers(office, assign_commanded))
    app.view(Modal.ASSIGN)(answers(office, assign_submitted))
    app.action(Input.ASSIGNEE)(answers(office, colleague_chosen))


def named(office: Office, text: str, me: str) -> Wanted:
    """Whom a line of text names (nobody, where it names none), and as the note what else it says."""
    to, rest = naming.person(text)
    if to:
        return Wanted(to=to, note=rest)
    group, rest = naming.group(text)
    if group:
        return Wanted(pool=Pool.of_group(*group), note=rest)
    first, _, rest = text.partition(" ")
    if first.casefold() == "me":
        return Wanted(to=me, note=rest)
    team, rest = naming.team(text, (team.name for team in office.settings.teams))
    return Wanted(pool=_pool(office, team), note=rest) if team else Wanted(note=text)


async def window(asked: Asked, case: Case, rest: str) -> Json:
    wanted = named(asked.office, rest, asked.actor.id)
    return await _drawn(asked.office, case, wanted)


async def assign_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        return await _drawn(asked.office, await asked.office.case(asked.target.case))

    await asked.open(Step.ASSIGN, draw)


async def colleague_chosen(asked: Asked) -> None:
    """Get to know whoever was chosen while the window is still open, and say how busy they are."""
    chosen = asked.action.get("selected_user")
    if chosen:
        asked.office.chores.start(_tell_about(asked, chosen), "slack.person")


async def _tell_about(asked: Asked, chosen: str) -> None:
    office = asked.office
    await office.people.person(chosen)
    view = await _drawn(office, await office.case(asked.target.case), Wanted(chosen))
    try:
        await office.draw(asked.view["id"], view, asked.view.get("hash"))
    except TROUBLES:  # sent or closed meanwhile, or overtaken by another choice
        return


async def _drawn(office: Office, case: Case, wanted: Wanted | None = None) -> Json:
    wanted, teams = wanted or Wanted(), office.settings.teams
    about = await loads.of_person(office, wanted.to) if wanted.to else ""
    names, busy = [team.name for team in teams], await loads.of_teams(office, teams)
    team = wanted.pool.team if wanted.pool else ""
    return modals.assign(case, names, busy, chosen=wanted.to, about=about, team=team, note=wanted.note)


async def assign_submitted(asked: Asked) -> None:
    to, team, note = asked.value(Input.ASSIGNEE), asked.value(Input.TEAM), asked.value(Input.NOTE) or ""
    if to and team:
        raise refusals.TwoAssignees
    giving = Giving(office=asked.office, case=asked.target.case, by=asked.actor, key=asked.key, tell=_teller(asked))
    await _give(giving, Wanted(to, _pool(asked.office, team) if team else None, note))


async def assign_commanded(asked: Asked) -> None:
    if asked.text.casefold() == "help":
        await asked.acknowledge()
        return await asked.say(Answer(text=HELP))
    office = asked.office
    case, rest = naming.case(asked.text)
    wanted = named(office, rest, asked.actor.id)
    if case is None:  # it may stand behind the person: `/assign @colleague #12`
        case, note = naming.case(wanted.note)
        wanted = Wanted(wanted.to, wanted.pool, note)
    if not (wanted.to or wanted.pool) and wanted.note:
        raise refusals.UnknownAssignee(texts.cut(wanted.note, QUOTED)) if case else refusals.NoCaseNamed(USAGE)
    if case is None or not (wanted.to or wanted.pool):
        return await picker.lead(asked, Step.ASSIGN, case, rest)
    case_id = await case.find(office.queries)
    giving = Giving(office=office, case=case_id, by=asked.actor, key=asked.key, tell=_teller(asked), confirmed=True)
    await _give(giving, wanted)


def _teller(asked: Asked) -> Tell:
    """By this time the case is given, so Slack may know."""

    async def tell(answer: Answer) -> None:
        await asked.acknowledge()
        await asked.say(answer)

    return tell


async def assign_said(spoken: Spoken) -> Answer | None:
    wanted = named(spoken.office, spoken.rest, spoken.actor.id)
    if not (wanted.to or wanted.pool) and wanted.note:
        raise refusals.UnknownAssignee(texts.cut(wanted.note, QUOTED))

    async def tell(answer: Answer) -> None:
        spoken.office.chores.start(spoken.whisper(answer), "slack.whisper")

    giving = Giving(office=spoken.office, case=spoken.case, by=spoken.actor, key=spoken.key, tell=tell)
    await _give(giving, wanted)
    return None


async def _give(giving: Giving, wanted: Wanted) -> None:
    if wanted.pool:
        case = await offer(giving.office.desk, giving.case, wanted.pool, giving.by, giving.key, wanted.note)
        unable = f"Who of {wanted.pool.named} has case #{case.number} is not decided yet."
        sharing = aside(_shared(giving, case), giving.tell, unable, "I go on by myself; its card shows who has it.")
        giving.office.chores.start(sharing, "slack.shared")
    elif wanted.to:
        await _give_to(giving, wanted.to, wanted.note)
    else:
        raise refusals.NobodyNamed


async def _shared(giving: Giving, case: Case) -> None:
    outcome = await share(giving.office.desk, case)
    if outcome and (giving.confirmed or outcome.to is None):
        await giving.tell(Answer(text=outcome.sentence))


async def _give_to(giving: Giving, to: str, note: str) -> None:
    """Somebody whom we do not know yet gets the case at once, and loses it again should it not fit them."""
    office = giving.office
    person = office.people.cached(to)
    if person is not None and (no := _unfit(person)):
        raise no
    before = await office.case(giving.case)
    await assign(office.desk, giving.case, to, giving.by, giving.key, note)
    if person and giving.confirmed:
        await giving.tell(_kept(before, to))
    unable = f"I could not make sure that <@{to}> can have case #{before.number}."
    verifying = _verify(giving, before, to, told=person is not None)
    office.chores.start(aside(verifying, giving.tell, unable, "Please look at its card."), "slack.assignee")


async def _verify(giving: Giving, before: Case, to: str, told: bool) -> None:
    """What is found out when the case is theirs already: that it cannot be, or that they are away."""
    office = giving.office
    person = await office.people.person(to)
    if person and (no := _unfit(person)):
        await take_back(office.desk, before.id, to, before.owner, giving.by)
        return await giving.tell(Answer(text=str(no)))
    if giving.confirmed and not told:
        await giving.tell(_kept(before, to))
    if to == giving.by.id:
        return
    for colleague in await office.desk.roster.colleagues((to,)):
        if colleague.away:
            await giving.tell(Answer(text=f"<@{to}> has case #{before.number} now, but {colleague.away}."))


def _kept(case: Case, to: str) -> Answer:
    return Answer(text=f"Case #{case.number} is now with <@{to}>.")


def _pool(office: Office, name: str) -> Pool:
    team = office.settings.team(name)
    if team is None:  # the desk file has changed since the window was drawn
        raise refusals.UnknownTeam(name, tuple(team.name for team in office.settings.teams))
    return Pool.of_team(team)


def _unfit(person: Person) -> refusals.Refusal | None:
    """Why a case cannot be theirs, if so."""
    if not person.works_here:
        return refusals.UnknownAssignee(f"<@{person.id}>")
    return refusals.GuestAssignee(f"<@{person.id}>") if person.guest else None
