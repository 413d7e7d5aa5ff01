"""The Slack server: Web API, Socket Mode, response URLs, uploads, files and pictures on one port."""

from collections import deque
from collections.abc import Callable, Sequence

from aiohttp import web

from bot.sandbox.faults import Answer, Faults
from bot.sandbox.slack_server.avatars import avatar_svg
from bot.sandbox.slack_server.delivery import RETRY_DELAYS, Ack, Delivery
from bot.sandbox.slack_server.front_desk import Call, FrontDesk, read_arguments
from bot.sandbox.slack_server.gateway import Unplugged
from bot.sandbox.slack_server.http_mode import HttpMode
from bot.sandbox.slack_server.mishaps import Mishaps
from bot.sandbox.slack_server.model import SlackError
from bot.sandbox.slack_server.pace import Pace
from bot.sandbox.slack_server.replies import respond
from bot.sandbox.slack_server.socket_mode import SocketMode
from bot.sandbox.slack_server.transport import ACK_SECONDS
from bot.sandbox.slack_server.web_api.files import receive
from bot.sandbox.slack_server.workspace import Workspace

UPLOAD_MOST = 100 * 1024 * 1024
WRONG = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""Errors after which nobody knows whether the call had its effect: fault kinds, with `where`."""


class SlackServer:
    """`faults` strike calls to the server by labels such as "POST chat.postMessage" (reads are GET) or
    "POST response_url"; `mishaps` strike deliveries to the app. `retry_delays`: seconds before each repetition
    of an event that was not acknowledged."""

    def __init__(
        self,
        world: Workspace,
        pace: Pace | None = None,
        *,
        ack_seconds: float = ACK_SECONDS,
        retry_delays: Sequence[float] = RETRY_DELAYS,
    ) -> None:
        self.world = world
        self.sockets = SocketMode(world.app.id, ack_seconds)
        self.faults = Faults(_label, answers=_wrong_answers())
        self._ack_seconds = ack_seconds
        self._delivery = Delivery(self.sockets, retry_delays)
        self._desk = FrontDesk(world, self.sockets, pace or Pace())
        self._http: HttpMode | None = None
        self._runner: web.AppRunner | None = None

    @property
    def calls(self) -> deque[Call]:
        """Every Web API call, oldest first."""
        return self._desk.calls

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    @property
    def acks(self) -> deque[Ack]:
        """Every delivery to the app and how long its ack took."""
        return self._delivery.acks

    @property
    def mishaps(self) -> Mishaps:
        return self._delivery.mishaps

    @property
    def pace(self) -> Pace:
        return self._desk.pace

    @property
    def connected(self) -> bool:
        """Is the app there, on a socket or over HTTP?"""
        return self._http is not None or self.sockets.connected

    @property
    def api_url(self) -> str:
        return f"{self.world.base_url}/api/"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        found_host, found_port = self._runner.addresses[0][:2]
        self.world.base_url = f"http://{found_host}:{found_port}"
        self.sockets.link = f"ws://{found_host}:{found_port}/link/"
        self.world.gateway = self._delivery

    async def stop(self) -> None:
        self.world.gateway = Unplugged()
        await self._delivery.close()
        await self.sockets.close()
        await self.disconnect_http()
        self.faults.clear()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def connect_http(self, request_url: str) -> None:
        """Send everything to this address from now on, after the handshake. Raises NotAcked."""
        await self.disconnect_http()
        app = self.world.app
        http = HttpMode(request_url, app.signing_secret, app.verification_token, self._ack_seconds)
        self._http = http
        try:
            await http.verify()
        except BaseException:
            await self.disconnect_http()
            raise
        self._delivery.http = http

    async def disconnect_http(self) -> None:
        self._delivery.http = None
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def settled(self) -> None:
        """Wait until every event has been acknowledged or given up."""
        await self._delivery.settled()

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self.faults.middleware], client_max_size=UPLOAD_MOST)
        app.router.add_route("*", "/api/{method}", self._desk.handle)
        app.router.add_get("/link/", self.sockets.handle)
        for kind in ("actions", "commands", "app"):
            app.router.add_post(f"/{kind}/{{team}}/{{token:.+}}", self._respond)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/avatars/{user}.svg", self._avatar)
        app.router.add_get("/files-pri/{key}/{name:.+}", self._private_file)
        app.router.add_get("/files-pub/{file}/{secret}", self._public_file)
        return app

    async def _respond(self, request: web.Request) -> web.Response:
        try:
            respond(self.world, request.match_info["token"], await read_arguments(request))
        except SlackError as error:
            gone = error.error in ("expired_url", "used_url", "invalid_url")
            answer = {"ok": False, "error": error.error, **error.extra}
            return web.json_response(answer, status=404 if gone else 400)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        content = await _uploaded(request)
        try:
            receive(self.world, request.match_info["file"], content)
        except SlackError as error:
            return web.Response(status=400, text=error.error)
        return web.Response(text=f"OK - {len(content)}")

    async def _avatar(self, request: web.Request) -> web.Response:
        user = self.world.users.get(request.match_info["user"])
        if user is None:
            raise web.HTTPNotFound
        return web.Response(text=avatar_svg(user.shown_name), content_type="image/svg+xml")

    async def _private_file(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {self.world.app.bot_token}":
            return web.Response(text="<!DOCTYPE html><title>Sign in | Slack</title>", content_type="text/html")
        return self._file(request.match_info["key"].partition("-")[2])

    async def _public_file(self, request: web.Request) -> web.Response:
        id, secret = request.match_info["file"], request.match_info["secret"]
        if id not in self.world.files or self.world.files[id].secret != secret:
            raise web.HTTPNotFound
        return self._file(id)

    def _file(self, id: str) -> web.Response:
        file = self.world.files.get(id)
        if file is None or file.content is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type=file.mimetype)


def _label(request: web.Request) -> str:
    if method := request.match_info.get("method"):
        return f"{request.method} {method}"
    if "token" in request.match_info:
        return f"{request.method} response_url"
    return f"{request.method} {request.path}"


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type.startswith("multipart/"):
        parts = (await request.post()).values()
        files = [part for part in parts if isinstance(part, web.FileField)]
        return files[0].file.read() if files else b""
    return await request.read()


def _refusal(error: str) -> Callable[[], Answer]:
    return lambda: Answer(200, {"ok": False, "error": error})


def _wrong_answers() -> dict[str, Callable[[], Answer]]:
    too_fast = Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})
    broken = Answer(503, "Service Unavailable", content_type="text/plain")
    return {
        **{error: _refusal(error) for error in WRONG},
        "ratelimited": lambda: too_fast,
        "http_503": lambda: broken,
    }
