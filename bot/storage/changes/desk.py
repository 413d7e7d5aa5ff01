"""Cases in a change: loaded under lock, opened, saved, and their posts."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.case import Author, Case, Mention, Post
from bot.cases.events import Event
from bot.cases.refusals import UnknownCase
from bot.storage.loading import load_case, others_of
from bot.storage.rows import HEADLINE, author_values, case_values, handle_key, mention_values
from bot.storage.tables import cases, events, people, posts, replies, workspaces
from bot.storage.work import Work

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
        cases.c.id != bindparam("case"),
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
_NUMBER = (
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"))
    .values(last_number=workspaces.c.last_number + 1)
    .returning(workspaces.c.last_number)
)
_PERSON = upsert(people)
_PERSON = _PERSON.on_conflict_do_update(
    index_elements=["workspace_id", "network", "id"],
    set_={"handle": _PERSON.excluded.handle, "details": _PERSON.excluded.details},
)
_OPEN = insert(cases).returning(cases.c.id)
_SAVE = update(cases).where(cases.c.id == bindparam("case"))
_POST = insert(posts).returning(posts.c.id)
_EVENT = insert(events)


class DeskChange(Work):
    async def case(self, case_id: int) -> Case:
        case = await self._load(case_id)
        if case is None:
            raise UnknownCase(f"with the id {case_id}")
        return case

    async def case_of(self, account: str, conversation: str, author_id: str) -> Case | None:
        wanted = {"workspace": self._workspace, "account": account, "conversation": conversation, "author": author_id}
        found = (await self._db.execute(_CASE_OF, wanted)).scalar_one_or_none()
        return None if found is None else await self._load(found)

    async def beside(self, case: Case) -> list[Case]:
        wanted = {"workspace": self._workspace, "account": case.account, "conversation": case.conversation}
        found = (await self._db.execute(_BESIDE, {**wanted, "case": case.id, "at_most": BESIDE})).scalars().all()
        return [other for each in sorted(found) if (other := await self._load(each))]

    async def case_with_post(self, account: str, post_id: str) -> Case | None:
        wanted = {"workspace": self._workspace, "account": account, "post": post_id}
        for statement in (_CASE_OF_POST, _CASE_OF_REPLY):
            found = (await self._db.execute(statement, wanted)).scalars().first()
            if found is not None:
                return await self._load(found)
        return None

    async def open(self, case: Case, first: Mention) -> Case:
        await self._account_row(case.account, case.network)
        await self._remember_person(case.network, case.author)
        number = (await self._db.execute(_NUMBER, {"workspace": self._workspace})).scalar_one()
        row = {
            **case_values(case),
            "workspace_id": self._workspace,
            "account_id": case.account,
            "author_id": case.author.id,
            "conversation": case.conversation,
            "number": number,
            "opened_at": case.opened_at,
            "handle": case.author.handle,
            "handle_key": handle_key(case.author.handle),
            "headline": first.text[:HEADLINE],
        }
        case_id = (await self._db.execute(_OPEN, row)).scalar_one()
        self._locked.add(case_id)
        opened = replace(case, id=case_id, number=number, workspace=self._workspace)
        post = await self._insert_post(opened, first, case.opened_at)
        others = await others_of(self._db, self._workspace, case.account, case.conversation, case_id)
        return replace(opened, posts=(post,), others=tuple(others))

    async def save(self, case: Case) -> None:
        await self._db.execute(_SAVE, {"case": case.id, **case_values(case)})

    async def add_post(self, case: Case, mention: Mention, seen_at: datetime) -> Case:
        author = mention.author
        await self._remember_person(case.network, author)
        if author.handle != case.author.handle:
            names = {"handle": author.handle, "handle_key": handle_key(author.handle)}
            await self._db.execute(_SAVE, {"case": case.id, **names})
        post = await self._insert_post(case, mention, seen_at)
        return replace(case, author=author, posts=(*case.posts, post))

    async def record(self, case: Case, *events: Event) -> None:
        rows = [
            {
                "workspace_id": self._workspace,
                "case_id": case.id,
                "kind": event.kind,
                "at": event.at,
                "by": event.by,
                "details": event.details(),
            }
            for event in events
        ]
        if rows:
            await self._db.execute(_EVENT, rows)

    async def _load(self, case_id: int) -> Case | None:
        self._locked.add(case_id)
        return await load_case(self._db, self._workspace, case_id, lock=True)

    async def _remember_person(self, network: str, author: Author) -> None:
        row = {"workspace_id": self._workspace, "network": network, "id": author.id, **author_values(author)}
        await self._db.execute(_PERSON, row)

    async def _insert_post(self, case: Case, mention: Mention, seen_at: datetime) -> Post:
        row = {
            **mention_values(mention),
            "workspace_id": self._workspace,
            "account_id": case.account,
            "case_id": case.id,
            "seen_at": seen_at,
        }
        return Post(id=(await self._db.execute(_POST, row)).scalar_one(), mention=mention, seen_at=seen_at)
