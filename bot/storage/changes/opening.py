"""Cases in a change: opened with their first posts, many at once with a few statements for all of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, exists, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.case import Author, Case, Mention, Post
from bot.cases.presence import AGAIN
from bot.ports.store import Whose
from bot.storage.loading import others_of
from bot.storage.rows import HEADLINE, Values, author_values, case_values, handle_key, mention_values
from bot.storage.tables import cases, people, posts, workspaces
from bot.storage.work import Work

_CASES_OF = select(cases.c.conversation, cases.c.author_id).where(
    cases.c.workspace_id == bindparam("workspace"),
    cases.c.account_id == bindparam("account"),
    cases.c.conversation.in_(bindparam("conversations", expanding=True)),  # SQLite finds them by this one
    tuple_(cases.c.conversation, cases.c.author_id).in_(bindparam("whose", expanding=True)),
)
_NUMBERS = (
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"))
    .values(last_number=workspaces.c.last_number + bindparam("count"))
    .returning(workspaces.c.last_number)
)
_PEOPLE = upsert(people)
_PEOPLE = _PEOPLE.on_conflict_do_update(
    index_elements=["workspace_id", "network", "id"],
    set_={name: _PEOPLE.excluded[name] for name in ("handle", "called", "details")},
)
# Inserted first and then asked for: that takes half the time of having each row returned.
_OPEN = insert(cases)
_OPENED = select(cases.c.id, cases.c.number).where(
    cases.c.workspace_id == bindparam("workspace"), cases.c.number > bindparam("above")
)
_POSTS = insert(posts)
_POSTED = select(posts.c.id, posts.c.case_id).where(posts.c.case_id.in_(bindparam("cases", expanding=True)))
_other = cases.alias("other")
_WITH_OTHERS = select(cases.c.id).where(
    cases.c.id.in_(bindparam("cases", expanding=True)),
    exists().where(
        _other.c.workspace_id == cases.c.workspace_id,
        _other.c.account_id == cases.c.account_id,
        _other.c.conversation == cases.c.conversation,
        _other.c.id != cases.c.id,
    ),
)


class OpeningChange(Work):
    async def cases_of(self, account: str, whose: Collection[Whose]) -> frozenset[Whose]:
        if not whose:
            return frozenset()
        wanted = {
            "workspace": self._workspace,
            "account": account,
            "conversations": [conversation for conversation, _ in whose],
            "whose": list(whose),
        }
        return frozenset((row.conversation, row.author_id) for row in await self._db.execute(_CASES_OF, wanted))

    async def open(self, case: Case, first: Mention) -> Case:
        [opened] = await self.open_all([(case, first)])
        return opened

    async def open_all(self, openings: Sequence[tuple[Case, Mention]]) -> list[Case]:
        for account, network in {(case.account, case.network) for case, _ in openings}:
            await self._account_row(account, network)
        await self._remember((case.network, case.author) for case, _ in openings)
        counted = {"workspace": self._workspace, "count": len(openings)}
        newest: int = (await self._db.execute(_NUMBERS, counted)).scalar_one()
        before = newest - len(openings)
        numbered = list(enumerate(openings, start=before + 1))
        await self._db.execute(_OPEN, [self._case_row(number, *opening) for number, opening in numbered])
        made = await self._db.execute(_OPENED, {"workspace": self._workspace, "above": before})
        ids = {row.number: row.id for row in made}
        self._locked.update(ids.values())
        firsts = await self._insert_firsts([(ids[number], *opening) for number, opening in numbered])
        others = await self._others_of({ids[number]: case for number, (case, _) in numbered})
        return [
            replace(
                case,
                id=ids[number],
                number=number,
                workspace=self._workspace,
                posts=(firsts[ids[number]],),
                others=others.get(ids[number], ()),
            )
            for number, (case, _) in numbered
        ]

    async def _insert_firsts(self, openings: Sequence[tuple[int, Case, Mention]]) -> dict[int, Post]:
        """The first posts, by the ids of their cases."""
        rows = [self._post_row(case_id, case.account, first, case.opened_at) for case_id, case, first in openings]
        await self._db.execute(_POSTS, rows)
        made = await self._db.execute(_POSTED, {"cases": [case_id for case_id, _, _ in openings]})
        ids = {row.case_id: row.id for row in made}
        return {
            case_id: Post(id=ids[case_id], mention=first, seen_at=case.opened_at) for case_id, case, first in openings
        }

    async def _others_of(self, opened: Mapping[int, Case]) -> dict[int, tuple[int, ...]]:
        """The neighbours of those that have some."""
        shared = (await self._db.execute(_WITH_OTHERS, {"cases": list(opened)})).scalars().all()
        return {each: await self._others(opened[each], each) for each in shared}

    async def _others(self, case: Case, case_id: int) -> tuple[int, ...]:
        return tuple(await others_of(self._db, self._workspace, case.account, case.conversation, case_id))

    async def _remember(self, found: Iterable[tuple[str, Author]]) -> None:
        rows = {
            (network, author.id): {
                "workspace_id": self._workspace,
                "network": network,
                "id": author.id,
                **author_values(author),
            }
            for network, author in found
        }
        await self._db.execute(_PEOPLE, list(rows.values()))

    def _case_row(self, number: int, case: Case, first: Mention) -> Values:
        return {
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

    def _post_row(self, case_id: int, account: str, mention: Mention, seen_at: datetime) -> Values:
        return {
            **mention_values(mention),
            "workspace_id": self._workspace,
            "account_id": account,
            "case_id": case_id,
            "seen_at": seen_at,
            "look_at": seen_at + AGAIN,
        }
