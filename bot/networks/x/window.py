"""Where a look begins: a little before what was seen last, and never further back than X lets us."""

from datetime import datetime, timedelta
from typing import Any

from bot.networks.x.snowflake import first_id, time_of
from bot.ports.network import Mark

OVERLAP = timedelta(minutes=2)  # X shows some posts late, below ids that were seen already
FIRST_LOOK = timedelta(hours=1)
EDGE = timedelta(seconds=1)  # posts of the very same moment
REACH = timedelta(days=6, hours=12)  # search refuses anything older than seven days
_PLAUSIBLE = timedelta(days=1)


def begin(since: Mark | None, now: datetime) -> dict[str, Any]:
    """The parameters that bound a read from below; they stay the same for all its pages."""
    if since is None:
        return {"start_time": now - FIRST_LOOK}
    start = min(since.at, now) - (EDGE if since.exact else OVERLAP)
    if now - start > REACH:
        return {"start_time": now - REACH}
    given = time_of(since.id)
    if given is None or abs(given - since.at) > _PLAUSIBLE:
        return {"start_time": start}
    return {"since_id": first_id(start)}
