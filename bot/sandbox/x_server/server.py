"""The sandbox's X over real HTTP: start, stop, who may ask how often, what went wrong on purpose, and a log."""

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.faults import CUT, Faults
from bot.sandbox.x_server import pictures, problems
from bot.sandbox.x_server.auth import App, Credentials, Gate
from bot.sandbox.x_server.limits import Allowance, Limit
from bot.sandbox.x_server.model import User
from bot.sandbox.x_server.posts import PostEndpoints
from bot.sandbox.x_server.problems import Problem
from bot.sandbox.x_server.routes import Route, route_label
from bot.sandbox.x_server.timelines import TimelineEndpoints
from bot.sandbox.x_server.users import UserEndpoints
from bot.sandbox.x_server.world import XWorld


class Call(NamedTuple):
    """One request as the outside saw it; `status` is 444 where the connection was cut without an answer."""

    time: float
    method: str
    path: str
    status: int
    route: str = ""
    query: Mapping[str, str] = MappingProxyType({})
    body: str = ""


class XServer:
    """Serves a world. `limits` replaces X's rate limits by route ("POST /2/tweets"); `now`: unix seconds."""

    def __init__(
        self,
        world: XWorld,
        app: App | None = None,
        limits: Mapping[str, Limit] | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.world = world
        self.gate = Gate(app or App(), now)
        self.allowance = Allowance(limits)
        self.faults = Faults(route_of, problems.fault_answers(now))
        self.calls: list[Call] = []
        self._now = now
        self._routes = [
            *UserEndpoints(world).routes,
            *TimelineEndpoints(world, self.gate).routes,
            *PostEndpoints(world).routes,
        ]
        self._runner: web.AppRunner | None = None
        self._host, self._port = "127.0.0.1", 0

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    def credentials(self, user: User | str) -> Credentials:
        """Access tokens for an account, granted at the first asking (and again after `revoke`)."""
        return self.gate.grant(self.world.user(user))

    def revoke(self, user: User | str) -> None:
        self.gate.revoke(self.world.user(user))

    def count(self, route: str, status: int | None = None) -> int:
        """How many calls of a route there were, e.g. count("POST /2/tweets", 201)."""
        return sum(call.route == route and status in (None, call.status) for call in self.calls)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._host, self._port = host, self._runner.addresses[0][1]
        self.world.base_url = self.url

    async def stop(self) -> None:
        """Everything held goes on and every time-out ends; after it the port refuses connections."""
        self.faults.clear()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[self._log(), self.faults.middleware, _explain])
        for route in self._routes:
            application.router.add_route(route.method, route.path, self._guarded(route))
        application.router.add_get("/media/{key}.png", self._media, allow_head=False)
        application.router.add_get("/avatars/{username}.png", self._avatar, allow_head=False)
        return application

    def _log(self) -> Middleware:
        @web.middleware
        async def log(request: web.Request, handler: Handler) -> web.StreamResponse:
            at, status = self._now(), CUT
            body = await request.text() if request.can_read_body else ""
            try:
                response = await handler(request)
                status = response.status
                return response
            finally:
                route, query = route_of(request), dict(request.query)
                self.calls.append(Call(at, request.method, request.path, status, route, query, body))

        return log

    def _guarded(self, route: Route) -> Handler:
        """Login, credits and rate limit come before the endpoint, in X's order."""

        async def serve(request: web.Request) -> web.Response:
            caller = self.gate.admit(request, bearer=route.bearer, user=route.user)
            allowed, headers = self.allowance.take(route.label, caller.key, self._now())
            try:
                if not allowed:
                    raise problems.too_many()
                if self.world.spend.exhausted:
                    raise problems.no_credits()
                response = await route.endpoint(request, caller)
            except Problem as problem:
                response = problem.response()
            response.headers.update(headers)
            return response

        return serve

    async def _media(self, request: web.Request) -> web.Response:
        attachment = self.world.attachments.get(request.match_info["key"])
        if attachment is None:
            raise problems.unknown_route()
        photo = attachment.photo
        body = photo.content or pictures.photo(attachment.key, photo.width, photo.height)
        return web.Response(body=body, content_type=photo.content_type)

    async def _avatar(self, request: web.Request) -> web.Response:
        return web.Response(body=pictures.avatar(request.match_info["username"]), content_type="image/png")


def route_of(request: web.Request) -> str:
    """A request's route as X's documents write it; the bare path where there is no such route."""
    resource = request.match_info.route.resource
    return route_label(request.method, resource.canonical if resource else request.path)


@web.middleware
async def _explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except web.HTTPNotFound:
        return problems.unknown_route().response()
    except web.HTTPMethodNotAllowed as wrong:
        return Problem(405, "Method Not Allowed", f"{wrong.method} is not allowed here").response()
