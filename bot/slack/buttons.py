"""Buttons and menu entries: each takes the step it is named like; **More…** opens those that a card has no room for."""

import re

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals, views
from bot.slack import home, modals
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Answer, Handler, Json, Office
from bot.slack.ids import Button, Modal
from bot.slack.steps import hidden


def register(app: AsyncApp, office: Office) -> None:
    """Comes after the features, since it serves the steps that they left."""
    for step, handler in office.steps.items():
        app.action(step)(answers(office, _taking(handler)))
    app.action(Button.MORE)(answers(office, chosen))
    app.action(Button.OPEN_ON_X)(answers(office, nothing))
    app.action(re.compile(".*"))(answers(office, unknown))
    app.view(re.compile(".*"))(answers(office, unknown))


async def chosen(asked: Asked) -> None:
    """An entry of a card's menu."""
    if asked.action.get("selected_option", {}).get("url"):
        return
    step = asked.target.step or Button.MORE
    if step == Button.OPEN_ON_X:
        return
    handler = more if step == Button.MORE else asked.office.steps.get(step, unknown)
    await _taking(handler)(asked)


async def more(asked: Asked) -> None:
    async def draw() -> Json:
        case = await asked.office.case(asked.target.case)
        return modals.more(case, tuple(filter(asked.may, hidden(views.steps_of(case)))))

    await asked.open(None, draw)


async def nothing(asked: Asked) -> None:
    """A link: the browser has gone there, and Slack only wants to know that we heard."""


async def unknown(asked: Asked) -> None:
    raise refusals.NotNow("I do not know this any more. Find the case with `/cases` and try it there.")


def _taking(handler: Handler) -> Handler:
    """Where a step is taken in a window or a Home, which no delivery draws afresh, it is done here."""

    async def taken(asked: Asked) -> None:
        await handler(asked)
        await asked.acknowledge()
        if asked.view.get("type") == "home":
            await home.publish(asked.office, asked.actor.id)
        elif asked.view.get("callback_id") == Modal.MORE:
            await asked.done(Answer(text="Done."))

    return taken
