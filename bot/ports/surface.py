"""Where employees see cases: messages are posted, drawn afresh and looked for."""

from datetime import datetime
from typing import Protocol

from bot.cases.outbox import Delivery
from bot.cases.views import Message


class Surface(Protocol):
    async def post(self, message: Message, channel: str, thread_ts: str | None, key: str) -> str:
        """Post, and return the ts. `key` travels as metadata. Raises `outcomes.Rejected`, `Paused` or `Unsure`."""
        ...

    async def edit(self, message: Message, channel: str, ts: str) -> None:
        """Draw the message afresh; may be repeated without harm. Raises as `post` does; `Gone` where it was deleted."""
        ...

    async def erase(self, channel: str, ts: str) -> None: ...

    async def find(self, delivery: Delivery, thread_ts: str | None, since: datetime) -> str | None:
        """The ts of the message that carries the delivery's key, or None where it is surely absent.

        Raises `outcomes.Paused` or `Unsure` where the look itself failed.
        """
        ...
