"""The door of the Web API: reads a call from any encoding, checks token, pace and scopes, and writes the log."""

import json
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from aiohttp import web

from bot.sandbox.slack_server.model import Json, SlackError
from bot.sandbox.slack_server.pace import Pace
from bot.sandbox.slack_server.socket_mode import SocketMode
from bot.sandbox.slack_server.web_api import METHODS
from bot.sandbox.slack_server.web_api.method import Args, Method, needs
from bot.sandbox.slack_server.workspace import Workspace

CONNECT = "apps.connections.open"


@dataclass(frozen=True)
class Call:
    """One call as it was made; `error` None means that it was answered with ok."""

    at: datetime
    method: str
    args: Json
    error: str | None

    @property
    def ok(self) -> bool:
        return self.error is None


class TooFast(SlackError):
    def __init__(self, seconds: float) -> None:
        super().__init__("ratelimited")
        self.seconds = max(1, ceil(seconds))


class FrontDesk:
    def __init__(self, workspace: Workspace, sockets: SocketMode, pace: Pace) -> None:
        self.calls: deque[Call] = deque(maxlen=20_000)
        self.pace = pace
        self._ws = workspace
        connect = Method(lambda ws, args: {"url": sockets.new_address()}, 1, needs(), app_token=True)
        self._methods = {**METHODS, CONNECT: connect}

    async def handle(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        values = await read_arguments(request)
        token = _token(request, values)
        args = Args(values)
        try:
            answer = {"ok": True, **self._serve(name, args, token)}
            error = None
        except SlackError as refusal:
            answer = {"ok": False, "error": refusal.error, **refusal.extra}
            error = refusal
        said = error.error if error else None
        self.calls.append(Call(self._ws.clock(), name, dict(values), said))
        return self._response(name, answer, error)

    def _serve(self, name: str, args: Args, token: str) -> Json:
        method = self._methods.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if name != "api.test":
            self._check_token(method, token)
        self._check_pace(name, method, args)
        self._check_scopes(method, args)
        return method.call(self._ws, args)

    def _check_token(self, method: Method, token: str) -> None:
        app = self._ws.app
        if not token:
            raise SlackError("not_authed")
        if token not in (app.bot_token, app.app_token):
            raise SlackError("invalid_auth")
        if (token == app.app_token) != method.app_token:
            raise SlackError("not_allowed_token_type")

    def _check_pace(self, name: str, method: Method, args: Args) -> None:
        if name == "chat.postMessage":
            wait = self.pace.wait_for_post(args.text("channel"))
        else:
            wait = self.pace.wait_for(name, method.tier)
        if wait:
            raise TooFast(wait)

    def _check_scopes(self, method: Method, args: Args) -> None:
        wanted, given = method.scopes(self._ws, args), self._ws.app.scopes
        if wanted and not wanted & given:
            raise SlackError("missing_scope", needed=",".join(sorted(wanted)), provided=",".join(sorted(given)))

    def _response(self, name: str, answer: Json, error: SlackError | None) -> web.Response:
        headers = {"x-oauth-scopes": ",".join(sorted(self._ws.app.scopes)), "x-slack-req-id": "sandbox"}
        if isinstance(error, TooFast):
            headers["Retry-After"] = str(error.seconds)
            return web.json_response(answer, status=429, headers=headers)
        return web.json_response(answer, headers=headers)


async def read_arguments(request: web.Request) -> dict[str, Any]:
    """From the query, and from a body of a form or of JSON."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        body = json.loads(text) if text.strip() else {}
        return values | (body if isinstance(body, dict) else {})
    return values | dict(await request.post())


def _token(request: web.Request, values: dict[str, Any]) -> str:
    """From the header, or else from the arguments, where it must not stay for the log."""
    in_arguments = str(values.pop("token", None) or "")
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" and token else in_arguments
