"""Claim a case with a click or a word, or let it go."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases.lifecycle import Step
from bot.desk.claim import claim, release
from bot.slack.asked import Asked
from bot.slack.context import Answer, Office, Spoken


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.CLAIM: claim_clicked, Step.RELEASE: release_clicked}
    office.verbs |= {"claim": claim_said, "release": release_said}


async def claim_clicked(asked: Asked) -> None:
    await claim(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def release_clicked(asked: Asked) -> None:
    await release(asked.office.desk, asked.target.case, asked.actor, asked.key)


async def claim_said(spoken: Spoken) -> Answer | None:
    await claim(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None


async def release_said(spoken: Spoken) -> Answer | None:
    await release(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return None
