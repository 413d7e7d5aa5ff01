"""What people do on the X side of the page, as small JSON calls over the world of the sandbox."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.sandbox.slack_server.model import Json, NotPossible
from bot.sandbox.x_server import Photo, Post, XWorld
from bot.sandbox.x_server.text import LONG_POST_LIMIT, POST_LIMIT, weighted_length

Deed = Callable[[Json], Awaitable[Json | None]]

PICTURES = Path(__file__).parent.parent / "static" / "pictures"
ALTS = {
    "suitcase": "A grey suitcase with a broken wheel on a baggage belt",
    "board": "A departure board with a cancelled flight",
    "wing": "The wing of a plane above the clouds at sunset",
}
GONE = "That post is gone."


class XDesk:
    """`as` is a username; posts are named by their ids."""

    def __init__(self, world: XWorld) -> None:
        self._world = world

    @property
    def deeds(self) -> dict[str, Deed]:
        return {
            "post": self.post,
            "repost": self.repost,
            "like": self.like,
            "delete": self.delete,
            "count": self.count,
        }

    async def post(self, asked: Json) -> Json:
        user, text = self._world.user(str(asked.get("as"))), str(asked.get("text", "")).strip()
        photos = [picture(asked["picture"])] if asked.get("picture") else []
        limit = LONG_POST_LIMIT if user.premium else POST_LIMIT
        if not text and not photos:
            raise NotPossible("Write something first.")
        if weighted_length(text) > limit:
            raise NotPossible(f"That is longer than the {limit} signs which X gives this account.")
        reply_to, quote = self._post(asked.get("reply_to")), self._post(asked.get("quote"))
        return {"id": self._world.post(user, text, reply_to, quote, photos).id}

    async def repost(self, asked: Json) -> Json:
        return {"id": self._world.repost(str(asked.get("as")), self._there(asked)).id}

    async def like(self, asked: Json) -> None:
        self._world.like(self._there(asked))

    async def delete(self, asked: Json) -> None:
        self._world.delete(self._there(asked))

    async def count(self, asked: Json) -> Json:
        """How X counts a text."""
        return {"count": weighted_length(str(asked.get("text", "")))}

    def _there(self, asked: Json) -> Post:
        post = self._post(asked.get("post"))
        if post is None:
            raise NotPossible(GONE)
        return post

    def _post(self, id: str | None) -> Post | None:
        if id is None:
            return None
        if id not in self._world.posts:
            raise NotPossible(GONE)
        return self._world.posts[id]


def picture(name: str) -> Photo:
    """One of the sample pictures. Raises LookupError."""
    if name not in ALTS:
        raise LookupError(f"no picture {name!r}; there is: {', '.join(ALTS)}")
    content = (PICTURES / f"{name}.svg").read_bytes()
    return Photo(ALTS[name], 1200, 750, content, "image/svg+xml")
