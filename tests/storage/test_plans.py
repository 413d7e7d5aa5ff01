"""Each statement in a request path runs on an index, named here; a million cases change nothing about that."""

import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.outbox import Place, State, Subject, Thing, card_of
from bot.cases.spend import Level, Spend
from bot.ports.network import Mark
from bot.ports.store import Change, Pace
from bot.storage import Storage
from bot.storage.sqlite import SqliteBackend
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import ACCOUNT, note, opened
from tests.storage import (
    plans_of_assignment,
    plans_of_handoffs,
    plans_of_memory,
    plans_of_reports,
    plans_of_spending,
    plans_of_storms,
    plans_of_threads,
)
from tests.storage.plans_of_storms import CLAIM, LANE, POSTS, STORM

PACE = Pace(interval=1, burst=3)
CARD = Subject(Thing.CARD, 1)
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?(?:INDEX (\w+)|INTEGER PRIMARY KEY))?(?: \((.*)\))?")
_COLUMN = re.compile(r"(\w+)[<>=]")
_OWN = re.compile(r"^(SCAN|SEARCH) (anon_\d+|firsts|(\d+ )?CONSTANT)\b")  # what a statement has cut down itself already


async def settle(change: Change) -> None:
    delivery = await change.claim(POSTS, PACE, NOON)
    assert delivery
    await change.settle(delivery, State.FAILED, NOON)


LOADING = {
    "cases.rowid",
    "people(workspace_id, network, id)",
    "posts.ix_posts_case",
    "replies.ix_replies_case",
    "handoffs.ix_handoffs_case",
    "cases(workspace_id, account_id, conversation)",
}
WAITS = "deliveries.ix_deliveries_waits"
SUBJECT = "deliveries.ix_deliveries_subject"
MESSAGE = "messages.uq_messages_subject"
POST_ID = "posts(workspace_id, account_id, post_id)"

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "case": (lambda change, case: change.case(case.id), LOADING),
    "said": (
        lambda change, case: change.said(ACCOUNT, NOON),
        {"replies.ix_replies_recent", "cases.rowid", "people(workspace_id, network, id)"},
    ),
    "spend": (
        lambda change, case: change.spend(ACCOUNT, [Spend(day=NOON.date(), kind="r", resources=1, dollars=1)]),
        set(),
    ),
    "warn_once": (lambda change, case: change.warn_once(NOON.date(), Level.NEARLY), set()),
    "case_of": (
        lambda change, case: change.case_of(ACCOUNT, "1001", "900"),
        {"cases(workspace_id, account_id, conversation, author_id)", *LOADING},
    ),
    "cases_of": (
        lambda change, case: change.cases_of(ACCOUNT, {("1001", "900"), ("1002", "900")}),
        {"cases(workspace_id, account_id, conversation)"},
    ),
    "beside": (
        lambda change, case: change.beside(replace(case, others=(2,))),
        {"cases(workspace_id, account_id, conversation)"},
    ),
    "case_with_post": (
        lambda change, case: change.case_with_post(ACCOUNT, "ours"),
        {POST_ID, "replies.ix_replies_posted"},
    ),
    "open": (
        lambda change, case: change.open(samples.case(conversation="2"), samples.mention(id="2")),
        {
            *("workspaces(id)", "cases(workspace_id, number)", "cases.rowid", "posts.ix_posts_case"),
            "other(workspace_id, account_id, conversation)",
        },
    ),
    "save_post": (
        lambda change, case: change.save_post(case, case.posts[0]),
        {"posts.rowid", "cases.rowid"},
    ),
    "looked_at": (lambda change, case: change.looked_at([1, 2], NOON), {"posts.rowid"}),
    "look_again": (lambda change, case: change.look_again(case, NOON), {"posts.ix_posts_case"}),
    "save": (lambda change, case: change.save(case), {"cases.rowid"}),
    "add_post": (lambda change, case: change.add_post(case, samples.mention(id="2"), NOON), {"cases.rowid"}),
    "known": (lambda change, case: change.known(ACCOUNT, ["1", "2"]), {POST_ID, "replies.ix_replies_posted"}),
    "remember": (lambda change, case: change.remember(ACCOUNT, "2", NOON), set()),
    "add_reply": (lambda change, case: change.add_reply(case, samples.reply()), set()),
    "save_reply": (lambda change, case: change.save_reply(samples.reply()), {"replies.rowid"}),
    "add_note": (lambda change, case: change.add_note(note(case)), set()),
    "save_note": (lambda change, case: change.save_note(note(case)), {"notes.rowid"}),
    "note_at": (lambda change, case: change.note_at("C1", "1"), {"notes(workspace_id, channel, ts)"}),
    "keep_draft": (lambda change, case: change.keep_draft(case.id, "U0ANN", "", NOON), set()),
    "drop_draft": (lambda change, case: change.drop_draft(case.id, "U0ANN"), {"drafts(case_id, by)"}),
    "set_timer": (lambda change, case: change.set_timer(case, "late", NOON), set()),
    "clear a timer": (
        lambda change, case: change.set_timer(case, "late", None),
        {"timers(workspace_id, case_id, kind)"},
    ),
    "due_timers": (lambda change, case: change.due_timers(NOON, 10), {"timers.rowid", "timers.ix_timers_due"}),
    "coming_timers": (lambda change, case: change.coming_timers(NOON, 10), {"timers.ix_timers_due"}),
    "asked_by_rule": (lambda change, case: change.asked_by_rule("one", NOON), {"handoffs.ix_handoffs_rule"}),
    "contacts": (lambda change, case: change.contacts(case, NOON), {"cases.ix_cases_author"}),
    "rules_set_off": (
        lambda change, case: change.rules_set_off(case, NOON),
        {"cases.ix_cases_author", "handoffs.ix_handoffs_case"},
    ),
    "mark": (lambda change, case: change.mark(ACCOUNT, "mentions"), {"marks(workspace_id, account_id, source)"}),
    "move_mark": (lambda change, case: change.move_mark(ACCOUNT, "mentions", Mark(id="1", at=NOON)), set()),
    "deliver a card": (lambda change, case: change.deliver(outbox.card(case, NOON)), {"cases.rowid"}),
    "deliver a redraw": (
        lambda change, case: change.deliver(outbox.redraw(case, NOON)),
        {"cases.rowid", SUBJECT},
    ),
    "deliver into a thread": (
        lambda change, case: change.deliver(outbox.notice(case, "!", NOON)),
        {"cases.rowid", MESSAGE},
    ),
    "redate": (
        lambda change, case: change.redate(NOON, NOON, NOON, NOON),
        {SUBJECT, "deliveries.ix_deliveries_unsure", "deliveries.ix_deliveries_sending", "lanes.ix_lanes_workspace_id"},
    ),
    "cancel": (lambda change, case: change.cancel(card_of(case), POSTS), {SUBJECT, WAITS}),
    "claim": (lambda change, case: change.claim(POSTS, PACE, NOON), {LANE, CLAIM, "deliveries.rowid"}),
    "settle": (
        lambda change, case: settle(change),
        {LANE, CLAIM, "deliveries.rowid", "cases.rowid", WAITS},
    ),
    "fallen": (lambda change, case: change.fallen(Place(subject=CARD, root=None, channel="C1", ts="1")), {MESSAGE}),
    "comes": (lambda change, case: change.comes(CARD), {MESSAGE, SUBJECT}),
    "hang": (lambda change, case: change.hang(CARD, POSTS), {MESSAGE, CLAIM}),
    "hold_lane": (lambda change, case: change.hold_lane(POSTS, NOON), set()),
    **plans_of_storms.CHANGES,
    **plans_of_threads.CHANGES,
    "unsure": (lambda change, case: change.unsure(NOON, 10), {"deliveries.ix_deliveries_unsure"}),
    **plans_of_memory.CHANGES,
    **plans_of_reports.CHANGES,
    **plans_of_handoffs.CHANGES,
    **plans_of_assignment.CHANGES,
    "abandon": (lambda change, case: change.abandon(NOON), {"deliveries.ix_deliveries_sending"}),
}

READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    "case": (lambda store, case: store.case(case.id), LOADING),
    "post": (lambda store, case: store.post(case, 1), {"posts.rowid"}),
    "numbered": (lambda store, case: store.numbered(1), {"cases(workspace_id, number)"}),
    "at": (
        lambda store, case: store.at("C1", "1"),
        {"messages(workspace_id, channel, ts)", "notes(workspace_id, channel, ts)"},
    ),
    "ours": (lambda store, case: store.ours("C1", "1"), {"messages(workspace_id, channel, ts)"}),
    "place": (lambda store, case: store.place(CARD), {MESSAGE}),
    "note": (lambda store, case: store.note(1), {"notes.rowid"}),
    "posts_to_look_at": (
        lambda store, case: store.posts_to_look_at(ACCOUNT, NOON + timedelta(days=2), 100),
        {"posts.ix_posts_look", "cases.rowid"},
    ),
    "next_presence": (lambda store, case: store.next_presence(), {"posts.ix_posts_look"}),
    "history": (lambda store, case: store.history(case.id, 40), {"events.ix_events_case"}),
    "draft": (lambda store, case: store.draft(case.id, "U0ANN"), {"drafts(case_id, by)"}),
    "mine": (lambda store, case: store.mine("U0ANN", 10), {"cases.ix_cases_mine", MESSAGE}),
    "unowned": (lambda store, case: store.unowned(10), {"cases.ix_cases_unowned", MESSAGE}),
    "late": (lambda store, case: store.late(NOON, 10), {"cases.ix_cases_late", MESSAGE}),
    "open": (lambda store, case: store.open(10), {"cases.ix_cases_open", MESSAGE}),
    "open, in a picker": (
        lambda store, case: store.open(10, "12"),
        {"cases.rowid", "cases.ix_cases_handle", "cases.ix_cases_picker", MESSAGE},
    ),
    "overview": (
        lambda store, case: store.overview(NOON),
        {
            *(f"cases.ix_cases_{name}" for name in ("picker", "unowned", "late", "opened")),
            *("replies.ix_replies_answered", "posts.ix_posts_newest", "lanes.ix_lanes_workspace_id"),
            *("deliveries.ix_deliveries_unsure", CLAIM, "spend(workspace_id, day)", "storms.uq_storms_running"),
        },
    ),
    **plans_of_spending.READS,
    "alarms": (
        lambda store, case: store.alarms(),
        {
            *("lanes.ix_lanes_workspace_id", "timers.ix_timers_due", CLAIM),
            *("deliveries.ix_deliveries_unsure", "deliveries.ix_deliveries_sending", "errands.ix_errands_due"),
            "waves.ix_waves_running",
        },
    ),
    "storm": (
        lambda store, case: store.storm(1, NOON),
        {"storms.rowid", CLAIM, "cases.rowid", "cases.ix_cases_opened"},
    ),
    "fresh": (lambda store, case: store.fresh(NOON, 10), {"cases.ix_cases_opened"}),
    **plans_of_memory.READS,
    **plans_of_reports.READS,
    **plans_of_handoffs.READS,
    **plans_of_assignment.READS,
    "acts": (lambda store, case: store.acts(), {"acts(workspace_id)"}),
    "next_due": (lambda store, case: store.next_due(POSTS), {LANE, CLAIM}),
    "next_timer": (lambda store, case: store.next_timer(), {"timers.ix_timers_due"}),
    "next_look": (
        lambda store, case: store.next_look(),
        {"deliveries.ix_deliveries_unsure", "deliveries.ix_deliveries_sending"},
    ),
}


