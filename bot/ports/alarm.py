"""The alarm clock: it only wakes; a lost alarm delays a delivery and loses nothing."""

from datetime import datetime
from typing import Protocol

TIMERS = "timers"
SETTLE = "settle"
HEALTH = "health"
PRESENCE = "presence"
ASSISTANT = "assistant"
LEARNING = "learning"
WAVES = "waves"
RETENTION = "retention"
REPORT = "report"


class Alarm(Protocol):
    """Alarms are named: a lane's name, `TIMERS` for the clocks of cases, `SETTLE` for unsure deliveries, `WAVES` for
    answers to many customers, `HEALTH` for the bot's own, `PRESENCE` for whether posts still stand on their network,
    `ASSISTANT` for what it is to be asked, `RETENTION` for what was kept long enough, `LEARNING`
    for what people taught it, `REPORT` for the desk's week."""

    def ring(self, name: str, at: datetime | None = None) -> None:
        """Wake the worker of `name` now, or at `at` if that comes before what it waits for."""
        ...
