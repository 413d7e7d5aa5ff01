"""A team takes what it is asked, or says that it is not theirs."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.cases.lifecycle import Step
from bot.desk.handoff import decline, take
from bot.slack import modals
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Json, Office
from bot.slack.ids import Input, Modal


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.TAKE: take_clicked, Step.DECLINE: decline_clicked}
    app.view(Modal.DECLINE)(answers(office, decline_submitted))


async def take_clicked(asked: Asked) -> None:
    await take(asked.office.desk, asked.target.case, asked.target.handoff or 0, asked.actor, asked.key)


async def decline_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        case = await asked.office.case(asked.target.case)
        handoff = case.handoff(asked.target.handoff or 0)
        if handoff is None or not handoff.running:
            raise refusals.RequestClosed
        return modals.decline(case, handoff)

    await asked.open(Step.DECLINE, draw)


async def decline_submitted(asked: Asked) -> None:
    target, reason = asked.target, asked.value(Input.REASON) or ""
    await decline(asked.office.desk, target.case, target.handoff or 0, reason, asked.actor, asked.key)
