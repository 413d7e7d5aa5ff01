"""Claim a case with a click or a word, or let it go."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases.lifecycle import Step
from bot.desk.claim import claim, release
from bot.desk.still import owner_left, still
from bot.slack.asked import Asked
from bot.slack.context import Answer, Office, Spoken

AT_A_TIME = 50


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.CLAIM: claim_clicked, Step.RELEASE: release_clicked, Step.STILL: still_clicked}
    office.verbs |= {"claim": claim_said, "release": release_said}


async def claim_clicked(asked: Asked) -> None:
    await claim(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def release_clicked(asked: Asked) -> None:
    await release(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def still_clicked(asked: Asked) -> None:
    await still(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def gone(office: Office, user: str) -> None:
    """The cases of somebody whose account is deactivated go back to everybody, some at a time."""
    while lines := await office.queries.mine(user, AT_A_TIME):
        for line in lines:
            await owner_left(office.desk, line.id, user)


async def claim_said(spoken: Spoken) -> Answer | None:
    await claim(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def release_said(spoken: Spoken) -> Answer | None:
    await release(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None
