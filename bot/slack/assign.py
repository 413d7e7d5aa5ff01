"""Give a case to a colleague: button and modal, `/assign`, and `assign @colleague` in a thread."""

from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.desk.assign import assign, take_back
from bot.slack import modals, naming, picker
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Answer, Json, Office, Spoken
from bot.slack.ids import Input, Modal
from bot.slack.people import Person

USAGE = "/assign #12 @colleague"
HELP = f"`{USAGE}` gives case #12 to a colleague, `/assign #12 me` to yourself, and `/assign` alone lets you pick both."

Tell = Callable[[Answer], Awaitable[None]]


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.ASSIGN: assign_clicked}
    office.leads |= {Step.ASSIGN: window}
    office.verbs |= {"assign": assign_said}
    app.command("/assign")(answers(office, assign_commanded))
    app.view(Modal.ASSIGN)(answers(office, assign_submitted))
    app.action(Input.ASSIGNEE)(answers(office, colleague_chosen))


async def window(asked: Asked, case: Case, rest: str) -> Json:
    chosen, _ = naming.person(rest)
    return modals.assign(case, chosen)


async def assign_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        return modals.assign(await asked.office.case(asked.target.case))

    await asked.open(Step.ASSIGN, draw)


async def colleague_chosen(asked: Asked) -> None:
    """Get to know whoever was chosen, while the window is still open."""
    chosen = asked.action.get("selected_user")
    if chosen:
        asked.office.chores.start(asked.office.people.person(chosen), "slack.person")


async def assign_submitted(asked: Asked) -> None:
    to = asked.value(Input.ASSIGNEE)
    if not to:
        raise refusals.NobodyNamed
    await _give(asked.office, asked.target.case, to, asked.actor, asked.key, asked.say)


async def assign_commanded(asked: Asked) -> None:
    if asked.text.casefold() == "help":
        await asked.acknowledge()
        return await asked.say(Answer(text=HELP))
    to, rest = naming.person(asked.text)
    named, rest = naming.case(rest.strip())
    if rest.casefold() == "me":
        to, rest = asked.actor.id, ""
    if rest:
        raise refusals.UnknownAssignee(rest) if named else refusals.NoCaseNamed(USAGE)
    if named is None or to is None:
        return await picker.lead(asked, Step.ASSIGN, named, f"<@{to}>" if to else "")
    case_id = await named.find(asked.office.queries)

    async def tell(answer: Answer) -> None:
        await asked.acknowledge()
        await asked.say(answer)

    await _give(asked.office, case_id, to, asked.actor, asked.key, tell, confirmed=True)


async def assign_said(spoken: Spoken) -> Answer | None:
    to, rest = naming.person(spoken.rest)
    if spoken.rest.casefold() == "me":
        to, rest = spoken.actor.id, ""
    if to is None or rest:
        raise refusals.UnknownAssignee(rest) if rest else refusals.NobodyNamed

    async def tell(answer: Answer) -> None:
        await spoken.office.whisper(spoken.channel, spoken.actor.id, answer, spoken.thread_ts)

    await _give(spoken.office, spoken.case, to, spoken.actor, spoken.key, tell)
    return None


async def _give(
    office: Office, case_id: int, to: str, by: Actor, key: str, tell: Tell, confirmed: bool = False
) -> None:
    """Somebody whom we do not know yet gets the case at once, and loses it again should it not fit them.

    `confirmed`: it is told as soon as it is sure.
    """
    person = office.people.cached(to)
    if person is not None and (no := _unfit(person)):
        raise no
    before = await office.case(case_id)
    await assign(office.desk, case_id, to, by, key)
    kept = Answer(text=f"Case #{before.number} is now with <@{to}>.") if confirmed else None
    if person is None:
        office.chores.start(_verify(office, before, to, by, tell, kept), "slack.assignee")
    elif kept:
        await tell(kept)


async def _verify(office: Office, before: Case, to: str, by: Actor, tell: Tell, kept: Answer | None) -> None:
    person = await office.people.person(to)
    no = _unfit(person) if person else None
    if no:
        await take_back(office.desk, before.id, to, before.owner, by)
    if answer := Answer(text=str(no)) if no else kept:
        await tell(answer)


def _unfit(person: Person) -> refusals.Refusal | None:
    """Why a case cannot be theirs, if so."""
    if not person.works_here:
        return refusals.UnknownAssignee(f"<@{person.id}>")
    return refusals.GuestAssignee(f"<@{person.id}>") if person.guest else None
