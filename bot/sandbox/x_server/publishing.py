"""The rules of POST and DELETE /2/tweets: the shape of the body, length, duplicates, and who may answer whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.sandbox.x_server import problems, text
from bot.sandbox.x_server.compose import Draft, leading_names, said_key
from bot.sandbox.x_server.model import Post, User
from bot.sandbox.x_server.problems import forbidden, invalid
from bot.sandbox.x_server.world import XWorld

_DUPLICATE_WITHIN = timedelta(hours=24)
_ID = re.compile(r"[0-9]{1,19}")
_WHO_MAY_REPLY = ("following", "mentionedUsers", "subscribers", "verified")
_TYPES: Mapping[str, type] = {
    "text": str,
    "reply": dict,
    "reply_settings": str,
    "card_uri": str,
    "community_id": str,
    "direct_message_deep_link": str,
    "edit_options": dict,
    "for_super_followers_only": bool,
    "geo": dict,
    "made_with_ai": bool,
    "media": dict,
    "nullcast": bool,
    "paid_partnership": bool,
    "poll": dict,
    "quote_tweet_id": str,
    "share_with_followers": bool,
}
_REPLY_TYPES: Mapping[str, type] = {
    "in_reply_to_tweet_id": str,
    "exclude_reply_user_ids": list,
    "auto_populate_reply_metadata": bool,
}
_NOT_HERE = ("edit_options", "geo", "media", "poll", "community_id")
"""Documented properties that the sandbox does not play; it says so rather than ignore them."""


@dataclass(frozen=True)
class Order:
    """A checked body of POST /2/tweets."""

    text: str
    in_reply_to: str | None
    exclude: frozenset[str]


def read_order(body: Any) -> Order:
    """Raises Problem for anything that X's schema does not allow."""
    if not isinstance(body, dict):
        raise invalid("$: a JSON object is expected")
    _check(body, _TYPES, "$")
    if body.get("reply_settings", _WHO_MAY_REPLY[0]) not in _WHO_MAY_REPLY:
        raise invalid(f"$.reply_settings: does not have a value in the enumeration {list(_WHO_MAY_REPLY)}")
    for name in _NOT_HERE:
        if name in body:
            raise invalid(f"$.{name}: the sandbox does not play this property")
    if "quote_tweet_id" in body:
        raise forbidden("You are not permitted to quote posts with your current access level.")
    reply = body.get("reply", {})
    if "reply" in body:
        _check(reply, _REPLY_TYPES, "$.reply")
        if not _ID.fullmatch(reply.get("in_reply_to_tweet_id", "")):
            raise invalid("$.reply.in_reply_to_tweet_id: does not match the regex pattern ^[0-9]{1,19}$")
        if not all(isinstance(each, str) for each in reply.get("exclude_reply_user_ids", ())):
            raise invalid("$.reply.exclude_reply_user_ids: an array of strings is expected")
    exclude = frozenset(reply.get("exclude_reply_user_ids", ()))
    return Order(body.get("text", ""), reply.get("in_reply_to_tweet_id"), exclude)


def check_order(world: XWorld, author: User, order: Order) -> Post | None:
    """The post that is answered, if any; raises Problem where X would refuse."""
    _check_text(author, order.text)
    answered = _answered(world, author, order.in_reply_to)
    _check_duplicate(world, author, order, answered)
    return answered


def price_kind(author: User, order: Order, answered: Post | None) -> str:
    summoned = answered is not None and author.id in answered.summoned
    kind = "summoned_reply" if summoned else "post_create"
    return f"{kind}_with_url" if text.has_link(order.text) else kind


def own_post(world: XWorld, author: User, post_id: str) -> Post | None:
    """The account's own post; None when it is gone already. Raises Problem for somebody else's."""
    post = world.posts.get(post_id)
    if post is not None and post.author is not author:
        raise forbidden("You are not authorized to delete this Tweet.")
    return post


def _check(body: dict[str, Any], types: Mapping[str, type], where: str) -> None:
    for name, value in body.items():
        if name not in types:
            raise invalid(
                f"{where}.{name}: is not defined in the schema and the schema does not allow additional properties"
            )
        if not isinstance(value, types[name]):
            raise invalid(f"{where}.{name}: {type(value).__name__} found, {types[name].__name__} expected")


def _check_text(author: User, written: str) -> None:
    if not written.strip():
        raise invalid("$.text: text is required unless media is provided")
    if any(sign in written for sign in "\ufeff\ufffe\uffff"):
        raise invalid("$.text: contains invalid characters")
    limit = text.LONG_POST_LIMIT if author.premium else text.POST_LIMIT
    if len(written) > limit * 20 or text.weighted_length(written) > limit:
        raise invalid(
            "Your Tweet text is too long. For more information on how Twitter determines text length see "
            "https://github.com/twitter/twitter-text."
        )
    if len(text.cashtags_in(written)) > 1:
        raise forbidden("A post may contain at most one cashtag.")


def _answered(world: XWorld, author: User, post_id: str | None) -> Post | None:
    if post_id is None:
        return None
    post = world.posts.get(post_id)
    if post is None or post.author.suspended or (post.author.protected and post.author is not author):
        raise problems.reply_to_deleted()
    if post.author is not author and author.id not in post.summoned:
        raise problems.not_summoned()
    return post


def _check_duplicate(world: XWorld, author: User, order: Order, answered: Post | None) -> None:
    """The names before a reply are part of its text: the same words to two people are no duplicate."""
    draft = Draft(author, order.text, reply_to=answered, exclude=order.exclude)
    said = "".join(f"@{name} " for name in leading_names(draft, world.find_username)) + order.text
    twin = next(world.newest(said_key(author, said)), None)
    if twin and twin.created_at > world.clock() - _DUPLICATE_WITHIN:
        raise problems.duplicate()
