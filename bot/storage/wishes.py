"""Topics as rows: what is collected for a team."""

from typing import Any

from bot.cases.wishes import Kind, Topic


def topic_from(row: Any) -> Topic:
    return Topic(
        id=row.id,
        workspace=row.workspace_id,
        team=row.team,
        channel=row.channel,
        kind=Kind(row.kind),
        name=row.name,
        seen_at=row.seen_at,
    )
