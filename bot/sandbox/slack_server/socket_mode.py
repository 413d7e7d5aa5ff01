"""Socket Mode: WebSockets that the app opened, an envelope to one of them at a time, and its ack."""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from aiohttp import WSMsgType, web

from bot.sandbox.slack_server.gateway import Kind
from bot.sandbox.slack_server.model import Json
from bot.sandbox.slack_server.transport import ACK_SECONDS, NotAcked, Retry

SOCKETS_MOST = 10
"""Documented: connections of one app at a time."""


@dataclass(eq=False)
class Socket:
    wire: web.WebSocketResponse
    request: web.Request
    number: int
    retiring: bool = False
    waiting: set[str] = field(default_factory=set)


class SocketMode:
    def __init__(self, app_id: str, ack_seconds: float = ACK_SECONDS) -> None:
        self.ack_seconds = ack_seconds
        self.sockets: list[Socket] = []
        self.link = ""
        """Where tickets can be used; the server sets it when it starts."""
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._numbers = count(1)
        self._turn = count()
        self._acks: dict[str, asyncio.Future[Json]] = {}

    @property
    def connected(self) -> bool:
        return bool(self._open_sockets())

    def _open_sockets(self) -> list[Socket]:
        return [socket for socket in self.sockets if not socket.retiring and not socket.wire.closed]

    def new_address(self) -> str:
        """A WebSocket address that can be used once."""
        ticket = uuid4().hex
        self._tickets.add(ticket)
        return f"{self.link}?ticket={ticket}&app_id={self._app_id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="invalid ticket")
        self._tickets.discard(ticket)
        wire = web.WebSocketResponse(timeout=1.0, max_msg_size=16 * 1024 * 1024)
        await wire.prepare(request)
        if len(self.sockets) >= SOCKETS_MOST:
            await wire.send_json(self._goodbye("too_many_websockets"))
            await wire.close()
            return wire
        socket = Socket(wire, request, next(self._numbers))
        self.sockets.append(socket)
        try:
            await wire.send_json(self._hello())
            await self._listen(wire)
        except ConnectionError:
            return wire
        finally:
            self._leave(socket)
        return wire

    async def _listen(self, wire: web.WebSocketResponse) -> None:
        async for message in wire:
            if message.type is WSMsgType.TEXT:
                answer = message.json()
                future = self._acks.get(answer.get("envelope_id", ""))
                if future is not None and not future.done():
                    future.set_result(answer.get("payload") or {})

    def _leave(self, socket: Socket) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)
        for envelope_id in socket.waiting:
            future = self._acks.get(envelope_id)
            if future is not None and not future.done():
                future.set_exception(NotAcked("connection_closed"))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.sockets),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
        }

    def _goodbye(self, reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}

    async def send(self, kind: Kind, payload: Json, retry: Retry) -> Json:
        """To one socket, by turns. Raises NotAcked."""
        sockets = self._open_sockets()
        if not sockets:
            raise NotAcked("connection_failed")
        socket = sockets[next(self._turn) % len(sockets)]
        envelope = self._envelope(kind, payload, retry)
        envelope_id = envelope["envelope_id"]
        self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        socket.waiting.add(envelope_id)
        try:
            async with asyncio.timeout(self.ack_seconds):
                await socket.wire.send_json(envelope)
                return await self._acks[envelope_id]
        except TimeoutError:
            raise NotAcked("timeout") from None
        except ConnectionError:
            raise NotAcked("connection_closed") from None
        finally:
            socket.waiting.discard(envelope_id)
            del self._acks[envelope_id]

    def _envelope(self, kind: Kind, payload: Json, retry: Retry) -> Json:
        envelope: Json = {"envelope_id": str(uuid4()), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": retry.attempt, "retry_reason": retry.reason}
        return envelope

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to reconnect, as Slack does from time to time; `warning` only announces it."""
        for socket in self._open_sockets():
            socket.retiring = reason != "warning"
            await socket.wire.send_json(self._goodbye(reason))

    def cut(self) -> None:
        """Tear every connection without a word, as a broken network does."""
        for socket in self.sockets:
            if socket.request.transport is not None:
                socket.request.transport.abort()

    def fall_silent(self) -> None:
        """Leave every connection open and hear nothing any more, no ping either, as a peer that died does."""
        for socket in self._open_sockets():
            socket.retiring = True
            if socket.request.transport is not None:
                socket.request.transport.pause_reading()

    async def close(self) -> None:
        for socket in list(self.sockets):
            await socket.wire.close()
