"""What belongs to a case: replies, handoffs, notes, drafts and timers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.case import Case, Handoff, Note, Reply
from bot.ports.alarm import TIMERS
from bot.ports.store import Timer
from bot.storage.rows import handoff_from, handoff_values, note_from, note_values, reply_values
from bot.storage.tables import drafts, handoffs, notes, replies, timers
from bot.storage.tables.base import JOINS, RUNS
from bot.storage.work import Work

_ADD_REPLY = insert(replies).returning(replies.c.id)
_SAVE_REPLY = update(replies).where(replies.c.id == bindparam("reply"))
_ADD_HANDOFF = insert(handoffs).returning(handoffs.c.id)
_SAVE_HANDOFF = update(handoffs).where(handoffs.c.id == bindparam("handoff"))
_ASKED_IN = (
    select(handoffs.c.case_id)
    .where(handoffs.c.workspace_id == bindparam("workspace"), handoffs.c.channel == bindparam("channel"), RUNS)
    .distinct()
)
_REQUEST = select(handoffs).where(
    handoffs.c.id == bindparam("wanted"), handoffs.c.workspace_id == bindparam("workspace")
)
_JOINED = select(handoffs.c.case_id, handoffs.c.id).where(handoffs.c.joins == bindparam("wanted"), JOINS, RUNS)
_PASS_ON = update(handoffs).where(handoffs.c.joins == bindparam("was"), JOINS, RUNS).values(joins=bindparam("becomes"))
_ADD_NOTE = upsert(notes).on_conflict_do_nothing(index_elements=["workspace_id", "channel", "ts"]).returning(notes.c.id)
_SAVE_NOTE = update(notes).where(notes.c.id == bindparam("note"))
_NOTE = select(notes).where(notes.c.id == bindparam("note"))
_LATEST_NOTES = (
    select(notes).where(notes.c.case_id == bindparam("case")).order_by(notes.c.id.desc()).limit(bindparam("at_most"))
)
_NOTE_AT = select(notes).where(
    notes.c.workspace_id == bindparam("workspace"),
    notes.c.channel == bindparam("channel"),
    notes.c.ts == bindparam("ts"),
)
_DRAFT = upsert(drafts)
_DRAFT = _DRAFT.on_conflict_do_update(
    index_elements=["case_id", "by"], set_={"text": _DRAFT.excluded.text, "at": _DRAFT.excluded.at}
)
_NO_DRAFT = delete(drafts).where(drafts.c.case_id == bindparam("case"), drafts.c.by == bindparam("by"))
_TIMER = upsert(timers)
_TIMER = _TIMER.on_conflict_do_update(
    index_elements=["workspace_id", "case_id", "kind"], set_={"due": _TIMER.excluded.due}
)
_NO_TIMER = delete(timers).where(
    timers.c.workspace_id == bindparam("workspace"),
    timers.c.case_id == bindparam("case"),
    timers.c.kind == bindparam("kind"),
)
_COMING = (
    select(timers)
    .where(timers.c.workspace_id == bindparam("workspace"), timers.c.due <= bindparam("now"))
    .order_by(timers.c.due)
    .limit(bindparam("at_most"))
)
_DUE = _COMING.with_only_columns(timers.c.id).with_for_update(skip_locked=True)
_TAKE_TIMERS = delete(timers).where(timers.c.id.in_(_DUE)).returning(timers)


class ThreadChange(Work):
    async def add_reply(self, case: Case, reply: Reply) -> Reply:
        row = {
            **reply_values(reply),
            "workspace_id": self._workspace,
            "account_id": case.account,
            "case_id": case.id,
        }
        return replace(reply, id=(await self._db.execute(_ADD_REPLY, row)).scalar_one())

    async def save_reply(self, reply: Reply) -> None:
        await self._db.execute(_SAVE_REPLY, {"reply": reply.id, **reply_values(reply)})

    async def add_handoff(self, case: Case, handoff: Handoff) -> Handoff:
        row = {**handoff_values(handoff), "workspace_id": self._workspace, "case_id": case.id}
        return replace(handoff, id=(await self._db.execute(_ADD_HANDOFF, row)).scalar_one())

    async def save_handoff(self, handoff: Handoff) -> None:
        await self._db.execute(_SAVE_HANDOFF, {"handoff": handoff.id, **handoff_values(handoff)})

    async def request(self, handoff_id: int) -> tuple[int, Handoff] | None:
        wanted = {"wanted": handoff_id, "workspace": self._workspace}
        row = (await self._db.execute(_REQUEST, wanted)).one_or_none()
        return (row.case_id, handoff_from(row)) if row else None

    async def joined(self, handoff_id: int) -> list[tuple[int, int]]:
        found = await self._db.execute(_JOINED, {"wanted": handoff_id})
        return [(row.case_id, row.id) for row in found.all()]

    async def pass_on(self, was: int, becomes: int) -> None:
        await self._db.execute(_PASS_ON, {"was": was, "becomes": becomes})

    async def asked_in(self, channel: str) -> list[int]:
        found = await self._db.execute(_ASKED_IN, {"workspace": self._workspace, "channel": channel})
        return sorted(found.scalars())

    async def add_note(self, note: Note) -> Note | None:
        row = {
            **note_values(note),
            "workspace_id": self._workspace,
            "case_id": note.case,
            "handoff_id": note.handoff,
        }
        note_id = (await self._db.execute(_ADD_NOTE, row)).scalar_one_or_none()
        return None if note_id is None else replace(note, id=note_id)

    async def save_note(self, note: Note) -> None:
        await self._db.execute(_SAVE_NOTE, {"note": note.id, **note_values(note)})

    async def note(self, note_id: int) -> Note | None:
        row = (await self._db.execute(_NOTE, {"note": note_id})).one_or_none()
        return note_from(row) if row else None

    async def note_at(self, channel: str, ts: str) -> Note | None:
        wanted = {"workspace": self._workspace, "channel": channel, "ts": ts}
        row = (await self._db.execute(_NOTE_AT, wanted)).one_or_none()
        return note_from(row) if row else None

    async def latest_notes(self, case: Case, limit: int) -> list[Note]:
        found = await self._db.execute(_LATEST_NOTES, {"case": case.id, "at_most": limit})
        return [note_from(row) for row in found]

    async def keep_draft(self, case_id: int, by: str, text: str, at: datetime) -> None:
        row = {"workspace_id": self._workspace, "case_id": case_id, "by": by, "text": text, "at": at}
        await self._db.execute(_DRAFT, row)

    async def drop_draft(self, case_id: int, by: str) -> None:
        await self._db.execute(_NO_DRAFT, {"case": case_id, "by": by})

    async def set_timer(self, case: Case, kind: str, due: datetime | None) -> None:
        if due is None:
            await self._db.execute(_NO_TIMER, {"workspace": self._workspace, "case": case.id, "kind": kind})
            return
        await self.set_timers([Timer(case=case.id, kind=kind, due=due)])

    async def set_timers(self, wanted: Sequence[Timer]) -> None:
        rows = [
            {"workspace_id": self._workspace, "case_id": each.case, "kind": each.kind, "due": each.due}
            for each in wanted
        ]
        if rows:
            await self._db.execute(_TIMER, rows)
            self._bells.set(TIMERS, min(each.due for each in wanted))

    async def coming_timers(self, now: datetime, limit: int) -> list[Timer]:
        wanted = {"workspace": self._workspace, "now": now, "at_most": limit}
        return [_timer(row) for row in (await self._db.execute(_COMING, wanted)).all()]

    async def due_timers(self, now: datetime, limit: int) -> list[Timer]:
        wanted = {"workspace": self._workspace, "now": now, "at_most": limit}
        taken = (await self._db.execute(_TAKE_TIMERS, wanted)).all()
        return [_timer(row) for row in sorted(taken, key=lambda row: row.due)]


def _timer(row: Any) -> Timer:
    return Timer(case=row.case_id, kind=row.kind, due=row.due)
