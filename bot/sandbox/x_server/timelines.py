"""The endpoints that list posts: mentions, an account's own timeline, recent search."""

from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web

from bot.sandbox.x_server import pages, params, problems, search
from bot.sandbox.x_server.auth import Caller, Gate
from bot.sandbox.x_server.model import Post, snowflake, timestamp
from bot.sandbox.x_server.params import Params
from bot.sandbox.x_server.render import Renderer
from bot.sandbox.x_server.routes import Route
from bot.sandbox.x_server.world import XWorld

MENTIONS_REACH = 800
TIMELINE_REACH = 3200
SEARCH_REACH = timedelta(days=7)


class TimelineEndpoints:
    def __init__(self, world: XWorld, gate: Gate) -> None:
        self._world = world
        self._gate = gate

    @property
    def routes(self) -> list[Route]:
        return [
            Route("GET", "/2/users/{id}/mentions", self.mentions),
            Route("GET", "/2/users/{id}/tweets", self.timeline),
            Route("GET", "/2/tweets/search/recent", self.search),
        ]

    async def mentions(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.TWEET_SHAPE | pages.WINDOW)
        return self._user_timeline(request, asked, caller, "mention", MENTIONS_REACH)

    async def timeline(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.TWEET_SHAPE | pages.WINDOW | {"exclude"})
        without = asked.choices("exclude", frozenset(["replies", "retweets"]))

        def kept(post: Post) -> bool:
            return not (("replies" in without and post.replied_to) or ("retweets" in without and post.reposted))

        return self._user_timeline(request, asked, caller, "author", TIMELINE_REACH, kept)

    def _user_timeline(
        self,
        request: web.Request,
        asked: Params,
        caller: Caller,
        kind: str,
        reach: int,
        kept: Callable[[Post], bool] = lambda post: True,
    ) -> web.Response:
        user_id = params.checked_id(request.match_info["id"])
        window, shape = pages.window(asked, low=5), asked.shape()
        if user_id not in self._world.users:
            return web.json_response({"errors": [problems.missing("user", "id", user_id)]})
        posts = pages.newest(self._world, f"{kind}:{user_id}", window, reach)
        page = pages.page(filter(kept, posts), window)
        owned = caller.user is not None and caller.user is self._gate.owner and caller.user.id == user_id
        return self._page(page, Renderer(self._world, shape, caller.user), "owned_read" if owned else "post_read")

    async def search(self, request: web.Request, caller: Caller) -> web.Response:
        asked = Params(request, params.TWEET_SHAPE | pages.WINDOW | {"query", "next_token", "sort_order"})
        query = asked.required("query")
        window, shape = pages.window(asked, low=10), asked.shape()
        oldest = self._world.clock() - SEARCH_REACH
        self._check_search_window(window, oldest)
        clause = search.parse(query, self._id_of, self._world.count)
        within = (
            post
            for post in pages.under_any(self._world, clause.keys, window)
            if post.created_at >= oldest and clause.matches(post)
        )
        return self._page(pages.page(within, window), Renderer(self._world, shape, caller.user), "post_read")

    def _check_search_window(self, window: pages.Window, oldest: datetime) -> None:
        if window.since_id is not None and window.since_id < snowflake(oldest):
            raise problems.invalid(
                f"'since_id' must be a tweet id created after [{timestamp(oldest)}]. Please use a 'since_id' "
                f"that is larger than {snowflake(oldest)}",
                "since_id",
                str(window.since_id),
            )
        for name, moment in (("start_time", window.start), ("end_time", window.end)):
            if moment is not None and moment < oldest:
                raise problems.invalid(
                    f"Invalid '{name}':'{timestamp(moment)}'. '{name}' must be on or after {timestamp(oldest)}",
                    name,
                    timestamp(moment),
                )
        latest = self._world.clock() - timedelta(seconds=10)
        if window.end is not None and window.end > latest:
            raise problems.invalid(
                f"Invalid 'end_time':'{timestamp(window.end)}'. 'end_time' must be a minimum of 10 seconds "
                "prior to the request time.",
                "end_time",
                timestamp(window.end),
            )

    def _page(self, page: pages.Page, renderer: Renderer, price: str) -> web.Response:
        self._world.spend.charge_reads(price, [post.id for post in page.posts], self._world.clock().date())
        return web.json_response({**renderer.posts(page.posts), "meta": page.meta})

    def _id_of(self, username: str) -> str | None:
        user = self._world.find_username(username)
        return user.id if user else None
