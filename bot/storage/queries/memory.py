"""What the assistant reads: similar cases with what people made of them, what it offered, was asked and cost."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.cases.case import Priority
from bot.cases.drafts import Cost, Source
from bot.cases.judgement import Correction, Kind
from bot.cases.search import ranked, terms
from bot.ports.memory import Consultation, Offered
from bot.storage.changes.memory import OFFERED, offered_from
from bot.storage.connection import Connection
from bot.storage.tables import assistant_days, cases, consultations, errands, lesson_words, lessons, people
from bot.storage.tables.base import TAUGHT
from bot.storage.tables.spend import MICROS

NEWEST = 200
"""Of each word, the newest texts that have it are compared: a search costs the same after a hundred years."""

_POSTINGS = (
    select(lesson_words.c.lesson_id)
    .where(
        lesson_words.c.workspace_id == bindparam("workspace"),
        lesson_words.c.kind == bindparam("kind"),
        lesson_words.c.word == bindparam("word"),
    )
    .order_by(lesson_words.c.lesson_id.desc())
    .limit(NEWEST)
)
_LESSONS = select(lessons).where(lessons.c.id.in_(bindparam("ids", expanding=True)))
_TAUGHT = (
    select(lessons)
    .where(lessons.c.workspace_id == bindparam("workspace"), TAUGHT)
    .order_by(lessons.c.id.desc())
    .limit(bindparam("at_most"))
)
_NAMES = (
    select(cases.c.id, people.c.details)
    .join(
        people,
        (people.c.workspace_id == cases.c.workspace_id)
        & (people.c.network == cases.c.network)
        & (people.c.id == cases.c.author_id),
    )
    .where(cases.c.id.in_(bindparam("ids", expanding=True)))
)
_CONSULTATIONS = select(consultations).where(consultations.c.case_id == bindparam("case")).order_by(consultations.c.id)
_DAY = select(assistant_days).where(
    assistant_days.c.workspace_id == bindparam("workspace"), assistant_days.c.day == bindparam("on_day")
)
_NEXT = select(func.min(errands.c.due_at)).where(errands.c.workspace_id == bindparam("workspace"))


class Memory:
    """Takes the connection of a read; `workspace` is whose desk it is."""

    def __init__(self, db: Connection, workspace: str) -> None:
        self._db = db
        self._workspace = workspace

    async def corrections(self, text: str, limit: int) -> list[Correction]:
        return [_correction(row) for row in await self.like("case", text, limit)]

    async def taught(self, limit: int) -> list[Correction]:
        found = await self._db.execute(_TAUGHT, {"workspace": self._workspace, "at_most": limit})
        return [_correction(row) for row in reversed(found.all())]

    async def answers(self, text: str, limit: int, but: int) -> list[Source]:
        """Each text once, however often it was sent."""
        found: dict[str, Any] = {}
        for row in await self.like("reply", text, 3 * limit):
            if row.case_id != but:
                found.setdefault(row.answer, row)
        rows = list(found.values())[:limit]
        to = await names(self._db, [row.case_id for row in rows])
        return [
            Source(name=f"#{row.number}", answer=row.answer, asked=row.said, to=to.get(row.case_id, "")) for row in rows
        ]

    async def offers(self, case_id: int) -> list[Offered]:
        return [offered_from(row) for row in (await self._db.execute(OFFERED, {"case": case_id})).all()]

    async def consultations(self, case_id: int) -> Sequence[Consultation]:
        return [_consultation(row) for row in (await self._db.execute(_CONSULTATIONS, {"case": case_id})).all()]

    async def cost(self, day: date) -> Cost:
        wanted = {"workspace": self._workspace, "on_day": day.isoformat()}
        row = (await self._db.execute(_DAY, wanted)).one_or_none()
        return _cost(row) if row else Cost()

    async def next_errand(self) -> datetime | None:
        due: datetime | None = (await self._db.execute(_NEXT, {"workspace": self._workspace})).scalar_one()
        return due

    async def like(self, kind: str, text: str, limit: int) -> list[Any]:
        """The lessons of a kind that share most with the text."""
        postings: dict[str, Sequence[int]] = {}
        for word in terms(text):
            found = await self._db.execute(_POSTINGS, {"workspace": self._workspace, "kind": kind, "word": word})
            postings[word] = found.scalars().all()
        ids = ranked(postings, NEWEST, limit)
        if not ids:
            return []
        rows = {row.id: row for row in (await self._db.execute(_LESSONS, {"ids": ids})).all()}
        return [rows[each] for each in ids if each in rows]


async def names(db: Connection, case_ids: Sequence[int]) -> dict[int, str]:
    """What the customers of these cases are called."""
    if not case_ids:
        return {}
    return {row.id: row.details["name"] for row in (await db.execute(_NAMES, {"ids": case_ids})).all()}


def _correction(row: Any) -> Correction:
    taught = row.details
    return Correction(
        text=row.said,
        by=row.by or "",
        at=row.at,
        number=row.number,
        priority=Priority(taught["priority"]) if "priority" in taught else None,
        team=taught.get("team"),
        kind=Kind(taught["kind"]) if "kind" in taught else None,
        topic=taught.get("topic"),
        not_for_us=taught.get("not_for_us", False),
    )


def _consultation(row: Any) -> Consultation:
    names = ("at", "by", "verb", "model", "asked", "answered", "problem")
    return Consultation(case=row.case_id or 0, cost=_cost(row), **{name: getattr(row, name) for name in names})


def _cost(row: Any) -> Cost:
    return Cost(asked=row.tokens_asked, answered=row.tokens_answered, dollars=row.micros / MICROS)
