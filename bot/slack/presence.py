"""**Check on X**: whether the posts of a case still stand there, by button or by a word in the thread."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases.lifecycle import Step
from bot.desk.presence import check
from bot.slack.asked import Asked
from bot.slack.context import Answer, Office, Spoken

SAID = "I am looking. If a post was deleted, protected or changed on X, it is so here within a quarter of an hour."


def register(_: AsyncApp, office: Office) -> None:
    office.steps |= {Step.CHECK: check_clicked}
    office.verbs |= {"check": check_said}


async def check_clicked(asked: Asked) -> None:
    await check(asked.office.desk, asked.target.case, asked.actor, asked.key)
    await asked.acknowledge()
    await asked.say(Answer(text=SAID))


async def check_said(spoken: Spoken) -> Answer | None:
    await check(spoken.office.desk, spoken.case, spoken.actor, spoken.key)
    return Answer(text=SAID)
