"""The endpoints that show users, and what the app has used."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.x_server import params, problems
from bot.sandbox.x_server.auth import Caller
from bot.sandbox.x_server.model import User
from bot.sandbox.x_server.params import Params
from bot.sandbox.x_server.render import Renderer
from bot.sandbox.x_server.routes import Route, account
from bot.sandbox.x_server.world import XWorld


class UserEndpoints:
    def __init__(self, world: XWorld) -> None:
        self._world = world

    @property
    def routes(self) -> list[Route]:
        return [
            Route("GET", "/2/users/me", self.me, bearer=False),
            Route("GET", "/2/users/by/username/{username}", self.user_by_name),
            Route("GET", "/2/users/by", self.users_by_name),
            Route("GET", "/2/users", self.users),
            Route("GET", "/2/users/{id}", self.user),
            Route("GET", "/2/usage/tweets", self.usage, user=False),
        ]

    async def me(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.USER_SHAPE)
        user = account(caller)
        return self._one_user(asked, caller, user, "id", user.id)

    async def user(self, request: web.Request, caller: Caller) -> web.Response:
        user_id = params.checked_id(request.match_info["id"])
        found = self._world.users.get(user_id)
        return self._one_user(Params(request, params.USER_SHAPE), caller, found, "id", user_id)

    async def user_by_name(self, request: web.Request, caller: Caller) -> web.Response:
        username = request.match_info["username"]
        found = self._world.find_username(username)
        return self._one_user(Params(request, params.USER_SHAPE), caller, found, "username", username)

    async def users(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.USER_SHAPE | {"ids"})
        ids = asked.several("ids", r"[0-9]{1,19}")
        return self._many_users(asked, caller, "ids", {each: self._world.users.get(each) for each in ids})

    async def users_by_name(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.USER_SHAPE | {"usernames"})
        names = asked.several("usernames", r"[A-Za-z0-9_]{1,15}")
        found = {each: self._world.find_username(each) for each in names}
        return self._many_users(asked, caller, "usernames", found)

    def _one_user(self, asked: Params, caller: Caller, user: User | None, parameter: str, value: str) -> web.Response:
        renderer = Renderer(self._world, asked.shape(of_users=True), caller.user)
        if user is None or user.suspended:
            return web.json_response({"errors": [problems.missing("user", parameter, value)]})
        self._world.spend.charge_reads("user_read", [user.id], self._world.clock().date())
        return web.json_response({"data": renderer.user(user)})

    def _many_users(self, asked: Params, caller: Caller, parameter: str, found: dict[str, User | None]) -> web.Response:
        renderer = Renderer(self._world, asked.shape(of_users=True), caller.user)
        seen = [user for user in found.values() if user and not user.suspended]
        missing = [value for value, user in found.items() if user is None or user.suspended]
        answer: dict[str, Any] = {}
        if seen:
            answer["data"] = [renderer.user(user) for user in seen]
        if missing:
            answer["errors"] = [problems.missing("user", parameter, value) for value in missing]
        self._world.spend.charge_reads("user_read", [user.id for user in seen], self._world.clock().date())
        return web.json_response(answer)

    async def usage(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, ["days", "usage.fields"])
        days = asked.number("days", 1, 90, 7)
        reads, today = self._world.spend.reads_by_day, self._world.clock().date()
        used = [(today - timedelta(days=n), reads[today - timedelta(days=n)]) for n in range(days)]
        daily = [{"date": f"{day}T00:00:00.000Z", "usage": str(count)} for day, count in used if count]
        data = {
            "cap_reset_day": 1,
            "project_cap": "3000000",
            "project_id": "1",
            "project_usage": str(sum(reads.values())),
            "daily_project_usage": {"project_id": "1", "usage": daily},
        }
        return web.json_response({"data": data})
