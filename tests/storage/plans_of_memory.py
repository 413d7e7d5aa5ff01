"""The indexes that the assistant's statements run on."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.cases.judgement import Correction
from bot.ports.memory import Errand
from bot.ports.store import Change
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.storage import plans_of_questions

MESSAGE = "messages.uq_messages_subject"
NAMES = {"cases.rowid", "people(workspace_id, network, id)"}

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    **plans_of_questions.CHANGES,
    "run_errands": (lambda change, case: change.run_errands("triage", NOON, case.id), set()),
    "take_errands": (
        lambda change, case: change.take_errands(NOON, 5),
        {"errands.ix_errands_due", "errands.rowid"},
    ),
    "end_errand": (
        lambda change, case: change.end_errand(Errand(case=case.id, kind="triage", due=NOON)),
        {"errands(workspace_id, case_id, kind)"},
    ),
    "correct": (
        lambda change, case: change.correct(case, Correction(text="lost bag", by="U0ANN", at=NOON)),
        {"lessons(workspace_id, about)"},
    ),
    "learn_answer": (lambda change, case: change.learn_answer(case, 1, "lost bag", "We look.", NOON), set()),
    "unlearn": (
        lambda change, case: change.unlearn(case),
        {
            *("lesson_words.ix_lesson_words_lesson", "lessons.ix_lessons_case", "offers.ix_offers_case"),
            "consultations.ix_consultations_case",
            *("quoted_cases.ix_quoted_cases_number", "consultations.rowid"),
        },
    ),
    "erase_consultations": (
        lambda change, case: change.erase_consultations(NOON, 5),
        {"consultations.ix_consultations_at"},
    ),
    "offered": (lambda change, case: change.offered(case.id), {"offers.ix_offers_case"}),
}
READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    **plans_of_questions.READS,
    "answers": (
        lambda store, case: store.answers("where is my lost bag?", 3),
        {"lesson_words(workspace_id, kind, word)", "lessons.rowid", *NAMES},
    ),
    "taught": (lambda store, case: store.taught(9), {"lessons.ix_lessons_taught"}),
    "offers": (lambda store, case: store.offers(case.id), {"offers.ix_offers_case"}),
    "consultations": (
        lambda store, case: store.consultations(case.id),
        {"consultations.ix_consultations_case"},
    ),
    "assistant_cost": (lambda store, case: store.assistant_cost(NOON.date()), {"assistant_days(workspace_id, day)"}),
    "next_errand": (lambda store, case: store.next_errand(), {"errands.ix_errands_due"}),
    "awaiting": (lambda store, case: store.awaiting(5), {"replies.ix_replies_approval"}),
    "owners": (lambda store, case: store.owners(NOON, 5), {"cases.ix_cases_mine"}),
    "earlier": (
        lambda store, case: store.earlier("where is my lost bag?", NOON, NOON, 5),
        {"lesson_words(workspace_id, kind, word)", "lessons.rowid", MESSAGE, *NAMES},
    ),
    "earlier, without words": (
        lambda store, case: store.earlier("", NOON, NOON, 5),
        {"replies.ix_replies_answered"},
    ),
}
