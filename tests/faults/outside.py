"""What the bot on the stage calls, Slack, X and a model, each behind a door that can be shut, and their troubles."""

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime

from bot.sandbox.faults import Fault
from bot.sandbox.model_server import ModelServer
from bot.sandbox.slack_server import Pace, SlackServer, SlackWorld
from bot.sandbox.x_server import LIMITS, Limit, XServer, XWorld
from tests.faults.door import Door
from tests.faults.haste import calls, hurried
from tests.faults.troubles import Trouble


class Outside:
    met: Fault | None = None
    """What struck last."""

    def __init__(self, x: XWorld, world: SlackWorld, now: Callable[[], datetime]) -> None:
        self.x, self.world, self._now = x, world, now
        self.x_server = XServer(x, limits=dict.fromkeys(LIMITS, Limit(user=None, app=None)))
        self.slack_server = SlackServer(world, Pace.off(), retry_delays=(0.05, 0.1, 0.1))
        self.model_server = ModelServer()
        self.doors: Mapping[str, Door] = {}
        self._servers = {"slack": self.slack_server, "x": self.x_server, "model": self.model_server}
        self._late: Callable[[str, str], bool] | None = None

    @property
    def hurries(self) -> bool:
        """Whether it is tried what becomes of a call that times out."""
        return self._late is not None and self.met is not None

    async def open(self, stack: AsyncExitStack) -> None:
        stack.enter_context(hurried(self._struck))
        for server in self._servers.values():
            await server.start()
            stack.push_async_callback(server.stop)
        behind = {"slack": self.world.base_url, "x": self.x_server.url, "model": self.model_server.url}
        self.doors = {side: Door(url) for side, url in behind.items()}
        for door in self.doors.values():
            await door.open()
            stack.push_async_callback(door.shut)
        self.world.base_url = self.doors["slack"].url

    async def strike(self, side: str, route: str, trouble: Trouble, times: int | None = None) -> Fault | None:
        """So many calls of this route meet it, or all of them until all is well again."""
        self.met = self._late = None
        if trouble.shut:
            await self.doors[side].shut()
        elif trouble.unfetchable:
            self.world.unfetchable.add("http")
        else:
            answer = trouble.answer(self._now()) if trouble.answer else None
            how = {"seconds": trouble.seconds, "where": trouble.where, "answer": answer}
            self.met = self._servers[side].faults.add(route, trouble.kind, trouble.times or times, **how)
            self._late = calls(route) if trouble.late else None
        return self.met

    async def heal(self) -> None:
        for server in self._servers.values():
            server.faults.clear()
        self.world.unfetchable.clear()
        for door in self.doors.values():
            await door.open()

    def _struck(self, verb: str, path: str) -> bool:
        """Whether such a call would time out now."""
        met = any(self.met in server.faults.active for server in self._servers.values())
        return met and self._late is not None and self._late(verb, path)
