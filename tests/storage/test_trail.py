"""The audit trail: only ever added to, and read beside a bot that goes on working."""

import io
import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from bot.app.export import Form, write
from bot.cases.events import CaseAssigned, CaseClaimed, NoteWritten, ReplySentBack
from bot.storage import StorageError
from bot.storage.tables import events
from bot.storage.trail import audit_trail
from tests.cases.samples import NOON
from tests.contracts.filled import opened


@pytest.fixture
async def told(store):
    """Two cases with three steps; the store stays open, as under a bot that works."""
    first, second = await opened(store), await opened(store, "901", "1002")
    async with store.change() as change:
        await change.record(first, CaseClaimed(at=NOON, by="U0ANN"))
        await change.record(second, ReplySentBack(at=NOON + timedelta(hours=1), by="U0LEAD", reply=5, reason="=1+1"))
        await change.record(first, CaseAssigned(at=NOON + timedelta(hours=2), by="U0ANN", to="U0BEN"))
    return SimpleNamespace(store=store, first=first, second=second, url=str(_address(store)))


def _address(store) -> str:
    return store.backend.sync_url().render_as_string(hide_password=False).replace("+psycopg", "")


async def test_every_step_comes_in_order_with_who_when_and_what(told):
    steps = list(audit_trail(told.url))
    assert [(step.case, step.what, step.by) for step in steps] == [
        (told.first.number, "CaseClaimed", "U0ANN"),
        (told.second.number, "ReplySentBack", "U0LEAD"),
        (told.first.number, "CaseAssigned", "U0ANN"),
    ]
    assert steps[2].details == {"to": "U0BEN", "team": None}
    assert steps[0].at == NOON


async def test_a_span_or_a_case_can_be_chosen(told):
    def which(**wanted):
        return [step.what for step in audit_trail(told.url, **wanted)]

    assert which(since=NOON + timedelta(hours=1)) == ["ReplySentBack", "CaseAssigned"]
    assert which(until=NOON + timedelta(hours=1)) == ["CaseClaimed"]
    assert which(number=told.second.number) == ["ReplySentBack"]


async def test_a_long_trail_comes_page_by_page(told):
    async with told.store.change() as change:
        await change.record(told.first, *(NoteWritten(at=NOON, by="U0ANN", note=note) for note in range(2_100)))
    assert len({step.id for step in audit_trail(told.url)}) == 2_103


@pytest.mark.parametrize("changed", [{"kind": "CaseReleased"}, {"by": "U0EVE"}, {"details": {"to": "U0EVE"}}])
async def test_the_database_refuses_to_change_what_happened(told, changed):
    with pytest.raises((DBAPIError, StorageError), match="only ever added to"):
        async with told.store.backend.writing(True, lambda: None) as db:
            await db.execute(update(events).values(**changed))


async def test_the_database_refuses_to_delete_what_happened(told):
    with pytest.raises((DBAPIError, StorageError), match="only ever added to"):
        async with told.store.backend.writing(True, lambda: None) as db:
            await db.execute(delete(events))


async def test_what_an_event_quotes_can_be_erased_and_nothing_else(told):
    async with told.store.backend.writing(True, lambda: None) as db:
        await db.execute(update(events).values(details={"erased": True}))
    kept = [(step.by, step.details) for step in audit_trail(told.url)]
    assert kept == [(who, {"erased": True}) for who in ("U0ANN", "U0LEAD", "U0ANN")]


async def test_json_lines_hold_every_field(told):
    out = io.StringIO()
    assert write(audit_trail(told.url), Form.JSONL, out) == 3
    first = json.loads(out.getvalue().splitlines()[0])
    assert first["at"] == NOON.isoformat()
    assert set(first) == {"id", "workspace", "case", "at", "what", "by", "details"}


async def test_no_spreadsheet_takes_what_people_wrote_for_a_formula(told):
    async with told.store.change() as change:
        await change.record(told.first, CaseClaimed(at=NOON, by='=HYPERLINK("https://evil.example")'))
    out = io.StringIO()
    assert write(audit_trail(told.url), Form.CSV, out) == 4
    assert "\"'=HYPERLINK" in out.getvalue()


def test_an_address_that_leads_nowhere_is_one_sentence(tmp_path):
    for url, words in {
        f"sqlite:///{tmp_path}/none.db": "There is no database at",
        "mysql://x": "DATABASE_URL must look like",
        "nonsense": "DATABASE_URL must look like",
    }.items():
        with pytest.raises(StorageError, match=words):
            list(audit_trail(url))


def test_a_database_that_was_never_set_up_is_said_to_be_so(tmp_path):
    (tmp_path / "empty.db").touch()
    with pytest.raises(StorageError, match="python -m bot migrate"):
        list(audit_trail(f"sqlite:///{tmp_path}/empty.db"))
