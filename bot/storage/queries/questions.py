"""Questions that are still to be answered, and those that came before one in its thread."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.cases.questions import Question
from bot.storage.connection import Connection
from bot.storage.questions import question_from
from bot.storage.tables import questions
from bot.storage.tables.base import UNANSWERED

_UNANSWERED = (
    select(questions)
    .where(questions.c.workspace_id == bindparam("workspace"), questions.c.at < bindparam("before"), UNANSWERED)
    .order_by(questions.c.at)
)
_BEFORE = (
    select(questions)
    .where(
        questions.c.workspace_id == bindparam("workspace"),
        questions.c.channel == bindparam("where"),
        questions.c.thread == bindparam("in_thread"),
        questions.c.at.between(bindparam("since"), bindparam("before")),
        questions.c.ts != bindparam("but"),
        questions.c.answered_at.is_not(None),
    )
    .order_by(questions.c.at.desc())
    .limit(bindparam("at_most"))
)


class QuestionReads:
    workspace: str

    def _reading(self) -> AbstractAsyncContextManager[Connection]:
        raise NotImplementedError

    async def unanswered(self, before: datetime) -> list[Question]:
        async with self._reading() as db:
            found = await db.execute(_UNANSWERED, {"workspace": self.workspace, "before": before})
            return [question_from(row) for row in found.all()]

    async def asked_before(self, question: Question, since: datetime, limit: int) -> list[Question]:
        wanted = {"workspace": self.workspace, "where": question.channel, "in_thread": question.thread}
        between = {"since": since, "before": question.at, "but": question.ts, "at_most": limit}
        async with self._reading() as db:
            found = (await db.execute(_BEFORE, {**wanted, **between})).all()
        return [question_from(row) for row in reversed(found)]
