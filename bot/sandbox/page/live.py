"""Tells every open page at once what has moved, gathered for a moment so that a storm is one message."""

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from bot.sandbox.page.sheets import SlackSheet, XSheet
from bot.sandbox.slack_server.changes import Change as SlackChange
from bot.sandbox.slack_server.workspace import Workspace
from bot.sandbox.x_server import Change as XChange
from bot.sandbox.x_server import XWorld

GATHER_SECONDS = 0.04
HEARTBEAT_SECONDS = 1.0

Parts = Callable[[], dict[str, object]]


class Viewer:
    """One open page: what it was told last, and what waits to be told."""

    def __init__(self, sheet: SlackSheet) -> None:
        self.sheet = sheet
        self.waiting: asyncio.Queue[str | None] = asyncio.Queue()
        self._told: dict[str, str] = {}

    def news(self, parts: dict[str, object]) -> dict[str, object]:
        """Those parts that differ from what this page knows."""
        fresh = {}
        for name, value in parts.items():
            written = json.dumps(value)
            if self._told.get(name) != written:
                self._told[name] = written
                fresh[name] = value
        return fresh

    def tell(self, event: dict[str, object]) -> None:
        if event:
            self.waiting.put_nowait(json.dumps(event))


class Live:
    """`common`: parts that are the same for everybody (the script, the switches, the state of the bot)."""

    def __init__(self, workspace: Workspace, world: XWorld, company: str, common: Parts) -> None:
        self._workspace = workspace
        self._x = XSheet(world, company)
        self._common = common
        self._viewers: set[Viewer] = set()
        self._places: dict[tuple[str, str], None] = {}
        self._posts: dict[str, None] = {}
        self._flush: asyncio.TimerHandle | None = None
        self._leave = [workspace.on_change(self._slack_moved), world.on_change(self._x_moved)]

    def moved(self) -> None:
        """Something common has changed."""
        if self._flush is None and self._viewers:
            self._flush = asyncio.get_running_loop().call_later(GATHER_SECONDS, self._tell_all)

    def close(self) -> None:
        for leave in self._leave:
            leave()
        if self._flush:
            self._flush.cancel()
        for viewer in self._viewers:
            viewer.waiting.put_nowait(None)

    async def serve(self, request: web.Request, user: str) -> web.StreamResponse:
        """Server-sent events: first everything, then what moves."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        viewer = Viewer(SlackSheet(self._workspace, user))
        viewer.tell(self._everything(viewer))
        self._viewers.add(viewer)
        try:
            while (event := await self._next(viewer)) is not None:
                await response.write(f"data: {event}\n\n".encode())
        except ConnectionError:
            pass
        finally:
            self._viewers.discard(viewer)
        return response

    async def _next(self, viewer: Viewer) -> str | None:
        """The next event; now and then an empty one, which finds out who has left."""
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS):
                return await viewer.waiting.get()
        except TimeoutError:
            viewer.tell(viewer.news(self._common()))  # a fault that has struck for the last time says nothing
            return viewer.waiting.get_nowait() if not viewer.waiting.empty() else "{}"

    def _everything(self, viewer: Viewer) -> dict[str, object]:
        parts = viewer.news(self._parts(viewer))
        return {"fresh": True, **parts, "messages": list(viewer.sheet.messages()), "posts": self._x.posts()}

    def _parts(self, viewer: Viewer) -> dict[str, object]:
        return {**viewer.sheet.parts(), **self._x.parts(), **self._common()}

    def _slack_moved(self, change: SlackChange) -> None:
        if self._viewers and change.kind == "message" and change.channel and change.about:
            self._places[change.channel, change.about] = None
        self.moved()

    def _x_moved(self, change: XChange) -> None:
        if self._viewers and change.kind != "user":
            self._posts[change.id] = None
        self.moved()

    def _tell_all(self) -> None:
        self._flush = None
        places, posts = list(self._places), list(self._posts)
        self._places.clear()
        self._posts.clear()
        for viewer in self._viewers:
            news = viewer.news(self._parts(viewer))
            moved = {**viewer.sheet.moved(places), **self._x.moved(posts)}
            viewer.tell({**news, **{name: value for name, value in moved.items() if value}})
