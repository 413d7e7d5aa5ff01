"""Forget a customer: what names or quotes them is erased in every table, and that cases were there stays."""

from typing import Any

from sqlalchemy import String, Table, bindparam, cast, delete, func, insert, null, select, update
from sqlalchemy.sql.dml import Update

from bot.cases.case import Author, Case
from bot.cases.presence import FORGOTTEN
from bot.ports.alarm import LEARNING
from bot.ports.memory import STUDY
from bot.storage.changes.memory import UNQUOTE
from bot.storage.rows import author_values
from bot.storage.tables import (
    cases,
    consultations,
    deliveries,
    drafts,
    errands,
    events,
    handoffs,
    lesson_words,
    lessons,
    notes,
    offers,
    people,
    posts,
    questions,
    replies,
    timers,
    wishes,
)
from bot.storage.work import Work

_POST: dict[str, Any] = {
    **{"url": "", "why": "", "language": None, "reply_to": None, "answerable": False, "price": 0.0},
    **{"by_us": False, "repost": False, "media": [], "parent": None, "quoted": None, "gone": FORGOTTEN},
}
ERASED: dict[Table, dict[str, Any]] = {
    posts: {"text": "", "details": _POST, "look_at": None, "doubt": None},
    replies: {"text": "", "problem": "", "translation": null()},
    handoffs: {"reason": "", "question": "", "answer": "", "outcome": "", "summary": null()},
    notes: {"text": "", "files": [], "deleted": True},
    events: {"details": {"erased": True}},
    wishes: {"words": ""},
    deliveries: {"words": "", "problem": ""},
    consultations: {"asked": "", "answered": "", "problem": ""},
}
"""By table that belongs to cases: what is written over, and with what."""
DELETED = (drafts, timers, errands, offers, lessons)
"""And what is deleted altogether."""
_CASE: dict[str, Any] = {
    "judgement": null(),
    "sharing": null(),
    "handle": "",
    "handle_key": "",
    "headline": "",
    "why": "",
    "priority_reason": "",
    "resolution": FORGOTTEN,
}
KEPT: dict[Table, set[str]] = {handoffs: {"team", "rule", "escalation"}}
"""Words in them that are our own, and name nobody but colleagues."""

NOBODY = Author(id="", handle=FORGOTTEN, name="Forgotten", url="https://x.com")


def _of_a_case(table: Table, values: dict[str, Any]) -> Update:
    return update(table).where(table.c.case_id == bindparam("case")).values(**values)


_ERASE = [_of_a_case(table, values) for table, values in ERASED.items()]
_UNLEARN = delete(lesson_words).where(
    lesson_words.c.lesson_id.in_(select(lessons.c.id).where(lessons.c.case_id == bindparam("case")))
)
_DELETE = [delete(table).where(table.c.case_id == bindparam("case")) for table in DELETED]
_QUESTIONS = (
    update(consultations)
    .where(
        consultations.c.workspace_id == bindparam("workspace"),
        consultations.c.case_id.is_(None),
        func.lower(consultations.c.asked).like(bindparam("naming")),
    )
    .values(asked="", answered="")
)
"""What colleagues asked about a customer by name."""
_ASKED = delete(questions).where(
    questions.c.workspace_id == bindparam("workspace"),
    func.lower(questions.c.text).like(bindparam("naming"))
    | func.lower(cast(questions.c.reads, String)).like(bindparam("naming")),
)
"""And what they asked in direct messages, where it is kept for those that follow."""
_FORGET_CASE = update(cases).where(cases.c.id == bindparam("case")).values(**_CASE, author_id=bindparam("nobody"))
_NOBODY = insert(people)
_PERSON = delete(people).where(
    people.c.workspace_id == bindparam("workspace"),
    people.c.network == bindparam("net"),
    people.c.id == bindparam("who"),
)


class ForgetChange(Work):
    async def forget(self, case: Case) -> None:
        nobody = f"{FORGOTTEN}:{case.id}"
        row = {"workspace_id": self._workspace, "network": case.network, "id": nobody, **author_values(NOBODY)}
        await self._db.execute(_NOBODY, row)
        for statement in (*_ERASE, _UNLEARN, *_DELETE):
            await self._db.execute(statement, {"case": case.id})
        await self._db.execute(UNQUOTE, {"workspace": self._workspace, "quoted": case.number})
        naming = f"%{case.author.handle.lower()}%"
        for asked in (_QUESTIONS, _ASKED):
            await self._db.execute(asked, {"workspace": self._workspace, "naming": naming})
        await self._db.execute(_FORGET_CASE, {"case": case.id, "nobody": nobody})
        self._bells.set(LEARNING, self._clock.now() + STUDY)

    async def forget_author(self, network: str, author_id: str) -> None:
        await self._db.execute(_PERSON, {"workspace": self._workspace, "net": network, "who": author_id})
