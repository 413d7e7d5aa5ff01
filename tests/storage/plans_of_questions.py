"""The indexes that questions in direct messages run on."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.ports.store import Change
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON

_ASKED = samples.question("what is late?")

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "keep_question": (lambda change, case: change.keep_question(_ASKED), set()),
    "answer_question": (
        lambda change, case: change.answer_question(_ASKED, (), NOON),
        {"questions(workspace_id, channel, ts)"},
    ),
    "erase_questions": (lambda change, case: change.erase_questions(NOON), {"questions.ix_questions_at"}),
}
READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    "unanswered": (lambda store, case: store.unanswered(NOON), {"questions.ix_questions_unanswered"}),
    "asked_before": (
        lambda store, case: store.asked_before(_ASKED, NOON, 3),
        {"questions.ix_questions_thread"},
    ),
}
