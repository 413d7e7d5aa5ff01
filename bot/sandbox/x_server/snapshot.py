"""The world as JSON values for a page: what people see, not what the API says."""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.x_server.model import Post, User, timestamp


def snapshot(users: Iterable[User], posts: Iterable[Post], base_url: str, spent: float) -> dict[str, Any]:
    return {
        "users": [user_view(user, base_url) for user in users],
        "posts": [post_view(post, base_url) for post in posts],
        "spent": spent,
    }


def user_view(user: User, base_url: str) -> dict[str, Any]:
    return {
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "description": user.description,
        "avatar": absolute(user.avatar, base_url),
        "followers": user.followers,
        "verified": user.verified,
        "protected": user.protected,
        "url": user.url,
    }


def post_view(post: Post, base_url: str) -> dict[str, Any]:
    return {
        "id": post.id,
        "author_id": post.author.id,
        "username": post.author.username,
        "name": post.author.name,
        "avatar": absolute(post.author.avatar, base_url),
        "text": post.written,
        "replying_to": list(post.names),
        "created_at": timestamp(post.created_at),
        "conversation_id": post.conversation_id,
        "replied_to": post.replied_to,
        "quoted": post.quoted,
        "reposted": post.reposted,
        "media": [{"url": absolute(each.path, base_url), "alt_text": each.photo.alt_text} for each in post.attachments],
        "lang": post.lang,
        "source": post.source,
        "edited": len(post.edits) > 1,
        "likes": post.likes,
        "replies": post.replies,
        "quotes": post.quotes,
        "reposts": post.reposts,
        "url": post.url,
    }


def absolute(path: str, base_url: str) -> str:
    return base_url + path if path.startswith("/") else path
