"""The delivery of a lane that is due first, for each urgency: a look into the index apiece, however many wait."""

from typing import Any

from sqlalchemy import Subquery, bindparam, select, union_all

from bot.cases.outbox import Urgency
from bot.storage.tables import deliveries
from bot.storage.tables.base import CLAIMABLE


def firsts(*conditions: Any) -> Subquery:
    """Wants the parameter `lane_name`; has the columns id, urgency and due_at."""
    return union_all(*(select(_first(urgency, *conditions)) for urgency in Urgency)).subquery("firsts")


def _first(urgency: Urgency, *conditions: Any) -> Subquery:
    return (
        select(deliveries.c.id, deliveries.c.urgency, deliveries.c.due_at)
        .where(deliveries.c.lane == bindparam("lane_name"), CLAIMABLE, deliveries.c.urgency == urgency, *conditions)
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(1)
        .subquery()
    )
