"""Statements that run inline give the same rows and errors as SQLAlchemy's engine, and leave to it what is its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, StaticPool, bindparam, create_engine, insert, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError, StatementError

from bot.storage.columns import to_json
from bot.storage.inline import Inline
from bot.storage.tables import marks, notes, workspaces
from bot.storage.tables.base import METADATA
from tests.cases.samples import NOON

MARK = {"workspace_id": "T1", "account_id": "x", "source": "mentions", "post_id": "1", "at": NOON}
NOTE = {
    **{"workspace_id": "T1", "case_id": 1, "handoff_id": None, "by": "U1", "text": "x\0y", "channel": "C1"},
    **{"written_at": NOON, "edited_at": None, "deleted": False, "files": ["F1"]},
}
_MARKS = select(marks).where(marks.c.source == bindparam("source"))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[tuple[Connection, Inline]]:
    with closing(sqlite3.connect(tmp_path / "some.db", isolation_level=None)) as raw:
        made = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, json_serializer=to_json)
        with made.connect() as connection:
            METADATA.create_all(connection)
            yield connection, Inline(connection, raw)


async def test_rows_come_back_as_the_engine_would_give_them(engine: tuple[Connection, Inline]) -> None:
    connection, inline = engine
    added = await inline.execute(insert(notes).returning(notes.c.id, notes.c.ts), [{**NOTE, "ts": t} for t in "12"])
    assert [(row.id, row.ts) for row in added] == [(1, "1"), (2, "2")]
    found = (await inline.execute(select(notes).order_by(notes.c.id))).all()
    assert found == connection.execute(select(notes).order_by(notes.c.id)).all()
    assert (found[0].text, found[0].written_at, found[0].files, found[0].deleted) == ("xy", NOON, ["F1"], False)
    assert dict(found[1]._asdict())["ts"] == "2"


async def test_many_rows_go_in_at_once_and_fixed_values_with_them(engine: tuple[Connection, Inline]) -> None:
    _, inline = engine
    await inline.execute(insert(marks), [MARK, {**MARK, "source": "own posts"}])
    await inline.execute(
        update(marks).where(marks.c.source == bindparam("which")).values(post_id="2"), {"which": "own posts"}
    )
    assert [
        row.post_id for source in ("mentions", "own posts") for row in await inline.execute(_MARKS, {"source": source})
    ] == [
        "1",
        "2",
    ]


async def test_a_failure_is_the_engines(engine: tuple[Connection, Inline]) -> None:
    _, inline = engine
    await inline.execute(insert(marks), MARK)
    with pytest.raises(IntegrityError) as failed:
        await inline.execute(insert(marks), MARK)
    assert isinstance(failed.value.orig, sqlite3.IntegrityError)


async def test_a_missing_parameter_is_a_mistake_and_no_null(engine: tuple[Connection, Inline]) -> None:
    _, inline = engine
    with pytest.raises(StatementError, match="source"):
        await inline.execute(_MARKS)


async def test_lists_of_any_length_find_what_is_in_them(engine: tuple[Connection, Inline]) -> None:
    _, inline = engine
    await inline.execute(insert(workspaces), [{"id": f"T{n}", "last_number": n} for n in range(9)])
    ids = bindparam("ids", expanding=True)
    among = select(workspaces.c.last_number).where(workspaces.c.id.in_(ids)).order_by(workspaces.c.last_number)
    beside = select(workspaces.c.last_number).where(workspaces.c.id.not_in(ids)).order_by(workspaces.c.last_number)
    for length in (0, 1, 2, 3, 5, 9, 3):
        some = {"ids": [f"T{n}" for n in range(length)]}
        assert (await inline.execute(among, some)).scalars().all() == list(range(length))
        assert (await inline.execute(beside, some)).scalars().all() == list(range(length, 9))


async def test_lists_of_pairs_and_of_times_go_in_as_their_columns_want_them(engine: tuple[Connection, Inline]) -> None:
    _, inline = engine
    rows = [{**MARK, "source": f"s{n}", "at": NOON + timedelta(hours=n)} for n in range(5)]
    await inline.execute(insert(marks), rows)
    pairs = tuple_(marks.c.source, marks.c.at).in_(bindparam("pairs", expanding=True))
    wanted = [(row["source"], row["at"]) for row in rows[1:4]]
    found = await inline.execute(select(marks.c.source, marks.c.at).where(pairs), {"pairs": wanted})
    assert sorted(map(tuple, found)) == wanted


async def test_text_is_left_to_the_engine(engine: tuple[Connection, Inline]) -> None:
    _, inline = engine
    await inline.execute(insert(workspaces), {"id": "T1", "last_number": 0})
    assert (await inline.execute(text("SELECT count(*) FROM workspaces"))).scalar_one() == 1
