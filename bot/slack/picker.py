"""From a command to the window of its step: for the case that it names, or for one that is picked from a list."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases.lifecycle import Step
from bot.slack import modals, naming
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Json, Office
from bot.slack.ids import Input, Modal

OFFERED = 100
"""Documented limit: options of one menu."""


def register(app: AsyncApp, office: Office) -> None:
    app.view(Modal.PICK)(answers(office, picked))


async def lead(asked: Asked, step: Step, named: naming.Named | None, rest: str) -> None:
    """Open the window of `step`; `rest` is what it is filled with."""
    office = asked.office
    await asked.acknowledge()
    case_id = await named.find(office.queries) if named else None

    async def draw() -> Json:
        if case_id is None:
            return modals.pick(step, await office.queries.open(OFFERED), rest or None)
        return await office.leads[step](asked, await office.case(case_id), rest)

    await asked.open(step, draw)


async def picked(asked: Asked) -> None:
    office = asked.office
    case = await office.case(int(asked.value(Input.CASE)))
    view = await office.leads[str(asked.target.step)](asked, case, asked.target.text or "")
    await asked.update(view)
