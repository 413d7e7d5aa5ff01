"""Put right what a wrong clock has dated: nothing may wait for an hour that will not come."""

from datetime import datetime

from sqlalchemy import bindparam, case, or_, update

from bot.cases.outbox import Does
from bot.storage.columns import NEVER, UtcTime
from bot.storage.deliveries.outbox import AT_REST, OutboxChange
from bot.storage.deliveries.relay import LEASE
from bot.storage.tables import deliveries, lanes
from bot.storage.tables.base import LIVE, SENDING, UNSURE

_OURS = deliveries.c.workspace_id == bindparam("workspace")
_TOO_LATE = (
    update(deliveries)
    .where(
        _OURS,
        LIVE,
        deliveries.c.due_at > bindparam("latest"),
        deliveries.c.due_at < NEVER,  # that one waits for a person
    )
    .values(
        due_at=case(
            (deliveries.c.does == Does.PUBLISH, bindparam("publish", type_=UtcTime())),
            else_=bindparam("now", type_=UtcTime()),
        )
    )
)
_AGE = (
    update(deliveries)
    .where(_OURS, UNSURE, deliveries.c.ended_at > bindparam("after"))
    .values(ended_at=bindparam("now"))
)
_LEASES = (
    update(deliveries)
    .where(_OURS, SENDING, deliveries.c.lease_until > bindparam("lease"))
    .values(lease_until=bindparam("lease"))
)
_LANES = (
    update(lanes)
    .where(
        lanes.c.workspace_id == bindparam("workspace"),
        or_(lanes.c.tat > bindparam("latest"), lanes.c.held_until > bindparam("latest")),
    )
    .values({name: AT_REST[name] for name in ("tat", "next_at", "held_until")})
)


class DatesChange(OutboxChange):
    async def redate(self, now: datetime, latest: datetime, publish: datetime, after: datetime) -> None:
        ours = {"workspace": self._workspace}
        await self._db.execute(_TOO_LATE, {**ours, "latest": latest, "publish": publish, "now": now})
        await self._db.execute(_AGE, {**ours, "after": after, "now": now})
        await self._db.execute(_LEASES, {**ours, "lease": now + LEASE})
        await self._db.execute(_LANES, {**ours, "latest": latest})
