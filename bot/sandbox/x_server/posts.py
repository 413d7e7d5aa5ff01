"""The endpoints of single posts: look them up, publish, delete."""

from typing import Any

from aiohttp import web

from bot.sandbox.x_server import params, problems, publishing
from bot.sandbox.x_server.auth import Caller
from bot.sandbox.x_server.params import Params
from bot.sandbox.x_server.render import Renderer
from bot.sandbox.x_server.routes import Route, account
from bot.sandbox.x_server.world import XWorld


class PostEndpoints:
    def __init__(self, world: XWorld) -> None:
        self._world = world

    @property
    def routes(self) -> list[Route]:
        return [
            Route("GET", "/2/tweets", self.posts),
            Route("GET", "/2/tweets/{id}", self.post),
            Route("POST", "/2/tweets", self.publish, bearer=False),
            Route("DELETE", "/2/tweets/{id}", self.delete, bearer=False),
        ]

    async def post(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.TWEET_SHAPE)
        post_id = params.checked_id(request.match_info["id"])
        answer = self._lookup([post_id], "id", asked, caller)
        if "data" in answer:
            answer["data"] = answer["data"][0]
        return web.json_response(answer)

    async def posts(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.TWEET_SHAPE | {"ids"})
        return web.json_response(self._lookup(asked.several("ids", r"[0-9]{1,19}"), "ids", asked, caller))

    def _lookup(self, ids: list[str], parameter: str, asked: Params, caller: Caller) -> dict[str, Any]:
        renderer = Renderer(self._world, asked.shape(), caller.user)
        found, errors = [], []
        for post_id in ids:
            post = self._world.posts.get(post_id)
            if post is None or post.author.suspended:
                errors.append(problems.missing("tweet", parameter, post_id))
            elif renderer.may_see(post):
                found.append(post)
            else:
                errors.append(problems.hidden(parameter, post_id))
        self._world.spend.charge_reads("post_read", [post.id for post in found], self._world.clock().date())
        return renderer.posts(found, errors)

    async def publish(self, request: web.Request, caller: Caller) -> web.Response:
        author, order = account(caller), publishing.read_order(await _json(request))
        answered = publishing.check_order(self._world, author, order)
        self._world.spend.charge(publishing.price_kind(author, order, answered))
        post = self._world.post(author, order.text, answered, source="Mentiondesk sandbox", exclude=order.exclude)
        data = {"id": post.id, "text": post.whole.text, "edit_history_tweet_ids": list(post.edits)}
        return web.json_response({"data": data}, status=201)

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        post_id = params.checked_id(request.match_info["id"])
        post = publishing.own_post(self._world, account(caller), post_id)
        if post is not None:
            self._world.delete(post)
            self._world.spend.charge("post_delete")
        return web.json_response({"data": {"deleted": True}})


async def _json(request: web.Request) -> Any:
    if request.content_type != "application/json":
        raise problems.invalid("The Content-Type must be application/json")
    try:
        return await request.json()
    except ValueError as error:
        raise problems.invalid("Request body is not valid JSON") from error
