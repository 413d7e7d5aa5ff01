"""What the message of a storm tells."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.cases.case import Status
from bot.cases.judgement import RULES
from bot.cases.outbox import Urgency
from bot.cases.storms import BEFORE, Report
from bot.cases.waves import Said, largest
from bot.storage.connection import Connection
from bot.storage.deliveries.storms import HELD, OF_LANE, STORM, counted, in_line, storm_from
from bot.storage.loading import load_case
from bot.storage.tables import cases, deliveries

READ = 500  # cases whose words are read
WORST = 5
MOST = 100_000  # counting stops here

_BACK = (*OF_LANE, deliveries.c.urgency.between(Urgency.HIGH, Urgency.LOW), HELD)
_COUNTS = select(counted(*_BACK[-2:], most=MOST).label("held"), in_line().label("in_line"))
_CASES = (
    select(cases.c.id, cases.c.headline, cases.c.judgement)
    .select_from(deliveries.join(cases, cases.c.id == deliveries.c.case_id))
    .where(*_BACK)
    .order_by(deliveries.c.urgency, deliveries.c.due_at, deliveries.c.id)
    .limit(READ)
)

_FRESH = (
    select(cases.c.id, cases.c.headline, cases.c.activity)
    .where(
        cases.c.workspace_id == bindparam("workspace"),
        cases.c.opened_at >= bindparam("since"),
        cases.c.status == Status.NEW,
    )
    .order_by(cases.c.opened_at)
    .limit(bindparam("at_most"))
)


async def fresh(db: Connection, workspace: str, since: datetime, limit: int) -> list[Said]:
    found = await db.execute(_FRESH, {"workspace": workspace, "since": since, "at_most": limit})
    return [Said(case=row.id, text=row.headline, activity=row.activity) for row in found.all()]


async def report(db: Connection, workspace: str, storm_id: int, now: datetime) -> Report | None:
    row = (await db.execute(STORM, {"storm": storm_id, "workspace": workspace})).one_or_none()
    if row is None:
        return None
    storm = storm_from(row)
    waiting = {"lane_name": storm.lane, "now": now}
    counts = (await db.execute(_COUNTS, {**waiting, "most": MOST})).one()
    found = (await db.execute(_CASES, waiting)).all()
    compared = await fresh(db, workspace, storm.since - BEFORE, READ + 1)
    wave = largest(compared[:READ])
    worst = [await load_case(db, workspace, each.id) for each in found[:WORST]]
    judged = [_by_model(row.judgement) for row in found]
    return Report(
        storm=storm,
        held=counts.held,
        in_line=counts.in_line,
        texts=[each.headline for each in found],
        worst=[case for case in worst if case],
        wave=wave,
        compared=READ if len(compared) > READ else 0,
        judged=[topic for topic, _ in judged],
        judge=next((by for topic, by in judged if topic), ""),
    )


def _by_model(judgement: dict[str, Any] | None) -> tuple[str, str]:
    """The topic that a model sees in a case, and its name; empty where only rules have judged."""
    if not judgement or judgement["by"] == RULES:
        return "", ""
    return judgement["topic"], judgement["by"]
