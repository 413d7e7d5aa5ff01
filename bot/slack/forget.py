"""`/desk forget @handle`: an admin has a customer forgotten, after reading what that erases."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.cases import text as texts
from bot.cases.lifecycle import Step
from bot.desk.forget import Forgotten, forget, would_forget
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.blocks import Json, context, literal, modal, section
from bot.slack.context import Office
from bot.slack.ids import Modal, Target
from bot.slack.modals import message

TITLE = "Forget a customer"


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.FORGET: forget_clicked}
    office.orders |= {"forget": forget_commanded}
    app.view(Modal.FORGET)(answers(office, forget_submitted))


async def forget_commanded(asked: Asked) -> None:
    handle = asked.text.partition(" ")[2].strip()
    if not handle:
        raise refusals.NotNow("Say whom, like this: `/desk forget @vera`.")

    async def draw() -> Json:
        return window(await would_forget(asked.office.queries, handle))

    await asked.open(Step.FORGET, draw)


async def forget_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        case = await asked.office.case(asked.target.case)
        return window(await would_forget(asked.office.queries, case.author.handle))

    await asked.open(Step.FORGET, draw)


async def forget_submitted(asked: Asked) -> None:
    office = asked.office
    done = await forget(office.desk, office.queries, asked.target.text or "", asked.actor)
    await asked.update(message(TITLE, f"Erased: {done.told()}{_rest(done)}"))


def window(found: Forgotten) -> Json:
    return modal(
        Modal.FORGET,
        TITLE,
        [
            section(literal(f"@{found.handle.lstrip('@')}")),
            section(f"This erases {found.told()}, here and in every message of mine. It cannot be undone."),
            context("The cases keep their numbers, their times and who worked on them. Public answers stay on X."),
        ],
        Target(case=0, text=found.handle),
        "Forget",
    )


def _rest(done: Forgotten) -> str:
    left = "" if not done.notes else " What colleagues wrote into Slack themselves stands there until they delete it."
    return texts.escape(f".{left}")
