"""Posts, users and media as X's API shows them: only the fields asked for, related objects in `includes`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.sandbox.x_server import problems
from bot.sandbox.x_server.model import Attachment, Delivered, Post, User, timestamp
from bot.sandbox.x_server.params import Shape
from bot.sandbox.x_server.snapshot import absolute
from bot.sandbox.x_server.world import XWorld

_TWEET_DEFAULTS = frozenset(["id", "text", "edit_history_tweet_ids"])
_USER_DEFAULTS = frozenset(["id", "name", "username"])
_MEDIA_DEFAULTS = frozenset(["media_key", "type"])
_IMPLIED = {
    "author_id": "author_id",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "attachments.media_keys": "attachments",
    "entities.mentions.username": "entities",
    "referenced_tweets.id": "referenced_tweets",
    "referenced_tweets.id.author_id": "referenced_tweets",
}
"""Fields that an expansion brings along."""


def _entities(delivered: Delivered) -> dict[str, Any] | None:
    return dict(delivered.entities) or None


def _note(post: Post) -> dict[str, Any] | None:
    if post.note is None:
        return None
    entities = _entities(post.note)
    return {"text": post.note.text, **({"entities": entities} if entities else {})}


def references(post: Post) -> list[tuple[str, str]]:
    kinds = (("retweeted", post.reposted), ("quoted", post.quoted), ("replied_to", post.replied_to))
    return [(kind, other) for kind, other in kinds if other]


def _attachments(post: Post) -> dict[str, Any] | None:
    return {"media_keys": [each.key for each in post.attachments]} if post.attachments else None


def _metrics(post: Post) -> dict[str, int]:
    return {
        "retweet_count": post.reposts,
        "reply_count": post.replies,
        "like_count": post.likes,
        "quote_count": post.quotes,
        "bookmark_count": 0,
        "impression_count": 0,
    }


_TWEET: Mapping[str, Callable[[Post], Any]] = {
    "id": lambda post: post.id,
    "text": lambda post: post.delivered.text,
    "edit_history_tweet_ids": lambda post: list(post.edits),
    "author_id": lambda post: post.author.id,
    "attachments": _attachments,
    "conversation_id": lambda post: post.conversation_id,
    "created_at": lambda post: timestamp(post.created_at),
    "display_text_range": lambda post: list(post.delivered.display_range),
    "entities": lambda post: _entities(post.delivered),
    "in_reply_to_user_id": lambda post: post.in_reply_to_user_id,
    "lang": lambda post: post.lang,
    "note_tweet": _note,
    "possibly_sensitive": lambda post: False,
    "public_metrics": _metrics,
    "referenced_tweets": lambda post: [{"type": kind, "id": other} for kind, other in references(post)] or None,
    "reply_settings": lambda post: "everyone",
    "source": lambda post: post.source,
}

_USER: Mapping[str, Callable[[User], Any]] = {
    "id": lambda user: user.id,
    "name": lambda user: user.name,
    "username": lambda user: user.username,
    "created_at": lambda user: timestamp(user.created_at),
    "description": lambda user: user.description,
    "location": lambda user: user.location or None,
    "protected": lambda user: user.protected,
    "url": lambda user: "",
    "verified": lambda user: user.verified,
    "verified_type": lambda user: "blue" if user.verified else "none",
    "subscription_type": lambda user: "Premium" if user.premium else "None",
    "public_metrics": lambda user: {
        "followers_count": user.followers,
        "following_count": user.following,
        "tweet_count": user.posts,
        "listed_count": 0,
        "like_count": 0,
        "media_count": 0,
    },
}

_MEDIA: Mapping[str, Callable[[Attachment], Any]] = {
    "media_key": lambda media: media.key,
    "type": lambda media: "photo",
    "alt_text": lambda media: media.photo.alt_text or None,
    "height": lambda media: media.photo.height,
    "width": lambda media: media.photo.width,
}


class Renderer:
    """Shows parts of the world to a caller."""

    def __init__(self, world: XWorld, shape: Shape, caller: User | None) -> None:
        self._world = world
        self._shape = shape
        self._caller = caller
        implied = {_IMPLIED[name] for name in shape.expansions if name in _IMPLIED}
        self._tweet_fields = _TWEET_DEFAULTS | shape.tweet | implied
        self._user_fields = _USER_DEFAULTS | shape.user
        self._media_fields = _MEDIA_DEFAULTS | shape.media
        self._errors: list[dict[str, Any]] = []

    def post(self, post: Post) -> dict[str, Any]:
        return _pick(_TWEET, self._tweet_fields, post)

    def user(self, user: User) -> dict[str, Any]:
        shown = _pick(_USER, self._user_fields, user)
        if "profile_image_url" in self._user_fields:
            shown["profile_image_url"] = absolute(user.avatar, self._world.base_url)
        return shown

    def media(self, media: Attachment) -> dict[str, Any]:
        shown = _pick(_MEDIA, self._media_fields, media)
        if "url" in self._media_fields:
            shown["url"] = absolute(media.path, self._world.base_url)
        return shown

    def posts(self, posts: Iterable[Post], errors: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
        """A list answer without its meta; `errors` are parts that could not be had."""
        posts = list(posts)
        includes = self._includes(posts)
        errors = [*errors, *self._errors]
        answer: dict[str, Any] = {"data": [self.post(post) for post in posts]} if posts else {}
        if includes:
            answer["includes"] = includes
        if errors:
            answer["errors"] = errors
        return answer

    def may_see(self, post: Post) -> bool:
        return not post.author.protected or post.author is self._caller

    def _includes(self, posts: list[Post]) -> dict[str, Any]:
        wanted = self._shape.expansions
        others = self._referenced(posts) if wanted & {"referenced_tweets.id", "referenced_tweets.id.author_id"} else []
        users: dict[str, User] = {}
        for user_id in self._user_ids(posts, others):
            if user_id in self._world.users:
                users[user_id] = self._world.users[user_id]
        includes: dict[str, Any] = {}
        if users:
            includes["users"] = [self.user(user) for user in users.values()]
        if others:
            includes["tweets"] = [self.post(other) for other in others]
        if "attachments.media_keys" in wanted:
            media = {each.key: each for post in posts for each in post.attachments}
            if media:
                includes["media"] = [self.media(each) for each in media.values()]
        return includes

    def _user_ids(self, posts: list[Post], others: list[Post]) -> Iterable[str]:
        wanted = self._shape.expansions
        for post in posts:
            if "author_id" in wanted:
                yield post.author.id
            if "in_reply_to_user_id" in wanted and post.in_reply_to_user_id:
                yield post.in_reply_to_user_id
            if "entities.mentions.username" in wanted:
                yield from sorted(post.mentioned)
        if "referenced_tweets.id.author_id" in wanted:
            yield from (other.author.id for other in others)

    def _referenced(self, posts: list[Post]) -> list[Post]:
        found: dict[str, Post] = {}
        missing: set[str] = set()
        for post in posts:
            for _, other_id in references(post):
                other = self._world.posts.get(other_id)
                if other and self.may_see(other) and not other.author.suspended:
                    found[other_id] = other
                elif other_id not in missing:
                    missing.add(other_id)
                    explain = problems.hidden if other and other.author.protected else _gone
                    self._errors.append(explain("referenced_tweets.id", other_id, "includes"))
        return list(found.values())


def _gone(parameter: str, value: str, section: str | None = None) -> dict[str, Any]:
    return problems.missing("tweet", parameter, value, section)


def _pick(table: Mapping[str, Callable[[Any], Any]], fields: frozenset[str], thing: Any) -> dict[str, Any]:
    shown = ((name, table[name](thing)) for name in table if name in fields)
    return {name: value for name, value in shown if value is not None}
