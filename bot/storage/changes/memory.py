"""The assistant in a change: its errands, what people teach it, what it offers, and what it was asked."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.case import Case
from bot.cases.drafts import Draft
from bot.cases.judgement import Correction
from bot.cases.search import terms
from bot.ports.alarm import ASSISTANT, LEARNING
from bot.ports.memory import LEASE, STUDY, Consultation, Errand, Offered
from bot.storage.tables import assistant_days, consultations, errands, lesson_words, lessons, offers, quoted_cases
from bot.storage.tables.spend import MICROS
from bot.storage.work import Work

OFFERS = 20
"""The last offers for a case that are still looked at."""
SAID = 1_000
_TAUGHT = ("priority", "team", "kind", "topic", "not_for_us")

_RUN = upsert(errands).on_conflict_do_nothing(index_elements=["workspace_id", "case_id", "kind"])
_DUE = (
    select(errands)
    .where(errands.c.workspace_id == bindparam("workspace"), errands.c.due_at <= bindparam("now"))
    .order_by(errands.c.due_at)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_LEASED = (
    update(errands)
    .where(errands.c.id == bindparam("errand"))
    .values(due_at=bindparam("until"), attempts=bindparam("tried"))
)
_THIS = (
    errands.c.workspace_id == bindparam("workspace"),
    errands.c.case_id == bindparam("case"),
    errands.c.kind == bindparam("what"),
)
_DONE = delete(errands).where(*_THIS)
_AGAIN = update(errands).where(*_THIS).values(due_at=bindparam("until"))
_NEW = upsert(lessons)
_LESSON = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "about"],
    set_={name: _NEW.excluded[name] for name in ("by", "at", "answer", "details")},
).returning(lessons.c.id)
_TOLD = select(lessons.c.details).where(
    lessons.c.workspace_id == bindparam("workspace"), lessons.c.about == bindparam("about")
)
_WORDS = upsert(lesson_words).on_conflict_do_nothing()
UNLEARN = (
    delete(lesson_words).where(
        lesson_words.c.lesson_id.in_(select(lessons.c.id).where(lessons.c.case_id == bindparam("case")))
    ),
    delete(lessons).where(lessons.c.case_id == bindparam("case")),
    delete(offers).where(offers.c.case_id == bindparam("case")),
    update(consultations).where(consultations.c.case_id == bindparam("case")).values(asked="", answered=""),
)
UNQUOTE = (
    update(consultations)
    .where(
        consultations.c.id.in_(
            select(quoted_cases.c.consultation_id).where(
                quoted_cases.c.workspace_id == bindparam("workspace"), quoted_cases.c.number == bindparam("quoted")
            )
        )
    )
    .values(asked="", answered="")
)
"""What other cases' consultations hold of a case's words."""
_OFFER = insert(offers)
OFFERED = select(offers).where(offers.c.case_id == bindparam("case")).order_by(offers.c.id.desc()).limit(OFFERS)
_CONSULTED = insert(consultations).returning(consultations.c.id)
_QUOTED = insert(quoted_cases)
_OLD = (
    select(consultations.c.id)
    .where(consultations.c.workspace_id == bindparam("workspace"), consultations.c.at < bindparam("before"))
    .order_by(consultations.c.at)
    .limit(bindparam("at_most"))
)
_THESE: BindParameter[int] = bindparam("ids", expanding=True)
_LET_GO = (
    delete(quoted_cases).where(quoted_cases.c.consultation_id.in_(_THESE)),
    delete(consultations).where(consultations.c.id.in_(_THESE)),
)
_DAY = upsert(assistant_days)
_DAY = _DAY.on_conflict_do_update(
    index_elements=["workspace_id", "day"],
    set_={name: assistant_days.c[name] + _DAY.excluded[name] for name in ("tokens_asked", "tokens_answered", "micros")},
)


class MemoryChange(Work):
    async def run_errands(self, kind: str, due: datetime, *case_ids: int) -> None:
        row = {"workspace_id": self._workspace, "kind": kind, "due_at": due, "attempts": 0}
        if case_ids:
            await self._db.execute(_RUN, [{**row, "case_id": each} for each in case_ids])
            self._bells.set(ASSISTANT, due)

    async def take_errands(self, now: datetime, limit: int) -> list[Errand]:
        found = (await self._db.execute(_DUE, {"workspace": self._workspace, "now": now, "at_most": limit})).all()
        for row in found:
            await self._db.execute(_LEASED, {"errand": row.id, "until": now + LEASE, "tried": row.attempts + 1})
        return [Errand(case=row.case_id, kind=row.kind, due=row.due_at, attempts=row.attempts + 1) for row in found]

    async def end_errand(self, errand: Errand, again: datetime | None = None) -> None:
        wanted: dict[str, Any] = {"workspace": self._workspace, "case": errand.case, "what": errand.kind}
        if again is None:
            await self._db.execute(_DONE, wanted)
        else:
            await self._db.execute(_AGAIN, {**wanted, "until": again})
            self._bells.set(ASSISTANT, again)

    async def correct(self, case: Case, correction: Correction) -> None:
        about = f"case:{case.id}"
        wanted = {"workspace": self._workspace, "about": about}
        told = (await self._db.execute(_TOLD, wanted)).scalar_one_or_none() or {}
        said = {name: value for name in _TAUGHT if (value := getattr(correction, name)) not in (None, False)}
        await self._teach(case, about, correction.by, correction.at, correction.text, details={**told, **said})
        self._bells.set(LEARNING, self._clock.now() + STUDY)

    async def learn_answer(self, case: Case, reply_id: int, asked: str, answer: str, at: datetime) -> None:
        await self._teach(case, f"reply:{reply_id}", None, at, asked, answer)

    async def unlearn(self, case: Case) -> None:
        for statement in UNLEARN:
            await self._db.execute(statement, {"case": case.id})
        await self._db.execute(UNQUOTE, {"workspace": self._workspace, "quoted": case.number})
        self._bells.set(LEARNING, self._clock.now() + STUDY)

    async def offer(self, case: Case, offered: Offered) -> None:
        row = {
            "workspace_id": self._workspace,
            "case_id": case.id,
            "by": offered.by,
            "at": offered.at,
            "activity": offered.activity,
            "drafts": [asdict(draft) for draft in offered.drafts],
        }
        await self._db.execute(_OFFER, row)

    async def offered(self, case_id: int) -> list[Offered]:
        return [offered_from(row) for row in (await self._db.execute(OFFERED, {"case": case_id})).all()]

    async def consulted(self, consultation: Consultation) -> None:
        cost = consultation.cost
        spent = {
            "tokens_asked": cost.asked,
            "tokens_answered": cost.answered,
            "micros": round(cost.dollars * MICROS),
        }
        kept = {name: getattr(consultation, name) for name in ("at", "by", "verb", "model", "problem")}
        words = {"asked": consultation.asked, "answered": consultation.answered}
        row = {"workspace_id": self._workspace, "case_id": consultation.case or None, **kept, **words, **spent}
        kept_as = (await self._db.execute(_CONSULTED, row)).scalar_one()
        quoted = {"workspace_id": self._workspace, "consultation_id": kept_as}
        if consultation.quotes:
            await self._db.execute(_QUOTED, [{**quoted, "number": each} for each in consultation.quotes])
        await self._db.execute(
            _DAY, {"workspace_id": self._workspace, "day": consultation.at.date().isoformat(), **spent}
        )

    async def erase_consultations(self, before: datetime, limit: int) -> int:
        wanted = {"workspace": self._workspace, "before": before, "at_most": limit}
        ids = (await self._db.execute(_OLD, wanted)).scalars().all()
        if ids:
            for statement in _LET_GO:
                await self._db.execute(statement, {"ids": ids})
        return len(ids)

    async def _teach(
        self,
        case: Case,
        about: str,
        by: str | None,
        at: datetime,
        said: str,
        answer: str = "",
        details: dict[str, Any] | None = None,
    ) -> None:
        lesson = {"about": about, "case_id": case.id, "number": case.number, "by": by, "at": at, "said": said[:SAID]}
        row = {"workspace_id": self._workspace, **lesson, "answer": answer, "details": details or {}}
        lesson_id = (await self._db.execute(_LESSON, row)).scalar_one()
        kind = about.partition(":")[0]
        words = [
            {"workspace_id": self._workspace, "kind": kind, "word": word, "lesson_id": lesson_id}
            for word in terms(said[:SAID])
        ]
        if words:
            await self._db.execute(_WORDS, words)


def offered_from(row: Any) -> Offered:
    return Offered(drafts=tuple(map(_draft, row.drafts)), by=row.by, at=row.at, activity=row.activity)


def _draft(kept: dict[str, Any]) -> Draft:
    return Draft(text=kept["text"], sources=tuple(kept["sources"]), own=kept.get("own", False))
