"""The port `Queries`: each read on its own snapshot, beside whatever is being written."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select

from bot.cases.assignment import Load
from bot.cases.case import Case, Handoff, Note, Post
from bot.cases.drafts import Cost, Source
from bot.cases.gathering import Request, Waiting
from bot.cases.health import Trouble
from bot.cases.history import Entry
from bot.cases.judgement import Correction
from bot.cases.outbox import Place, Subject, Thing
from bot.cases.storms import Report
from bot.cases.waves import Said
from bot.cases.wishes import Kind, Tally
from bot.ports.memory import Consultation, Offered
from bot.ports.queries import Customer, Found, Line, Overview, Stored
from bot.storage.deliveries.outbox import PLACE
from bot.storage.loading import load_case, read_posts
from bot.storage.loads import loads
from bot.storage.queries import gathering, presence, wishes
from bot.storage.queries.customers import customers, notes_of
from bot.storage.queries.enquiries import EnquiryReads
from bot.storage.queries.figures import Figures
from bot.storage.queries.inbox import InboxReads
from bot.storage.queries.lists import Lists
from bot.storage.queries.memory import Memory
from bot.storage.queries.questions import QuestionReads
from bot.storage.queries.storms import fresh, report
from bot.storage.queries.weekly import WeeklyReads
from bot.storage.rows import entry_from, handoff_from, note_from, place_from, post_from, root_text, trouble_from
from bot.storage.tables import cases, drafts, events, handoffs, messages, notes, posts, troubles, workspaces

_NUMBERED = select(cases.c.id).where(
    cases.c.workspace_id == bindparam("workspace"), cases.c.number == bindparam("wanted")
)
_MESSAGE_AT = select(messages.c.case_id, messages.c.handoff_id, messages.c.subject).where(
    messages.c.workspace_id == bindparam("workspace"),
    messages.c.channel == bindparam("channel"),
    messages.c.ts == bindparam("ts"),
)
_NOTE_AT = select(notes.c.case_id, notes.c.handoff_id, notes.c.id).where(
    notes.c.workspace_id == bindparam("workspace"),
    notes.c.channel == bindparam("channel"),
    notes.c.ts == bindparam("ts"),
)
_NOTE = select(notes).where(notes.c.id == bindparam("wanted"))
_POST = select(posts).where(posts.c.id == bindparam("wanted"), posts.c.case_id == bindparam("case"))
_HANDOFF = select(handoffs).where(handoffs.c.id == bindparam("wanted"))
_TROUBLE = select(troubles).where(troubles.c.id == bindparam("wanted"))
_HISTORY = (
    select(events)
    .where(events.c.case_id == bindparam("case"), events.c.id < bindparam("before"))
    .order_by(events.c.id.desc())
    .limit(bindparam("at_most"))
)
_LAST = 2**62
_DRAFT = select(drafts.c.text).where(drafts.c.case_id == bindparam("case"), drafts.c.by == bindparam("by"))


class Reads(EnquiryReads, QuestionReads, WeeklyReads, InboxReads):
    async def case(self, case_id: int) -> Case | None:
        async with self._reading() as db:
            return await load_case(db, self.workspace, case_id)

    async def post(self, case: Case, post_id: int) -> Post | None:
        async with self._reading() as db:
            row = (await db.execute(_POST, {"wanted": post_id, "case": case.id})).one_or_none()
            return post_from(row, case.network, case.conversation, case.author) if row else None

    async def numbered(self, number: int) -> int | None:
        async with self._reading() as db:
            found = await db.execute(_NUMBERED, {"workspace": self.workspace, "wanted": number})
            case_id: int | None = found.scalar_one_or_none()
            return case_id

    async def at(self, channel: str, ts: str) -> Found | None:
        wanted = {"workspace": self.workspace, "channel": channel, "ts": ts}
        async with self._reading() as db:
            message = (await db.execute(_MESSAGE_AT, wanted)).one_or_none()
            if message and message.case_id:
                subject = Subject.parse(message.subject)
                return Found(case=message.case_id, handoff=message.handoff_id, subject=subject)
            note = (await db.execute(_NOTE_AT, wanted)).one_or_none()
            if note:
                return Found(case=note.case_id, handoff=note.handoff_id, subject=Subject(Thing.NOTE, note.id))
            return None

    async def ours(self, channel: str, ts: str) -> bool:
        async with self._reading() as db:
            wanted = {"workspace": self.workspace, "channel": channel, "ts": ts}
            return (await db.execute(_MESSAGE_AT, wanted)).first() is not None

    async def place(self, subject: Subject, root: Subject | None = None) -> Place | None:
        wanted = {"workspace": self.workspace, "about": str(subject), "under": root_text(root)}
        async with self._reading() as db:
            row = (await db.execute(PLACE, wanted)).one_or_none()
            return place_from(row) if row else None

    async def note(self, note_id: int) -> Note | None:
        async with self._reading() as db:
            row = (await db.execute(_NOTE, {"wanted": note_id})).one_or_none()
            return note_from(row) if row else None

    async def handoff(self, handoff_id: int) -> tuple[int, Handoff] | None:
        async with self._reading() as db:
            row = (await db.execute(_HANDOFF, {"wanted": handoff_id})).one_or_none()
            return (row.case_id, handoff_from(row)) if row else None

    async def gathered(self, handoff_id: int) -> list[Waiting]:
        async with self._reading() as db:
            return await gathering.gathered(db, handoff_id)

    async def requests(self) -> list[Request]:
        async with self._reading() as db:
            return await gathering.running(db, self.workspace)

    async def tally(self, topic_id: int, month: datetime) -> Tally | None:
        async with self._reading() as db:
            return await wishes.tally(db, topic_id, month)

    async def wishes(self, team: str, kind: Kind, month: datetime) -> list[tuple[str, int]]:
        async with self._reading() as db:
            return await wishes.counts(db, self.workspace, team, kind, month)

    async def trouble(self, trouble_id: int) -> Trouble | None:
        async with self._reading() as db:
            row = (await db.execute(_TROUBLE, {"wanted": trouble_id})).one_or_none()
            return trouble_from(row) if row else None

    async def storm(self, storm_id: int, now: datetime) -> Report | None:
        async with self._reading() as db:
            return await report(db, self.workspace, storm_id, now)

    async def fresh(self, since: datetime, limit: int) -> list[Said]:
        async with self._reading() as db:
            return await fresh(db, self.workspace, since, limit)

    async def history(self, case_id: int, limit: int, before: int | None = None) -> list[Entry]:
        wanted = {"case": case_id, "before": before or _LAST, "at_most": limit}
        async with self._reading() as db:
            return [entry_from(row) for row in await db.execute(_HISTORY, wanted)]

    async def draft(self, case_id: int, by: str) -> str:
        async with self._reading() as db:
            return (await db.execute(_DRAFT, {"case": case_id, "by": by})).scalar_one_or_none() or ""

    async def corrections(self, text: str, limit: int) -> list[Correction]:
        async with self._reading() as db:
            return await Memory(db, self.workspace).corrections(text, limit)

    async def taught(self, limit: int) -> list[Correction]:
        async with self._reading() as db:
            return await Memory(db, self.workspace).taught(limit)

    async def answers(self, text: str, limit: int, but: int = 0) -> list[Source]:
        async with self._reading() as db:
            return await Memory(db, self.workspace).answers(text, limit, but)

    async def offers(self, case_id: int) -> list[Offered]:
        async with self._reading() as db:
            return await Memory(db, self.workspace).offers(case_id)

    async def consultations(self, case_id: int) -> Sequence[Consultation]:
        async with self._reading() as db:
            return await Memory(db, self.workspace).consultations(case_id)

    async def assistant_cost(self, day: date) -> Cost:
        async with self._reading() as db:
            return await Memory(db, self.workspace).cost(day)

    async def next_errand(self) -> datetime | None:
        async with self._reading() as db:
            return await Memory(db, self.workspace).next_errand()

    async def read(self, account: str, post_ids: Sequence[str]) -> frozenset[str]:
        async with self._reading() as db:
            return await read_posts(db, self.workspace, account, post_ids)

    async def spent(self, now: datetime) -> float:
        async with self._reading() as db:
            return await Figures(db, self.workspace).spent(now)

    async def billed(self, account: str, day: date, kind: str) -> int:
        async with self._reading() as db:
            return await Figures(db, self.workspace).billed(account, day, kind)

    async def published(self, account: str, now: datetime, limit: int) -> list[datetime]:
        async with self._reading() as db:
            return await Figures(db, self.workspace).published(account, now, limit)

    async def mine(self, owner: str, limit: int) -> list[Line]:
        async with self._reading() as db:
            return await Lists(db, self.workspace).mine(owner, limit)

    async def unowned(self, limit: int) -> list[Line]:
        async with self._reading() as db:
            return await Lists(db, self.workspace).unowned(limit)

    async def late(self, now: datetime, limit: int) -> list[Line]:
        async with self._reading() as db:
            return await Lists(db, self.workspace).late(now, limit)

    async def open(self, limit: int, matching: str = "") -> list[Line]:
        async with self._reading() as db:
            return await Lists(db, self.workspace).open(limit, matching)

    async def loads(self, people: Sequence[str], now: datetime) -> dict[str, Load]:
        async with self._reading() as db:
            return await loads(db, self.workspace, people, now)

    async def overview(self, now: datetime, today: datetime | None = None) -> Overview:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        async with self._reading() as db:
            return await Figures(db, self.workspace).overview(now, today or midnight)

    async def alarms(self) -> Sequence[tuple[str, datetime]]:
        async with self._reading() as db:
            return await Figures(db, self.workspace).alarms()

    async def posts_to_look_at(self, account: str, now: datetime, limit: int) -> list[Stored]:
        async with self._reading() as db:
            return await presence.due(db, self.workspace, account, now, limit)

    async def next_presence(self) -> datetime | None:
        async with self._reading() as db:
            return await presence.next_look(db, self.workspace)

    async def workspaces(self) -> list[str]:
        async with self._reading() as db:
            return list((await db.execute(select(workspaces.c.id).order_by(workspaces.c.id))).scalars())

    async def customers(self, handle: str) -> list[Customer]:
        async with self._reading() as db:
            return await customers(db, self.workspace, handle)

    async def notes_of(self, case_id: int) -> list[Note]:
        async with self._reading() as db:
            return await notes_of(db, case_id)

    async def next_due(self, lane: str) -> datetime | None:
        async with self._reading() as db:
            return await Figures(db, self.workspace).next_due(lane)

    async def next_timer(self) -> datetime | None:
        async with self._reading() as db:
            return await Figures(db, self.workspace).next_timer()

    async def next_look(self) -> datetime | None:
        async with self._reading() as db:
            return await Figures(db, self.workspace).next_look()
