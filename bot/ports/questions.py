"""What colleagues ask in direct messages is kept until it is answered, and for those that follow in the same thread."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.cases.questions import Lookup, Question


class QuestionChange(Protocol):
    async def keep_question(self, question: Question) -> None: ...

    async def answer_question(self, question: Question, reads: Sequence[Lookup], at: datetime) -> None:
        """It is answered, with what was looked up for it."""
        ...

    async def erase_questions(self, before: datetime) -> None:
        """Erase what was asked before then, answered or not."""
        ...


class QuestionReads(Protocol):
    async def unanswered(self, before: datetime) -> list[Question]:
        """What was asked before then, the first one first."""
        ...

    async def asked_before(self, question: Question, since: datetime, limit: int) -> list[Question]:
        """The last answered questions of its thread that were asked before it, and since then, the oldest first."""
        ...
