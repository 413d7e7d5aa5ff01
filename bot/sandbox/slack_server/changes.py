"""Tells whoever waits that something in the workspace has changed, without polling."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """What moved: `kind` is message, ephemeral, view, home, channel, user or file; `about` is the id or ts."""

    kind: str
    channel: str | None = None
    user: str | None = None
    about: str | None = None


Listener = Callable[[Change], None]


class Changes:
    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` at every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, predicate: Callable[[], T | None], timeout: float = 30.0, what: str = "") -> T:
        """Wait for the predicate to come true, asking again at every change; returns what it returned."""
        try:
            async with asyncio.timeout(timeout):
                while not (found := predicate()):
                    await self._next()
                return found
        except TimeoutError:
            raise TimeoutError(f"waited {timeout:g} s in vain for {what or 'a change in Slack'}") from None

    async def _next(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
