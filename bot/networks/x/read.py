"""From X's JSON to mentions: nothing missing or odd in it loses a post."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.cases.case import Author, Media, Mention, Snippet
from bot.networks.x.json import Json, number, part, parts, string
from bot.networks.x.snowflake import time_of
from bot.networks.x.wording import links_to, names_explicitly, written

SUMMONED_REPLY = 0.010
"""US dollars for an answer to somebody who named or quoted us (X's price list of 2026-04-20)."""

_NO_LANGUAGE = frozenset({"", "art", "qam", "qct", "qht", "qme", "qst", "und", "zxx"})


@dataclass(frozen=True, slots=True)
class Us:
    """The company's account: `id` as X knows it, `handle` as people write it, `account` as the desk's books do."""

    id: str
    handle: str
    account: str


def mentions_in(body: Json, us: Us, now: datetime, found_by: str = "") -> list[Mention]:
    """The posts of one page, in X's order. `found_by` says how they were found; without it, their relation to us."""
    page = _Page(body, us, now)
    return [page.mention(post, found_by) for post in parts(body, "data") if string(post, "id")]


def versions_in(body: Json) -> dict[str, str]:
    """The newest version of each post that was edited since: its id, to that of the version on the page."""
    newest = {}
    for post in parts(body, "data"):
        history = post.get("edit_history_tweet_ids") or post.get("edit_history_post_ids")
        if isinstance(history, list) and history and str(history[-1]) != string(post, "id"):
            newest[str(history[-1])] = string(post, "id")
    return newest


class _Page:
    def __init__(self, body: Json, us: Us, now: datetime) -> None:
        includes = part(body, "includes")
        self._us = us
        self._now = now
        self._users = {string(user, "id"): user for user in parts(includes, "users")}
        self._posts = {string(post, "id"): post for post in _either(includes, "tweets", "posts")}
        self._media = {string(each, "media_key"): each for each in parts(includes, "media")}

    def mention(self, post: Json, found_by: str) -> Mention:
        us, post_id = self._us, string(post, "id")
        others = _others(post)
        by_us, repost = string(post, "author_id") == us.id, "retweeted" in others
        named = names_explicitly(post, us.id, us.handle)
        quotes_us = self._is_ours(post, others.get("quoted"))
        answerable = (named or quotes_us) and not by_us and not repost
        author = self._author(string(post, "author_id"))
        return Mention(
            network="x",
            account=us.account,
            id=post_id,
            conversation=string(post, "conversation_id") or post_id,
            author=author,
            text=written(post, others.get("quoted")),
            url=self._url(author.handle, author.id, post_id),
            created_at=self._time(post),
            why=found_by or self._relation(post, named, quotes_us, by_us),
            language=_language(post),
            media=tuple(self._pictures(post)),
            parent=self._snippet(others.get("replied_to")),
            quoted=self._snippet(others.get("quoted")),
            reply_to=others.get("replied_to"),
            answerable=answerable,
            price=SUMMONED_REPLY if answerable else 0.0,
            by_us=by_us,
            repost=repost,
        )

    def _relation(self, post: Json, named: bool, quotes_us: bool, by_us: bool) -> str:
        handle = self._us.handle
        if by_us:
            return f"posted by @{handle}"
        if named:
            return f"mentions @{handle}"
        if quotes_us:
            return f"quotes @{handle}"
        if string(post, "in_reply_to_user_id") == self._us.id:
            return f"replies to @{handle}"
        return f"in a thread with @{handle}"

    def _is_ours(self, post: Json, quoted: str | None) -> bool:
        if not quoted:
            return False
        other = self._posts.get(quoted)
        if other and string(other, "author_id"):
            return string(other, "author_id") == self._us.id
        return links_to(post, f"/{self._us.handle}/status/{quoted}")

    def _author(self, user_id: str) -> Author:
        user = self._users.get(user_id, {})
        handle = string(user, "username")
        return Author(
            id=user_id,
            handle=handle or user_id,
            name=string(user, "name") or handle or user_id,
            url=f"https://x.com/{handle}" if handle else f"https://x.com/i/user/{user_id}",
            followers=number(part(user, "public_metrics"), "followers_count"),
            avatar=string(user, "profile_image_url") or None,
            verified=user.get("verified") is True,
        )

    def _snippet(self, post_id: str | None) -> Snippet | None:
        post = self._posts.get(post_id or "")
        if not post or not post_id:
            return None
        author = self._author(string(post, "author_id"))
        others = _others(post)
        return Snippet(
            id=post_id,
            handle=author.handle,
            text=written(post, others.get("quoted")),
            url=self._url(author.handle, author.id, post_id),
        )

    def _pictures(self, post: Json) -> Iterator[Media]:
        keys = part(post, "attachments").get("media_keys")
        for key in keys if isinstance(keys, list) else []:
            media = self._media.get(str(key), {})
            if url := string(media, "url") or string(media, "preview_image_url"):
                yield Media(kind=string(media, "type") or "photo", url=url, alt=string(media, "alt_text"))

    def _url(self, handle: str, author_id: str, post_id: str) -> str:
        """X leads from /i/ to the right place where the author's handle is not known."""
        return f"https://x.com/{handle if handle != author_id else 'i'}/status/{post_id}"

    def _time(self, post: Json) -> datetime:
        try:
            at = datetime.fromisoformat(string(post, "created_at"))
        except ValueError:
            return time_of(string(post, "id")) or self._now
        return at if at.tzinfo else at.replace(tzinfo=UTC)


def _others(post: Json) -> dict[str, str]:
    """The ids of the posts that this one answers, quotes or repeats."""
    return {string(each, "type"): string(each, "id") for each in _either(post, "referenced_tweets", "referenced_posts")}


def _either(thing: Json, name: str, newer: str) -> list[Json]:
    """X renames tweets to posts, in some answers sooner than in others."""
    return parts(thing, name) or parts(thing, newer)


def _language(post: Json) -> str | None:
    language = string(post, "lang")
    return None if language in _NO_LANGUAGE else language
