"""Resolve, reopen, snooze and set aside, by button or by a word in the thread."""

from datetime import UTC, datetime, timedelta

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals
from bot.cases.lifecycle import Step
from bot.desk.close import dismiss, reopen, resolve, snooze
from bot.slack import modals, naming
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Answer, Json, Office, Spoken
from bot.slack.ids import Input, Modal

OFFERED = timedelta(hours=2)


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {
        Step.RESOLVE: resolve_clicked,
        Step.REOPEN: reopen_clicked,
        Step.DISMISS: dismiss_clicked,
        Step.SNOOZE: snooze_clicked,
    }
    office.verbs |= {"resolve": resolve_said, "reopen": reopen_said, "snooze": snooze_said}
    app.view(Modal.SNOOZE)(answers(office, snooze_submitted))


async def resolve_clicked(asked: Asked) -> None:
    await resolve(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def reopen_clicked(asked: Asked) -> None:
    await reopen(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def dismiss_clicked(asked: Asked) -> None:
    await dismiss(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def snooze_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        return modals.snooze(await asked.office.case(asked.target.case), asked.office.now() + OFFERED)

    await asked.open(Step.SNOOZE, draw)


async def snooze_submitted(asked: Asked) -> None:
    until = datetime.fromtimestamp(int(asked.value(Input.UNTIL) or 0), UTC)
    await snooze(asked.office.desk, asked.target.case, until, asked.actor, asked.key)


async def resolve_said(spoken: Spoken) -> Answer | None:
    await resolve(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def reopen_said(spoken: Spoken) -> Answer | None:
    await reopen(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def snooze_said(spoken: Spoken) -> Answer | None:
    office = spoken.office
    until = naming.until(spoken.rest, office.now(), office.settings.desk.timezone)
    if until is None:
        raise refusals.NotNow("Say for how long, like `snooze 2h`, `snooze 45 min` or `snooze tomorrow`.")
    await snooze(office.desk, spoken.case, until, spoken.actor, spoken.key)
    return None
