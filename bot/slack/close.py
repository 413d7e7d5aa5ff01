"""Resolve, reopen, snooze and set aside, by button or by a word in the thread."""

from datetime import UTC, datetime

from slack_bolt.app.async_app import AsyncApp

from bot.cases import refusals, snoozes
from bot.cases.case import Case
from bot.cases.lifecycle import Step
from bot.cases.sla import Calendar, calendar_of
from bot.desk.close import dismiss, mute, reopen, resolve, set_aside, snooze
from bot.slack import modals, words
from bot.slack.answers import answers
from bot.slack.asked import Asked
from bot.slack.context import Answer, Json, Office, Spoken
from bot.slack.ids import Button, Input, Modal


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {
        Step.RESOLVE: resolve_clicked,
        Step.REOPEN: reopen_clicked,
        Step.DISMISS: dismiss_clicked,
        Step.MUTE: mute_clicked,
        Step.SNOOZE: snooze_clicked,
    }
    office.verbs |= {"resolve": resolve_said, "mute": mute_said, "reopen": reopen_said, "snooze": snooze_said}
    app.view(Modal.SNOOZE)(answers(office, snooze_submitted))
    for offered in (Button.SNOOZE_SOON, Button.SNOOZE_MORNING, Button.SNOOZE_MONDAY, Button.SNOOZE_CUSTOMER):
        app.action(offered)(answers(office, snooze_pressed))


async def resolve_clicked(asked: Asked) -> None:
    await resolve(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def reopen_clicked(asked: Asked) -> None:
    await reopen(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def dismiss_clicked(asked: Asked) -> None:
    await dismiss(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def mute_clicked(asked: Asked) -> None:
    await mute(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def snooze_clicked(asked: Asked) -> None:

    async def draw() -> Json:
        case = await asked.office.case(asked.target.case)
        return modals.snooze(case, snoozes.offers(asked.office.now(), _hours(asked.office, case)))

    await asked.open(Step.SNOOZE, draw)


async def snooze_submitted(asked: Asked) -> None:
    until = datetime.fromtimestamp(int(asked.value(Input.UNTIL) or 0), UTC)
    await snooze(asked.office.desk, asked.target.case, until, asked.actor, asked.key)


async def snooze_pressed(asked: Asked) -> None:
    """One of the usual times; the window says that it is done."""
    desk, target = asked.office.desk, asked.target
    if target.until:
        until = datetime.fromtimestamp(target.until, UTC)
        case = await snooze(desk, target.case, until, asked.actor, asked.key)
        slept = f"{words.number(case)} sleeps until {words.when(until)}, or until the customer writes."
    else:
        case = await set_aside(desk, target.case, asked.actor, asked.key)
        slept = f"{words.number(case)} waits for the customer."
    await asked.acknowledge()
    await asked.done(Answer(text=f":zzz: {slept}"))


async def resolve_said(spoken: Spoken) -> Answer | None:
    await resolve(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def mute_said(spoken: Spoken) -> Answer | None:
    await mute(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def reopen_said(spoken: Spoken) -> Answer | None:
    await reopen(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def snooze_said(spoken: Spoken) -> Answer | None:
    office = spoken.office
    if spoken.rest.casefold().removeprefix("until ").strip() in snoozes.CUSTOMER:
        await set_aside(office.desk, spoken.case, spoken.actor, spoken.key)
        return None
    hours = _hours(office, await office.case(spoken.case))
    until = snoozes.read(spoken.rest, office.now(), hours)
    if until is None:
        raise refusals.NotNow(
            "Say for how long, like `snooze 2h`, `snooze tomorrow`, `snooze monday 9:00` or `snooze until they write`."
        )
    await snooze(office.desk, spoken.case, until, spoken.actor, spoken.key)
    return None


def _hours(office: Office, case: Case) -> Calendar:
    return calendar_of(case.team, office.settings)