class Plans:
    """What SQLite would do for each statement that runs while it listens."""

    def __init__(self, file: str) -> None:
        self._explaining = sqlite3.connect(file)
        self.used: set[str] = set()
        self.sorts: list[str] = []

    def hear(self, statement: str) -> None:
        if not statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            return
        for _, _, _, step in self._explaining.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
            if step.startswith("USE TEMP B-TREE"):
                self.sorts.append(statement)
            if (found := _STEP.match(step)) and not _OWN.match(step):
                self.used.add(_named(*found.groups()))

    def close(self) -> None:
        self._explaining.close()


def _named(how: str, table: str, index: str | None, columns: str | None) -> str:
    assert how == "SEARCH", f"a scan of {table}"
    if index is None:
        return f"{table}.rowid"
    if not index.startswith("sqlite_autoindex"):
        return f"{table}.{index}"
    return f"{table}({', '.join(_COLUMN.findall(columns or ''))})"


@pytest.fixture
async def case(sqlite_store: Storage) -> AsyncIterator[Case]:
    case = await opened(sqlite_store)
    async with sqlite_store.change() as change:
        await change.deliver(outbox.card(case, NOON))
        await change.keep_storm(STORM)
        await change.run_errands("triage", NOON, case.id)
        await change.learn_answer(case, 1, "where is my lost bag?", "We look.", NOON)
        await plans_of_handoffs.furnish(change, case)
    yield case


@contextmanager
def listening(store: Storage, url: str) -> Iterator[Plans]:
    assert isinstance(store.backend, SqliteBackend)
    plans = Plans(url.removeprefix("sqlite:///"))
    for connection in store.backend.raw:
        connection.set_trace_callback(plans.hear)
    yield plans
    for connection in store.backend.raw:
        connection.set_trace_callback(None)
    plans.close()


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_uses_these_indexes(sqlite_store: Storage, sqlite_url: str, case: Case, name: str) -> None:
    act, indexes = CHANGES[name]
    async with sqlite_store.change() as change:
        with listening(sqlite_store, sqlite_url) as plans:
            await act(change, case)
    assert plans.used == indexes


@pytest.mark.parametrize("name", READS)
async def test_a_read_uses_these_indexes(sqlite_store: Storage, sqlite_url: str, case: Case, name: str) -> None:
    read, indexes = READS[name]
    with listening(sqlite_store, sqlite_url) as plans:
        await read(sqlite_store, case)
    assert plans.used == indexes
    assert name == "open, in a picker" or plans.sorts == []


async def test_a_repeated_key_is_found_and_old_ones_are_cleared_on_indexes(
    sqlite_store: Storage, sqlite_url: str
) -> None:
    with listening(sqlite_store, sqlite_url) as plans:
        async with sqlite_store.change("Ev1"):
            pass
    assert plans.used == {"change_keys(workspace_id, key)", "change_keys.ix_change_keys_at"}
