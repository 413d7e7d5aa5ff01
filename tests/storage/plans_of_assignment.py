"""The indexes that the statements of assignment run on: turns, loads, and what was done with a claim."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.cases.case import Case
from bot.ports.store import Change
from bot.storage import Storage
from tests.cases.samples import NOON

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "latest_notes": (lambda change, case: change.latest_notes(case, 5), {"notes.ix_notes_case"}),
    "last_step": (lambda change, case: change.last_step(case), {"events.ix_events_case"}),
    "turns": (lambda change, case: change.turns("team baggage"), {"turns(workspace_id, pool)"}),
    "take_turn": (lambda change, case: change.take_turn("team baggage", "U0ANN", NOON), set()),
    "loads": (lambda change, case: change.loads(["U0ANN", "U0BEN"], NOON), {"cases.ix_cases_mine"}),
}

READS: dict[str, tuple[Callable[[Storage, Case], Awaitable[Any]], set[str]]] = {
    "loads": (lambda store, case: store.loads(["U0ANN", "U0BEN"], NOON), {"cases.ix_cases_mine"}),
}
