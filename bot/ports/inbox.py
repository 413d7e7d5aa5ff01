"""What was heard but cannot be done at once: kept as it came, until it is done."""

from datetime import datetime
from typing import Any, Protocol

Act = dict[str, Any]
"""What somebody did, as Slack told it."""


class InboxChange(Protocol):
    async def keep_act(self, key: str, act: Act, at: datetime) -> bool:
        """False where it is kept already."""
        ...

    async def drop_act(self, key: str) -> None: ...


class InboxReads(Protocol):
    async def acts(self) -> list[tuple[str, Act]]:
        """Those that are not done yet, with their keys, the oldest first."""
        ...
