"""Cases in a change: loaded under lock, saved, and what is added to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.cases.case import Case, Mention, Post
from bot.cases.events import Event
from bot.cases.refusals import UnknownCase
from bot.storage.changes.opening import OpeningChange
from bot.storage.loading import load_case
from bot.storage.rows import case_values, handle_key
from bot.storage.tables import cases, events, posts, replies

BESIDE = 10  # cases of one conversation that are told of a new one; the others learn of it when they change

_CASE_OF = select(cases.c.id).where(
    cases.c.workspace_id == bindparam("workspace"),
    cases.c.account_id == bindparam("account"),
    cases.c.conversation == bindparam("conversation"),
    cases.c.author_id == bindparam("author"),
)
_BESIDE = (
    select(cases.c.id)
    .where(
        cases.c.workspace_id == bindparam("workspace"),
        cases.c.account_id == bindparam("account"),
        cases.c.conversation == bindparam("conversation"),
        cases.c.id.not_in(bindparam("besides", expanding=True)),
    )
    .limit(bindparam("at_most"))
)
_CASE_OF_POST = select(posts.c.case_id).where(
    posts.c.workspace_id == bindparam("workspace"),
    posts.c.account_id == bindparam("account"),
    posts.c.post_id == bindparam("post"),
)
_CASE_OF_REPLY = select(replies.c.case_id).where(
    replies.c.workspace_id == bindparam("workspace"),
    replies.c.account_id == bindparam("account"),
    replies.c.posted_id == bindparam("post"),
)
_SAVE = update(cases).where(cases.c.id == bindparam("case"))
_ADD_POST = insert(posts).returning(posts.c.id)
_EVENT = insert(events)


class DeskChange(OpeningChange):
    async def case(self, case_id: int) -> Case:
        case = await self._load(case_id)
        if case is None:
            raise UnknownCase(f"with the id {case_id}")
        return case

    async def case_of(self, account: str, conversation: str, author_id: str) -> Case | None:
        wanted = {"workspace": self._workspace, "account": account, "conversation": conversation, "author": author_id}
        found = (await self._db.execute(_CASE_OF, wanted)).scalar_one_or_none()
        return None if found is None else await self._load(found)

    async def beside(self, *cases: Case) -> list[Case]:
        mine = [case.id for case in cases]
        found: set[int] = set()
        for account, conversation in {(case.account, case.conversation) for case in cases if case.others}:
            wanted = {"workspace": self._workspace, "account": account, "conversation": conversation}
            others = await self._db.execute(_BESIDE, {**wanted, "besides": mine, "at_most": BESIDE})
            found.update(others.scalars())
        return [other for each in sorted(found) if (other := await self._load(each))]

    async def case_with_post(self, account: str, post_id: str) -> Case | None:
        wanted = {"workspace": self._workspace, "account": account, "post": post_id}
        for statement in (_CASE_OF_POST, _CASE_OF_REPLY):
            found = (await self._db.execute(statement, wanted)).scalars().first()
            if found is not None:
                return await self._load(found)
        return None

    async def save(self, case: Case) -> None:
        await self._db.execute(_SAVE, {"case": case.id, **case_values(case)})

    async def add_post(self, case: Case, mention: Mention, seen_at: datetime) -> Case:
        author = mention.author
        await self._remember([(case.network, author)])
        if author.handle != case.author.handle:
            names = {"handle": author.handle, "handle_key": handle_key(author.handle)}
            await self._db.execute(_SAVE, {"case": case.id, **names})
        added = await self._db.execute(_ADD_POST, self._post_row(case.id, case.account, mention, seen_at))
        post = Post(id=added.scalar_one(), mention=mention, seen_at=seen_at)
        return replace(case, author=author, posts=(*case.posts, post))

    async def record(self, case: Case, *events: Event) -> None:
        await self.record_all([(case, event) for event in events])

    async def record_all(self, happened: Sequence[tuple[Case, Event]]) -> None:
        rows = [
            {
                "workspace_id": self._workspace,
                "case_id": case.id,
                "kind": event.kind,
                "at": event.at,
                "by": event.by,
                "details": event.details(),
            }
            for case, event in happened
        ]
        if rows:
            await self._db.execute(_EVENT, rows)

    async def _load(self, case_id: int) -> Case | None:
        self._locked.add(case_id)
        return await load_case(self._db, self._workspace, case_id, lock=True)
