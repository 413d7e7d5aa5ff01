"""Ideas and praise in a change: topics, and what counts for them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.cases.wishes import Kind, Topic, key_of
from bot.storage.tables import topics, wishes
from bot.storage.wishes import topic_from
from bot.storage.work import Work

MOST = 1_000
_TOPICS = (
    select(topics)
    .where(
        topics.c.workspace_id == bindparam("workspace"),
        topics.c.team == bindparam("of_team"),
        topics.c.kind == bindparam("of_kind"),
    )
    .limit(MOST)
    .with_for_update()
)
_ADD_TOPIC = insert(topics).returning(topics.c.id)
_SEE = (
    update(topics)
    .where(topics.c.id == bindparam("wanted"), topics.c.workspace_id == bindparam("workspace"))
    .values(seen_at=bindparam("now"))
    .returning(topics)
)
_ADD_WISH = upsert(wishes).on_conflict_do_nothing(index_elements=["topic_id", "case_id"]).returning(wishes.c.id)


class WishChange(Work):
    async def topics(self, team: str, kind: Kind) -> list[Topic]:
        wanted = {"workspace": self._workspace, "of_team": team, "of_kind": kind}
        return [topic_from(row) for row in (await self._db.execute(_TOPICS, wanted)).all()]

    async def add_topic(self, topic: Topic) -> Topic:
        row = {
            "workspace_id": self._workspace,
            "team": topic.team,
            "channel": topic.channel,
            "kind": topic.kind,
            "name": topic.name,
            "key": key_of(topic.name),
            "seen_at": topic.seen_at,
        }
        return replace(topic, id=(await self._db.execute(_ADD_TOPIC, row)).scalar_one())

    async def see_topic(self, topic_id: int, now: datetime) -> Topic | None:
        wanted = {"wanted": topic_id, "workspace": self._workspace, "now": now}
        row = (await self._db.execute(_SEE, wanted)).one_or_none()
        return topic_from(row) if row else None

    async def add_wish(self, topic: Topic, case_id: int, by: str, words: str, at: datetime) -> bool:
        row = {"workspace_id": self._workspace, "topic_id": topic.id, "case_id": case_id}
        kept = await self._db.execute(_ADD_WISH, {**row, "by": by, "words": words, "at": at})
        return kept.scalar_one_or_none() is not None
