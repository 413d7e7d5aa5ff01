"""What customers wish for or praise, in figures."""

from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, func, select

from bot.cases.wishes import Kind, Tally, Wish
from bot.storage.connection import Connection
from bot.storage.tables import cases, topics, wishes
from bot.storage.wishes import topic_from

NEWEST = 3
MOST = 1_000
_OF_TOPIC = wishes.c.topic_id == bindparam("wanted")


def _count(*conditions: Any) -> ScalarSelect[int]:
    return select(func.count()).select_from(wishes).where(*conditions).scalar_subquery()


_TOPIC = select(topics).where(topics.c.id == bindparam("wanted"))
_COUNTS = select(
    _count(_OF_TOPIC).label("total"),
    _count(_OF_TOPIC, wishes.c.at >= bindparam("month")).label("this_month"),
    _count(_OF_TOPIC, wishes.c.at > bindparam("seen")).label("new"),
)
_NEWEST = (
    select(cases.c.number, cases.c.handle, wishes.c.words, wishes.c.by, wishes.c.at)
    .join(cases, cases.c.id == wishes.c.case_id)
    .where(_OF_TOPIC)
    .order_by(wishes.c.at.desc())
    .limit(NEWEST)
)
_OF_TEAM = (
    select(
        topics.c.name,
        select(func.count())
        .select_from(wishes)
        .where(wishes.c.topic_id == topics.c.id, wishes.c.at >= bindparam("month"))
        .scalar_subquery()
        .label("times"),
    )
    .where(
        topics.c.workspace_id == bindparam("workspace"),
        topics.c.team == bindparam("of_team"),
        topics.c.kind == bindparam("of_kind"),
    )
    .limit(MOST)
)


async def tally(db: Connection, topic_id: int, month: datetime) -> Tally | None:
    row = (await db.execute(_TOPIC, {"wanted": topic_id})).one_or_none()
    if row is None:
        return None
    topic = topic_from(row)
    seen = topic.seen_at or datetime.fromtimestamp(0, month.tzinfo)
    counts = (await db.execute(_COUNTS, {"wanted": topic_id, "month": month, "seen": seen})).one()
    newest = (await db.execute(_NEWEST, {"wanted": topic_id})).all()
    return Tally(
        topic=topic,
        month=month,
        this_month=counts.this_month,
        new=counts.new,
        total=counts.total,
        newest=tuple(Wish(**each._asdict()) for each in newest),
    )


async def counts(db: Connection, workspace: str, team: str, kind: Kind, month: datetime) -> list[tuple[str, int]]:
    wanted = {"workspace": workspace, "of_team": team, "of_kind": kind, "month": month}
    return [(row.name, row.times) for row in (await db.execute(_OF_TEAM, wanted)).all()]
