"""Direct messages: what a colleague asks about the desk is looked up beside everything else, and answered below it."""

import asyncio
import re

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.cases import text as texts
from bot.cases.lifecycle import Step
from bot.cases.questions import FOR_APPROVERS, LONGEST, PROMPTS
from bot.cases.refusals import Refusal
from bot.desk.questions import ask
from bot.ports.faults import Fault
from bot.slack.answers import apology, report
from bot.slack.context import Answer, Json, Office
from bot.slack.errors import TROUBLES
from bot.slack.people import problem_of
from bot.slack.told import told

log = structlog.get_logger()

SECONDS = 50.0
"""For the whole answer: a model that is asked twice has 20 each, and the reads are quick."""
THINKING = "is looking it up…"
ONE_AT_A_TIME = "One at a time, please: I am still at your last question."
TOO_LONG = "That took too long, so I stopped looking. Please ask once more, or try `/cases` and `/desk`."
HEADING = "What would you like to know?"

_NAMES = re.compile(r"<[@#!][^<>]*>")


def register(app: AsyncApp, office: Office) -> None:
    questions = Questions(office)
    office.enquire, office.prompt = questions.hear, questions.offer


class Questions:
    """Where questions are taken: one of each person's at a time."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._asking: set[str] = set()

    def hear(self, event: Json) -> None:
        """A message in somebody's direct messages with us, which is kept already as one that was heard."""
        self._office.chores.start(self._answer(event), "slack.question")

    async def offer(self, user: str, channel: str) -> None:
        """Somebody opens their direct messages with us: show what they may want to ask, where Slack can."""
        office = self._office
        questions = FOR_APPROVERS if office.desk.may(office.actor(user), Step.APPROVE) else PROMPTS
        prompts = [{"title": each, "message": each} for each in questions]
        try:
            await office.client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=HEADING, prompts=prompts
            )
        except TROUBLES as error:  # the manifest's own prompts stand there then, or none
            log.info("slack.prompts_refused", problem=problem_of(error))

    async def _answer(self, event: Json) -> None:
        user = str(event["user"])
        if user in self._asking:
            return await self._say(event, Answer(text=ONE_AT_A_TIME))
        self._asking.add(user)
        try:
            await self._think(event)
            answer = await self._found(event)
        finally:
            self._asking.discard(user)
        await self._say(event, answer)

    async def _found(self, event: Json) -> Answer:
        """What there is to say, also where something fails."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._look_up(event)
        except TimeoutError:
            return Answer(text=TOO_LONG)
        except Refusal as no:
            return Answer(text=str(no))
        except Fault as fault:
            log.error("slack.question_failed", problem=str(fault))
            return Answer(text=f"I could not look it up. {fault} Please try once more in a moment.")
        except Exception as bug:  # the edge of the loop
            return Answer(text=apology(report(bug, "slack.question_failed")))

    async def _look_up(self, event: Json) -> Answer:
        office, team = self._office, event.get("user_team") or event.get("team")
        await office.people.meet(event["user"])
        by = office.actor(event["user"], team=team)
        question = texts.plain(_NAMES.sub(" ", str(event.get("text") or "")))[:LONGEST]
        return told(office, await ask(office.desk, office.queries, office.machine, question, by), by)

    async def _think(self, event: Json) -> None:
        """Slack takes the status away as soon as we answer; where it shows none, nothing is lost."""
        client = self._office.client
        try:
            await client.assistant_threads_setStatus(
                channel_id=event["channel"], thread_ts=_thread(event), status=THINKING
            )
        except TROUBLES as error:
            log.info("slack.status_refused", problem=problem_of(error))

    async def _say(self, event: Json, answer: Answer) -> None:
        """In the thread of the question: twice rather than not at all."""

        async def say() -> None:
            await self._office.client.chat_postMessage(
                channel=event["channel"],
                thread_ts=_thread(event),
                text=answer.text,
                blocks=answer.blocks or None,
                unfurl_links=False,
            )

        await self._office.insist(say, "slack.unanswered", event["user"])


def _thread(event: Json) -> str:
    return str(event.get("thread_ts") or event["ts"])
