"""**Summary** of a long conversation, by a menu entry or a word in the thread; only whoever asks reads it."""

from slack_bolt.app.async_app import AsyncApp

from bot.cases import text as texts
from bot.cases.case import Actor, Case
from bot.cases.lifecycle import Step
from bot.cases.summary import Summary
from bot.desk.summary import summary
from bot.ports.assistant import NoHelp
from bot.slack import words
from bot.slack.aside import aside
from bot.slack.asked import Asked
from bot.slack.blocks import Block, Json, context, drawn, literal, modal, section
from bot.slack.context import Answer, Office, Spoken
from bot.slack.ids import Modal

UNREAD = "I could not read the case."
NONE = "There is no assistant here that could summarise. *History* tells what happened."


def register(app: AsyncApp, office: Office) -> None:
    office.steps |= {Step.SUMMARY: summary_clicked}
    office.verbs |= {"summary": summary_said}


async def summary_clicked(asked: Asked) -> None:
    async def draw() -> Json:
        title = f"Case {words.number(await asked.office.case(asked.target.case))}"
        return modal(Modal.LOADING, title, await _told(asked.office, asked.target.case, asked.actor))

    await asked.open(Step.SUMMARY, draw)


async def summary_said(spoken: Spoken) -> Answer | None:
    """A model takes its time, and Slack waits for nobody: the answer comes by itself."""
    spoken.office.desk.check(spoken.actor, Step.SUMMARY)
    spoken.office.chores.start(aside(_whisper(spoken), spoken.whisper, UNREAD), "slack.summary")
    return None


async def _whisper(spoken: Spoken) -> None:
    office, case = spoken.office, await spoken.office.case(spoken.case)
    blocks = drawn(await _told(office, case.id, spoken.actor))
    await spoken.whisper(Answer(text=f"Case {words.number(case)} in short", blocks=blocks))


async def _told(office: Office, case_id: int, by: Actor) -> list[Block]:
    if office.assistant is None:
        return [context(NONE)]
    try:
        case, said = await summary(office.desk, office.queries, office.assistant, case_id, by)
    except NoHelp as none:
        return [context(f":warning: {texts.escape(str(none))} *History* tells what happened.")]
    return _shown(case, said)


def _shown(case: Case, said: Summary) -> list[Block]:
    by = f":sparkles: *{words.number(case)} in short*  ·  _by {texts.escape(said.by)}_"
    return [context(by), section(literal(said.text))]
