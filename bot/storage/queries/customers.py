"""Customers with all that is kept about them: for forgetting them."""

from sqlalchemy import bindparam, select

from bot.cases.case import Note
from bot.ports.queries import Customer
from bot.storage.connection import Connection
from bot.storage.rows import handle_key, note_from
from bot.storage.tables import cases, notes, people

_CALLED = select(people.c.network, people.c.id, people.c.handle).where(
    people.c.workspace_id == bindparam("workspace"), people.c.called == bindparam("called")
)
_CASES = (
    select(cases.c.id)
    .where(
        cases.c.author_id == bindparam("author"),
        cases.c.workspace_id == bindparam("workspace"),
        cases.c.network == bindparam("network"),
    )
    .order_by(cases.c.id)
)
_NOTES = select(notes).where(notes.c.case_id == bindparam("case")).order_by(notes.c.id)


async def customers(db: Connection, workspace: str, handle: str) -> list[Customer]:
    called = {"workspace": workspace, "called": handle_key(handle)}
    found = []
    for row in (await db.execute(_CALLED, called)).all():
        theirs = {"workspace": workspace, "network": row.network, "author": row.id}
        numbers = (await db.execute(_CASES, theirs)).scalars().all()
        found.append(Customer(network=row.network, id=row.id, handle=row.handle, cases=tuple(numbers)))
    return found


async def notes_of(db: Connection, case_id: int) -> list[Note]:
    return [note_from(row) for row in await db.execute(_NOTES, {"case": case_id})]
