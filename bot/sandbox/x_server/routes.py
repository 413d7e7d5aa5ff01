"""What an endpoint is: a path, the logins it takes, and a function from request and caller to answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.x_server.auth import Caller
from bot.sandbox.x_server.model import User
from bot.sandbox.x_server.problems import unauthorized

Endpoint = Callable[[web.Request, Caller], Awaitable[web.Response]]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    endpoint: Endpoint
    bearer: bool = True
    user: bool = True

    @property
    def label(self) -> str:
        """The route as X's documents write it: "GET /2/users/:id/mentions"."""
        return route_label(self.method, self.path)


def route_label(method: str, path: str) -> str:
    return f"{method} {path.replace('{', ':').replace('}', '')}"


def account(caller: Caller) -> User:
    """The account behind a call to an endpoint that takes no bearer."""
    if caller.user is None:
        raise unauthorized()
    return caller.user
