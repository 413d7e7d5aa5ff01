"""Newest-first pages: since and until, start and end, and the tokens that lead to the next page."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import groupby, islice
from typing import Any

from bot.sandbox.x_server.model import Post
from bot.sandbox.x_server.params import Params
from bot.sandbox.x_server.problems import invalid
from bot.sandbox.x_server.world import XWorld

WINDOW = frozenset(["max_results", "since_id", "until_id", "start_time", "end_time", "pagination_token"])


@dataclass(frozen=True)
class Window:
    """The part of a timeline that a request asks for."""

    size: int
    since_id: int | None = None
    until_id: int | None = None
    start: datetime | None = None
    end: datetime | None = None

    def cut(self, posts: Iterable[Post]) -> Iterator[Post]:
        """The posts inside, out of posts that come newest first."""
        for post in posts:
            if self.since_id is not None and int(post.id) <= self.since_id:
                return
            if self.start is not None and post.created_at < self.start:
                return
            if self.end is None or post.created_at < self.end:
                yield post


@dataclass(frozen=True)
class Page:
    posts: list[Post]
    next_token: str | None

    @property
    def meta(self) -> dict[str, Any]:
        meta: dict[str, Any] = {"result_count": len(self.posts)}
        if self.posts:
            meta |= {"newest_id": self.posts[0].id, "oldest_id": self.posts[-1].id}
        if self.next_token:
            meta["next_token"] = self.next_token
        return meta


def window(params: Params, low: int, default: int = 10) -> Window:
    token = params.text("pagination_token") or params.text("next_token")
    until = params.post_id("until_id")
    if token is not None:
        bound = _read_token(token)
        until = bound if until is None else min(until, bound)
    return Window(
        size=params.number("max_results", low, 100, default),
        since_id=params.post_id("since_id"),
        until_id=until,
        start=params.moment("start_time"),
        end=params.moment("end_time"),
    )


def page(posts: Iterable[Post], asked: Window) -> Page:
    """One page of posts that come newest first and lie below `asked.until_id` already."""
    found = list(islice(asked.cut(posts), asked.size + 1))
    more = len(found) > asked.size
    found = found[: asked.size]
    return Page(found, _write_token(int(found[-1].id)) if more else None)


def newest(world: XWorld, key: str, asked: Window, reach: int) -> Iterator[Post]:
    """Posts under a key, below the window's upper end, out of the newest `reach` only."""
    reachable = islice(world.visible(key), reach)
    return (post for post in reachable if asked.until_id is None or int(post.id) < asked.until_id)


def under_any(world: XWorld, keys: Iterable[str], asked: Window) -> Iterator[Post]:
    """Posts under at least one of the keys, newest first, each once."""
    streams = [world.visible(key, asked.until_id) for key in keys]
    merged = merge(*streams, key=lambda post: int(post.id), reverse=True)
    return (next(same) for _, same in groupby(merged, key=lambda post: post.id))


def _write_token(below: int) -> str:
    return base64.b32hexencode(below.to_bytes(8)).decode().rstrip("=").lower()


def _read_token(token: str) -> int:
    try:
        return int.from_bytes(base64.b32hexdecode(token.upper() + "=" * (-len(token) % 8)))
    except binascii.Error as error:
        raise invalid(
            f"The `pagination_token` query parameter value [{token}] is not valid", "pagination_token", token
        ) from error
