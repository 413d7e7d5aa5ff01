"""Questions in a change: kept when they are heard, answered once, and let go."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.questions import Lookup, Question
from bot.storage.questions import lookup_values
from bot.storage.tables import questions
from bot.storage.work import Work

_KEEP = upsert(questions).on_conflict_do_nothing(index_elements=["workspace_id", "channel", "ts"])
_ANSWERED = (
    update(questions)
    .where(
        questions.c.workspace_id == bindparam("workspace"),
        questions.c.channel == bindparam("where"),
        questions.c.ts == bindparam("when"),
    )
    .values(answered_at=bindparam("done"), reads=bindparam("looked_up"))
)
_OLD = delete(questions).where(questions.c.workspace_id == bindparam("workspace"), questions.c.at < bindparam("before"))


class QuestionChange(Work):
    async def keep_question(self, question: Question) -> None:
        kept = {name: getattr(question, name) for name in ("channel", "ts", "thread", "by", "team", "text", "at")}
        row = {"workspace_id": self._workspace, **kept, "answered_at": None, "reads": []}
        await self._db.execute(_KEEP, row)

    async def answer_question(self, question: Question, reads: Sequence[Lookup], at: datetime) -> None:
        which = {"workspace": self._workspace, "where": question.channel, "when": question.ts}
        await self._db.execute(_ANSWERED, {**which, "done": at, "looked_up": [lookup_values(each) for each in reads]})

    async def erase_questions(self, before: datetime) -> None:
        await self._db.execute(_OLD, {"workspace": self._workspace, "before": before})
