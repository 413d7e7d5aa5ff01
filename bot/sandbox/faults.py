"""Faults that can be switched on in a sandbox server: cuts, time-outs, slow and wrong answers, holds."""

import asyncio
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Literal

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

Where = Literal["before", "after"]

CUT = 444
"""The status under which a server's own log shows a call whose connection was cut without an answer."""

FOREVER = 3600.0
KINDS = ("cut_before", "cut_after", "timeout_before", "timeout_after", "delay", "slow", "malformed_json")


@dataclass(frozen=True)
class Answer:
    """A whole wrong answer: `body` is a JSON value, or text that goes out as it is."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def response(self) -> web.Response:
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return web.Response(status=self.status, text=text, headers=dict(self.headers), content_type=self.content_type)


@dataclass
class Fault:
    """One switched-on fault; `left` counts the times it still strikes (None: until it is removed)."""

    route: str
    kind: str
    left: int | None = None
    probability: float = 1.0
    seconds: float = FOREVER
    where: Where = "before"
    answer: Answer | None = None
    struck: int = 0


class Hold:
    """Stops requests at a chosen moment; let go, they go on, even if their caller has left meanwhile."""

    def __init__(self, route: str, where: Where, times: int, containing: str) -> None:
        self.route = route
        self.where = where
        self.left = times
        self.containing = containing
        self.arrivals = 0
        self._reached = asyncio.Event()
        self._released = asyncio.Event()

    async def reached(self, timeout: float = 10.0) -> None:
        async with asyncio.timeout(timeout):
            await self._reached.wait()

    def release(self) -> None:
        self.left = 0
        self._released.set()

    async def stop_here(self) -> None:
        self.left -= 1
        self.arrivals += 1
        self._reached.set()
        await self._released.wait()


class Faults:
    """The faults of one server.

    `label` names a request's route, e.g. "POST /2/tweets" or "POST chat.postMessage"; faults are matched to
    it by name or by shell pattern ("GET *"). `answers` are the server's own wrong answers by kind.
    """

    def __init__(
        self,
        label: Callable[[web.Request], str],
        answers: Mapping[str, Callable[[], Answer]] | None = None,
        seed: int = 0,
    ) -> None:
        self._label = label
        self._answers = dict(answers or {})
        self._random = random.Random(seed)
        self._given_up = asyncio.Event()
        self.active: list[Fault] = []
        self.holds: list[Hold] = []

    @property
    def kinds(self) -> tuple[str, ...]:
        return (*KINDS, *self._answers)

    def add(
        self,
        route: str,
        kind: str = "answer",
        times: int | None = 1,
        *,
        probability: float = 1.0,
        seconds: float | None = None,
        where: Where = "before",
        answer: Answer | None = None,
    ) -> Fault:
        """Switch a fault on.

        `kind`: one of `kinds`, or "answer" with `answer` given. `times=None`: until removed. `seconds`: the
        length of a delay (default 1), a slow answer (default 5) or a time-out (default an hour, then the
        connection is cut). `where`: a wrong answer comes instead of the effect ("before") or in spite of it
        ("after").
        """
        if kind not in self.kinds and not (kind == "answer" and answer):
            raise ValueError(f"unknown fault {kind!r}; known: {', '.join(self.kinds)}")
        length = {"delay": 1.0, "slow": 5.0}.get(kind, FOREVER) if seconds is None else seconds
        fault = Fault(route, kind, times, probability, length, where, answer)
        self.active.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        if fault in self.active:
            self.active.remove(fault)

    def hold(self, route: str, where: Where = "before", times: int = 1, containing: str = "") -> Hold:
        """Stop the next `times` requests of a route, of those whose address or body contains these words, just
        before or just after their effect."""
        hold = Hold(route, where, times, containing)
        self.holds.append(hold)
        return hold

    def clear(self) -> None:
        """Switch everything off; what is held goes on, what sits in a time-out is cut."""
        self.active.clear()
        for hold in self.holds:
            hold.release()
        self.holds.clear()
        self._given_up.set()
        self._given_up = asyncio.Event()

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def faulty(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.active and not self.holds:
                return await handler(request)
            return await self._serve(request, handler, self._label(request))

        return faulty

    async def _serve(self, request: web.Request, handler: Handler, label: str) -> web.StreamResponse:
        said = request.path_qs
        if not request.content_type.startswith("multipart/"):
            body = await request.read()  # while the caller is still there: a held request must find it later
            said += body.decode(errors="replace")
        await self._hold(label, said, "before")
        fault = self._strike(label)
        if fault is None:
            response = await handler(request)
        else:
            response = await self._spoil(fault, request, handler)
        await self._hold(label, said, "after")
        return response

    async def _hold(self, label: str, said: str, where: Where) -> None:
        for hold in list(self.holds):
            meant = hold.where == where and _matches(hold.route, label) and hold.containing in said
            if hold.left > 0 and meant:
                await hold.stop_here()
                if hold in self.holds and hold.left <= 0:
                    self.holds.remove(hold)

    def _strike(self, label: str) -> Fault | None:
        for fault in self.active:
            if _matches(fault.route, label) and self._random.random() < fault.probability:
                fault.struck += 1
                if fault.left is not None:
                    fault.left -= 1
                    if fault.left <= 0:
                        self.active.remove(fault)
                return fault
        return None

    async def _spoil(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        match fault.kind:
            case "cut_before":
                return _cut(request)
            case "cut_after":
                await handler(request)
                return _cut(request)
            case "timeout_before":
                await self._wait(fault.seconds)
                return _cut(request)
            case "timeout_after":
                await handler(request)
                await self._wait(fault.seconds)
                return _cut(request)
            case "delay":
                await self._wait(fault.seconds)
                return await handler(request)
            case "slow":
                return await self._drip(request, await handler(request), fault.seconds)
            case "malformed_json":
                return _break_off(await handler(request))
        if fault.where == "after":
            await handler(request)
        return (fault.answer or self._answers[fault.kind]()).response()

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._given_up.wait()
        except TimeoutError:
            return

    async def _drip(self, request: web.Request, whole: web.StreamResponse, seconds: float) -> web.StreamResponse:
        body = _body(whole)
        dripping = web.StreamResponse(status=whole.status, headers=whole.headers)
        dripping.content_length = len(body)
        step = max(1, len(body) // 20)
        try:
            await dripping.prepare(request)
            for start in range(0, len(body), step):
                await self._wait(seconds / 20)
                await dripping.write(body[start : start + step])
        except ConnectionError:
            return dripping
        return dripping


def _matches(pattern: str, label: str) -> bool:
    return pattern == label or fnmatchcase(label, pattern)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=CUT)


def _body(response: web.StreamResponse) -> bytes:
    body = response.body if isinstance(response, web.Response) else None
    return body if isinstance(body, bytes) else b""


def _break_off(response: web.StreamResponse) -> web.Response:
    body = _body(response)
    return web.Response(status=response.status, body=body[: max(1, len(body) // 2)], content_type=response.content_type)
