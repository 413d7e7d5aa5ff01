"""Brings events and people's doings to the app over whichever wire is connected, again where Slack would."""

import asyncio
import time
from collections import deque
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.slack_server.gateway import Kind
from bot.sandbox.slack_server.mishaps import Mishaps
from bot.sandbox.slack_server.model import AppDidNotAnswer, Json
from bot.sandbox.slack_server.transport import NotAcked, Retry, Transport

RETRY_DELAYS = (0.0, 60.0, 300.0)
"""Documented: at once, after a minute, after five."""


@dataclass(frozen=True)
class Ack:
    """One delivery: what it was (message, block_actions, /reply), how long its ack took, and why it failed."""

    kind: Kind
    name: str
    seconds: float
    error: str | None = None
    attempt: int = 0


class Delivery:
    """The gateway of a running server. `http` takes precedence over sockets once it is set."""

    def __init__(self, sockets: Transport, retry_delays: Sequence[float] = RETRY_DELAYS) -> None:
        self.http: Transport | None = None
        self.mishaps = Mishaps()
        self.acks: deque[Ack] = deque(maxlen=50_000)
        self.retry_delays = tuple(retry_delays)
        self._sockets = sockets
        self._under_way: set[asyncio.Task[None]] = set()

    def tell(self, payload: Json) -> None:
        name = payload["event"]["type"]
        if self.mishaps.strike("lose", name):
            return
        self._start(self._event(name, payload))
        if self.mishaps.strike("duplicate", name):
            self._start(self._event(name, payload))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _event(self, name: str, payload: Json) -> None:
        reason = ""
        for attempt, delay in enumerate((0.0, *self.retry_delays)):
            if attempt:
                await asyncio.sleep(delay)
            try:
                await self._deliver("events_api", name, payload, Retry(attempt, reason))
                return
            except NotAcked as failure:
                if failure.final:
                    return
                reason = failure.reason

    async def ask(self, kind: Kind, payload: Json) -> Json:
        name = payload["command"] if kind == "slash_commands" else payload["type"]
        if self.mishaps.strike("lose", name):
            raise AppDidNotAnswer("operation_timeout: the payload was lost")
        if self.mishaps.strike("duplicate", name):
            self._start(self._again(kind, name, payload))
        try:
            return await self._deliver(kind, name, payload, Retry())
        except NotAcked as failure:
            raise AppDidNotAnswer(f"{name}: {failure.reason}") from None

    async def _again(self, kind: Kind, name: str, payload: Json) -> None:
        try:
            await self._deliver(kind, name, payload, Retry())
        except NotAcked:
            return

    async def _deliver(self, kind: Kind, name: str, payload: Json, retry: Retry) -> Json:
        late = self.mishaps.strike("late", name)
        if late:
            await asyncio.sleep(late.seconds)
        begun = time.perf_counter()
        error: str | None = "cancelled"
        try:
            answer = await (self.http or self._sockets).send(kind, payload, retry)
            if self.mishaps.strike("lose_ack", name):
                raise NotAcked("timeout")
            error = None
        except NotAcked as failure:
            error = failure.reason
            raise
        finally:
            self.acks.append(Ack(kind, name, time.perf_counter() - begun, error, retry.attempt))
        return answer

    async def settled(self) -> None:
        """Wait until every event has been acknowledged or given up."""
        while self._under_way:
            await asyncio.gather(*self._under_way)

    async def close(self) -> None:
        tasks = list(self._under_way)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
