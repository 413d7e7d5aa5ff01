"""The web page over both worlds: serves its files, streams what moves, and takes what people do."""

import errno
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.page import portraits
from bot.sandbox.page.live import Live
from bot.sandbox.page.portraits import Look
from bot.sandbox.page.slack_desk import Deed, SlackDesk, read_json
from bot.sandbox.page.trouble import Machines, Switches
from bot.sandbox.page.x_desk import XDesk
from bot.sandbox.slack_server import AppDidNotAnswer, NotPossible, SlackError, SlackServer, SlackWorld
from bot.sandbox.slack_server.model import Json
from bot.sandbox.x_server import XServer

STATIC = Path(__file__).parent.parent / "static"
LOG = logging.getLogger(__name__)
_POLICY = "default-src 'self'; img-src 'self' http: https: data:; base-uri 'none'; form-action 'self'"
_FRESH = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


class Script(Protocol):
    """A play of posts that can be paused, sped up and pushed on."""

    on_change: Callable[[], None]

    def state(self) -> dict[str, object]: ...

    def play(self) -> None: ...

    def pause(self) -> None: ...

    def set_speed(self, speed: float) -> None: ...

    def next(self) -> None: ...


class PortInUse(Exception):
    """`str()` is a sentence for the person who started it."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use already; choose another one with --port.")


class Page:
    """`looks`: how people look, by Slack id or username. `company`: the username that people write to."""

    def __init__(
        self,
        x: XServer,
        slack: SlackServer,
        workspace: SlackWorld,
        script: Script,
        company: str = "acmeair",
        looks: Mapping[str, Look] | None = None,
    ) -> None:
        self.switches = Switches(Machines(x, slack))
        self.script = script
        self.looks = dict(looks or {})
        self._workspace, self._company = workspace, company
        self._notice: dict[str, object] = {"state": "ready", "words": ""}
        self._live = Live(workspace, x.world, company, self._common)
        self._deeds: dict[str, dict[str, Deed]] = {
            "slack": SlackDesk(workspace).deeds,
            "x": XDesk(x.world).deeds,
            "script": {"play": self._play, "pause": self._pause, "speed": self._speed, "next": self._next},
            "trouble": {"turn": self._turn},
        }
        self._runner: web.AppRunner | None = None
        self.url = ""
        script.on_change = self._live.moved

    def tell(self, state: str, words: str) -> None:
        """What people read about the bot; `state`: starting, ready or ended."""
        self._notice = {"state": state, "words": words}
        self._live.moved()

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Raises PortInUse."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self._runner.cleanup()
            if error.errno == errno.EADDRINUSE:
                raise PortInUse(port) from None
            raise
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._live.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[_explain])
        app.router.add_get("/", self._index)
        app.router.add_static("/static", STATIC)
        app.router.add_get("/portraits/{who}.svg", self._portrait)
        app.router.add_get("/_sandbox/emoji.json", self._emoji)
        app.router.add_get("/_sandbox/events", self._events)
        app.router.add_post("/_sandbox/{side}/{deed}", self._do)
        app.on_response_prepare.append(_guard)
        return app

    async def _index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _events(self, request: web.Request) -> web.StreamResponse:
        user = request.query.get("as", "")
        if user not in self._workspace.users:
            raise web.HTTPNotFound
        return await self._live.serve(request, user)

    async def _do(self, request: web.Request) -> web.Response:
        deed = self._deeds.get(request.match_info["side"], {}).get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound
        return web.json_response(await deed(await read_json(request)) or {})

    async def _portrait(self, request: web.Request) -> web.Response:
        who = request.match_info["who"]
        drawn = {self._workspace.app.user_id: portraits.BOT, self._company: portraits.COMPANY}
        svg = drawn.get(who) or portraits.portrait(self.looks.get(who) or portraits.look_of(who))
        return web.Response(text=svg, content_type="image/svg+xml")

    async def _emoji(self, request: web.Request) -> web.Response:
        from bot.sandbox.page.emoji import by_name  # a large table, read once a page is open

        return web.Response(text=json.dumps(by_name()), content_type="application/json")

    def _common(self) -> dict[str, object]:
        return {"script": self.script.state(), "troubles": self.switches.state(), "notice": self._notice}

    async def _play(self, asked: Json) -> None:
        self.script.play()

    async def _pause(self, asked: Json) -> None:
        self.script.pause()

    async def _speed(self, asked: Json) -> None:
        self.script.set_speed(float(asked["speed"]))

    async def _next(self, asked: Json) -> None:
        self.script.next()

    async def _turn(self, asked: Json) -> None:
        self.switches.turn(str(asked["id"]), bool(asked["on"]))
        self._live.moved()


async def _guard(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update({**_FRESH, "Content-Security-Policy": _POLICY})


@web.middleware
async def _explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What cannot be done comes back as one sentence."""
    try:
        return await handler(request)
    except AppDidNotAnswer as silence:
        return _no(f"The bot did not answer ({silence}).", kind="silence")
    except (NotPossible, SlackError) as no:
        return _no(str(no))
    except (LookupError, ValueError, TypeError) as wrong:
        LOG.debug("A call of the page was refused", exc_info=True)
        return _no(str(wrong.args[0]) if wrong.args else "That did not work.")


def _no(words: str, kind: str = "refused") -> web.Response:
    sentence = words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", ")")) else ".")
    return web.json_response({"error": sentence, "kind": kind}, status=409)
