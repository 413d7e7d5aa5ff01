"""Direct messages: what a colleague asks about the desk is looked up beside everything else, and answered below it."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.cases import text as texts
from bot.cases.lifecycle import Step
from bot.cases.questions import FOR_APPROVERS, LONGEST, PROMPTS, Lookup, Question
from bot.cases.refusals import Refusal
from bot.desk.questions import answered, ask, hear
from bot.ports.faults import Fault
from bot.slack.answers import apology, report
from bot.slack.aside import ONCE_MORE
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
MISSED = "I was away when you asked this, and have not looked it up. Please ask once more if it still matters."
STILL_WAITED_FOR = timedelta(minutes=10)
HEADING = "What would you like to know?"

_NAMES = re.compile(r"<[@#!][^<>]*>")


def register(app: AsyncApp, office: Office) -> None:
    questions = Questions(office)
    office.enquire, office.prompt = questions.hear, questions.offer
    office.chores.start(questions.take_up(office.now()), "slack.questions")


class Questions:
    """Where questions are taken: one of each person's at a time."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._asking: set[str] = set()

    async def hear(self, event: Json, key: str) -> None:
        """A message in somebody's direct messages with us: kept at once, and answered beside everything else."""
        question = Question(
            channel=event["channel"],
            ts=event["ts"],
            thread=str(event.get("thread_ts") or event["ts"]),
            by=str(event["user"]),
            team=event.get("user_team") or event.get("team"),
            text=texts.plain(_NAMES.sub(" ", str(event.get("text") or "")))[:LONGEST],
            at=self._office.now(),
        )
        await hear(self._office.desk, question, key)
        self._office.chores.start(self._answer(question), "slack.question")

    async def take_up(self, began: datetime) -> None:
        """What a predecessor heard, and ended before it could answer: looked up now, if anybody still waits for it."""
        for question in await self._office.queries.unanswered(began):
            if began - question.at < STILL_WAITED_FOR:
                await self._answer(question)
            else:
                await self._say(question, Answer(text=MISSED))

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

    async def _answer(self, question: Question) -> None:
        if question.by in self._asking:
            return await self._say(question, Answer(text=ONE_AT_A_TIME))
        self._asking.add(question.by)
        try:
            await self._think(question)
            answer, reads = await self._found(question)
        finally:
            self._asking.discard(question.by)
        await self._say(question, answer, reads)

    async def _found(self, question: Question) -> tuple[Answer, Sequence[Lookup]]:
        """What there is to say, also where something fails, and what was looked up for it."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._look_up(question)
        except TimeoutError:
            said = TOO_LONG
        except Refusal as no:
            said = str(no)
        except Fault as fault:
            log.error("slack.question_failed", problem=str(fault))
            said = f"I could not look it up. {fault} {ONCE_MORE}"
        except Exception as bug:  # the edge of the loop
            said = apology(report(bug, "slack.question_failed"))
        return Answer(text=said), ()

    async def _look_up(self, question: Question) -> tuple[Answer, Sequence[Lookup]]:
        office = self._office
        await office.people.meet(question.by)
        by = office.actor(question.by, team=question.team)
        answer = await ask(office.desk, office.queries, office.machine, question, by)
        return told(office, answer, by), [found.lookup for found in answer.found]

    async def _think(self, question: Question) -> None:
        """Slack takes the status away as soon as we answer; where it shows none, nothing is lost."""
        try:
            await self._office.client.assistant_threads_setStatus(
                channel_id=question.channel, thread_ts=question.thread, status=THINKING
            )
        except TROUBLES as error:
            log.info("slack.status_refused", problem=problem_of(error))

    async def _say(self, question: Question, answer: Answer, reads: Sequence[Lookup] = ()) -> None:
        """In the thread of the question: twice rather than not at all."""

        async def say() -> None:
            await self._office.client.chat_postMessage(
                channel=question.channel,
                thread_ts=question.thread,
                text=answer.text,
                blocks=answer.blocks or None,
                unfurl_links=False,
            )
            await self._said(question, reads)

        await self._office.insist(say, "slack.unanswered", question.by)

    async def _said(self, question: Question, reads: Sequence[Lookup]) -> None:
        try:
            await answered(self._office.desk, question, reads)
        except Fault as fault:  # answered once more after a restart, should there be one soon
            log.warning("slack.answer_unkept", problem=str(fault))
