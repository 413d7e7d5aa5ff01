"""The indexes that the statements of storms, and of answers to their waves, run on."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cases.case import Actor, Case
from bot.cases.outbox import Urgency
from bot.cases.storms import Storm
from bot.cases.waves import Answer
from bot.ports.store import Change
from tests.cases.samples import NOON

POSTS = "T0ACME/post/C0MENTIONS"
RANKS = (Urgency.HIGH, Urgency.LOW)
HOLD: dict[str, Any] = {"beyond": 0, "after": 0, "until": NOON + timedelta(minutes=15), "now": NOON}
STORM = Storm(workspace="T0ACME", lane=POSTS, channel="C0MENTIONS", since=NOON)
WAVE = Answer(by=Actor(id="U0ANN"), storm=1, wordings=("a", "b"), cases=((1, 1),), begun_at=NOON)
LANE = "lanes(name)"
CLAIM = "deliveries.ix_deliveries_claim"

CHANGES: dict[str, tuple[Callable[[Change, Case], Awaitable[Any]], set[str]]] = {
    "crowd": (lambda change, case: change.crowd(POSTS, 101, NOON), {LANE, CLAIM, "storms.uq_storms_running"}),
    "hold_back": (lambda change, case: change.hold_back(POSTS, *RANKS, **HOLD), {CLAIM, "deliveries.rowid"}),
    "let_go": (lambda change, case: change.let_go(POSTS, *RANKS, count=1, now=NOON), {CLAIM, "deliveries.rowid"}),
    "storm": (lambda change, case: change.storm(1), {"storms.rowid"}),
    "save a storm": (lambda change, case: change.keep_storm(replace(STORM, id=1)), {"storms.rowid"}),
    "storms": (lambda change, case: change.storms(), {"lanes.ix_lanes_workspace_id", "storms.uq_storms_running"}),
    "wave": (lambda change, case: change.wave(), {"waves.ix_waves_running"}),
    "begin a wave": (lambda change, case: change.keep_wave(WAVE), set()),
    "save a wave": (lambda change, case: change.keep_wave(replace(WAVE, id=1)), {"waves.rowid"}),
}
