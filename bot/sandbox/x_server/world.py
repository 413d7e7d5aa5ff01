"""The state of the sandbox's X, in memory, with hands for tests and for the web page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bot.sandbox.x_server.compose import Draft, compose
from bot.sandbox.x_server.index import Index
from bot.sandbox.x_server.model import Attachment, Change, Photo, Post, User, snowflake
from bot.sandbox.x_server.snapshot import snapshot
from bot.sandbox.x_server.spend import Spend

Clock = Callable[[], datetime]
_FIRST_USER_ID = 2_244_994_945


def now_utc() -> datetime:
    return datetime.now(UTC)


class XWorld:
    """Users and posts of one X. Wherever a user or a post is asked for, its username or id does as well."""

    def __init__(self, clock: Clock = now_utc, spend: Spend | None = None) -> None:
        self.clock = clock
        self.spend = spend or Spend()
        self.users: dict[str, User] = {}
        self.posts: dict[str, Post] = {}
        self.deleted: dict[str, Post] = {}
        self.attachments: dict[str, Attachment] = {}
        self.base_url = ""
        self.indexing_seconds = 0.0
        """How long a new post stays out of timelines and search, unless it says otherwise itself."""
        self._names: dict[str, User] = {}
        self._index = Index()
        self._latest_id = 0
        self._listeners: list[Callable[[Change], None]] = []

    # People

    def add_user(
        self,
        username: str,
        name: str = "",
        *,
        followers: int = 0,
        description: str = "",
        verified: bool = False,
        protected: bool = False,
        premium: bool = False,
        location: str = "",
        avatar: str = "",
    ) -> User:
        if username.lower() in self._names:
            raise ValueError(f"@{username} exists already")
        user = User(
            id=str(_FIRST_USER_ID + len(self.users)),
            username=username,
            name=name or username,
            description=description,
            followers=followers,
            verified=verified,
            protected=protected,
            premium=premium,
            location=location,
            avatar=avatar or f"/avatars/{username}.png",
        )
        self.users[user.id] = self._names[username.lower()] = user
        self._tell("user", user.id)
        return user

    def user(self, who: User | str) -> User:
        found = who if isinstance(who, User) else self.find_user(who)
        if found is None:
            raise KeyError(f"no user {who}")
        return found

    def find_user(self, name_or_id: str) -> User | None:
        return self._names.get(name_or_id.lstrip("@").lower()) or self.users.get(name_or_id)

    def find_username(self, username: str) -> User | None:
        return self._names.get(username.lower())

    def change_user(self, who: User | str, **facts: Any) -> User:
        """Change what a profile says, or protect or suspend it."""
        user = self.user(who)
        for name, value in facts.items():
            if not hasattr(user, name):
                raise AttributeError(f"a user has no {name}")
            setattr(user, name, value)
        self._tell("user", user.id)
        return user

    # Posts

    def post(
        self,
        user: User | str,
        text: str,
        reply_to: Post | str | None = None,
        quote: Post | str | None = None,
        media: Sequence[Photo | str] = (),
        created_at: datetime | None = None,
        indexed_after: float | None = None,
        *,
        lang: str | None = None,
        source: str = "X for iPhone",
        exclude: Iterable[str] = (),
    ) -> Post:
        """Publish a post as X's own app would. A reply gets the names of the people it answers before it.

        `media`: photos, or their alt texts. `indexed_after`: seconds until timelines and search show it.
        `exclude`: ids of users whose names are not put before a reply.
        """
        draft = Draft(
            author=self.user(user),
            written=text,
            reply_to=self._post(reply_to),
            quote=self._post(quote),
            photos=tuple(Photo(alt_text=each) if isinstance(each, str) else each for each in media),
            lang=lang,
            source=source,
            exclude=frozenset(exclude),
        )
        return self._publish(draft, created_at, indexed_after)

    def repost(self, user: User | str, post: Post | str, created_at: datetime | None = None) -> Post:
        original = self.get(post)
        draft = Draft(author=self.user(user), written="", repost=original)
        return self._publish(draft, created_at, None)

    def edit(self, post: Post | str, text: str) -> Post:
        """An edit is a new post; every version knows them all, and timelines show the newest only."""
        old = self.get(post)
        draft = Draft(
            author=old.author,
            written=text,
            reply_to=self.posts.get(old.replied_to or ""),
            quote=self.posts.get(old.quoted or ""),
            photos=tuple(each.photo for each in old.attachments),
            source=old.source,
            edits=old.edits,
        )
        self._index.remove(old.keys, int(old.id))
        old.author.posts -= 1
        self._count(old, -1)
        new = self._publish(draft, None, None, conversation_id=old.conversation_id)
        for version in new.edits[:-1]:
            self.posts[version].edits = new.edits
        self._tell("edited", old.id)
        return new

    def delete(self, post: Post | str) -> None:
        """Takes a post away, and its reposts with it."""
        gone = self.posts.pop(post.id if isinstance(post, Post) else post)
        self.deleted[gone.id] = gone
        self._index.remove(gone.keys, int(gone.id))
        gone.author.posts -= 1
        self._count(gone, -1)
        self._tell("deleted", gone.id)
        for repost in list(self.newest(f"reposts:{gone.id}")):
            self.delete(repost)

    def like(self, post: Post | str, times: int = 1) -> None:
        liked = self.get(post)
        liked.likes += times
        self._tell("metrics", liked.id)

    # Looking

    def get(self, post: Post | str) -> Post:
        return post if isinstance(post, Post) else self.posts[post]

    def posts_of(self, user: User | str) -> list[Post]:
        """Everything a user has posted, oldest first, whether indexed yet or not."""
        return self._all(f"author:{self.user(user).id}")

    def replies_to(self, post: Post | str) -> list[Post]:
        """Direct replies, oldest first."""
        return self._all(f"replies:{self.get(post).id}")

    def conversation(self, post: Post | str) -> list[Post]:
        return self._all(f"conversation:{self.get(post).conversation_id}")

    def newest(self, key: str) -> Iterator[Post]:
        """All posts under an index key, newest first."""
        return (self.posts[str(post_id)] for post_id in self._index.newest_first(key))

    def visible(self, key: str, below: int | None = None) -> Iterator[Post]:
        """Posts under an index key as strangers see them now, newest first."""
        now = self.clock()
        for post_id in self._index.newest_first(key, below):
            post = self.posts[str(post_id)]
            if post.visible_at <= now and not post.author.protected and not post.author.suspended:
                yield post

    def count(self, key: str) -> int:
        return self._index.count(key)

    # Watching

    def on_change(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Calls back on every change; the answer takes the callback off again."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def snapshot(self, limit: int = 200) -> dict[str, Any]:
        """All a page needs, as JSON values: users by name, posts newest first."""
        newest = islice(self.newest("all"), limit)
        return snapshot(self.users.values(), newest, self.base_url, self.spend.total)

    def _publish(
        self,
        draft: Draft,
        created_at: datetime | None,
        indexed_after: float | None,
        conversation_id: str | None = None,
    ) -> Post:
        now = self.clock()
        delay = self.indexing_seconds if indexed_after is None else indexed_after
        post_id = self._new_id(created_at)
        post = compose(draft, str(post_id), created_at or now, self.find_username, conversation_id)
        post.visible_at = (now if delay else post.created_at) + timedelta(seconds=delay)
        self.posts[post.id] = post
        self.attachments.update((each.key, each) for each in post.attachments)
        self._index.add(post.keys, post_id)
        post.author.posts += 1
        self._count(post, 1)
        self._tell("post", post.id)
        return post

    def _new_id(self, created_at: datetime | None) -> int:
        if created_at is None:
            self._latest_id = max(self._latest_id + 1, snowflake(self.clock()))
            return self._latest_id
        post_id = snowflake(created_at)
        while str(post_id) in self.posts or str(post_id) in self.deleted:
            post_id += 1
        self._latest_id = max(self._latest_id, post_id)
        return post_id

    def _count(self, post: Post, by: int) -> None:
        touched = {post.replied_to: "replies", post.quoted: "quotes", post.reposted: "reposts"}
        for other_id, metric in touched.items():
            other = self.posts.get(other_id or "")
            if other:
                setattr(other, metric, getattr(other, metric) + by)
                self._tell("metrics", other.id)

    def _all(self, key: str) -> list[Post]:
        return list(self.newest(key))[::-1]

    def _post(self, post: Post | str | None) -> Post | None:
        return None if post is None else self.get(post)

    def _tell(self, kind: Any, about: str) -> None:
        for listener in list(self._listeners):
            listener(Change(kind, about))
