"""A team takes what it is asked, answers it, asks back, or says whose it is."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals, text
from bot.cases.case import Case, Handoff
from bot.cases.counting import weight
from bot.cases.lifecycle import Step
from bot.desk.handoff import answer, ask_back, decline, fixed, take
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Json, Office
from bot.slack.draft import Draft, weigh
from bot.slack.handoff import topics, windows
from bot.slack.ids import Button, Input, Modal
from bot.slack.live import LiveCount


def register(app: AsyncApp, office: Office) -> None:
    count = LiveCount(office, recounted)
    office.steps |= {
        Step.TAKE: take_clicked,
        Step.ANSWER: answer_clicked,
        Step.DECLINE: decline_clicked,
        Step.NEED_MORE: need_more_clicked,
        Step.FIXED: fixed_clicked,
        Button.CONVERSATION: conversation_clicked,
        Button.SEEN: topics.seen_clicked,
        Button.RANKING: topics.ranking_clicked,
    }
    for field in (Input.ANSWER, Input.AUDIENCE):
        app.action(field)(answers(office, count.typed))
    app.view(Modal.ANSWER)(answers(office, count.ending(answer_submitted)))
    app.view(Modal.DECLINE)(answers(office, decline_submitted))
    app.view(Modal.NEED_MORE)(answers(office, need_more_submitted))


async def take_clicked(asked: Asked) -> None:
    await take(asked.office.desk, asked.target.case, asked.target.handoff or 0, asked.actor, asked.key)


async def answer_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        case, handoff = await _running(asked)
        return windows.answer(case, handoff, windows.CUSTOMER, _weighed(case, ""))

    await asked.open(Step.ANSWER, draw)


async def recounted(asked: Asked) -> Json:
    """The window of the answer, for what stands in it by now."""
    case, handoff = await _running(asked)
    written = asked.value(Input.ANSWER) or ""
    return windows.answer(case, handoff, asked.value(Input.AUDIENCE), _weighed(case, written))


async def answer_submitted(asked: Asked) -> None:
    target, written = asked.target, asked.value(Input.ANSWER) or ""
    public = asked.value(Input.AUDIENCE) == windows.CUSTOMER
    if public:
        _must_fit(await asked.office.case(target.case), written)
    await answer(asked.office.desk, target.case, target.handoff or 0, written, public, asked.actor, asked.key)


async def decline_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        case, handoff = await _running(asked)
        others = [team.name for team in asked.office.settings.teams if team.name != handoff.team]
        return windows.decline(case, handoff, others)

    await asked.open(Step.DECLINE, draw)


async def decline_submitted(asked: Asked) -> None:
    target, reason, to = asked.target, asked.value(Input.REASON) or "", asked.value(Input.WHERE) or windows.OWNER
    onward = "" if to == windows.OWNER else to
    await decline(asked.office.desk, target.case, target.handoff or 0, reason, asked.actor, asked.key, onward)


async def need_more_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        return windows.need_more(*await _running(asked))

    await asked.open(Step.NEED_MORE, draw)


async def need_more_submitted(asked: Asked) -> None:
    target, question = asked.target, asked.value(Input.QUESTION) or ""
    await ask_back(asked.office.desk, target.case, target.handoff or 0, question, asked.actor, asked.key)


async def fixed_clicked(asked: Asked) -> None:
    await fixed(asked.office.desk, asked.target.case, asked.target.handoff or 0, asked.actor, asked.key)


async def conversation_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        return windows.whole(await asked.office.case(asked.target.case), asked.office.people.shown)

    await asked.open(None, draw)


async def _running(asked: Asked) -> tuple[Case, Handoff]:
    case = await asked.office.case(asked.target.case)
    handoff = case.handoff(asked.target.handoff or 0)
    if handoff is None or not handoff.running:
        raise refusals.RequestClosed
    return case, handoff


def _weighed(case: Case, written: str) -> Draft:
    return weigh(written, case.network, "", "")


def _must_fit(case: Case, written: str) -> None:
    """What nobody can send as it is, nobody should propose."""
    try:
        plain = text.plain(written).strip()
    except refusals.MentionsColleague as no:
        no.field = "Answer"
        raise
    over = weight(plain) - text.LIMITS[case.network]
    if over > 0:
        raise refusals.ProposalTooLong(over)
