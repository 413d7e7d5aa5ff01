"""The nouns of the sandbox's X: users, photos, posts, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def snowflake(at: datetime) -> int:
    """The smallest post id that X could give at this moment."""
    return max(0, (at - _EPOCH) // _MILLISECOND - SNOWFLAKE_EPOCH_MS) << 22


def timestamp(at: datetime) -> str:
    """A time as X writes it: UTC with milliseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


@dataclass(eq=False)
class User:
    id: str
    username: str
    name: str
    description: str = ""
    followers: int = 0
    following: int = 0
    verified: bool = False
    protected: bool = False
    suspended: bool = False
    premium: bool = False
    location: str = ""
    avatar: str = ""
    """A path on the sandbox's own server, or a whole address."""
    created_at: datetime = field(default_factory=lambda: datetime(2015, 5, 1, tzinfo=UTC))
    posts: int = 0

    @property
    def url(self) -> str:
        return f"https://x.com/{self.username}"


@dataclass(frozen=True)
class Photo:
    """A picture on a post; without `content` the server paints a small one."""

    alt_text: str = ""
    width: int = 320
    height: int = 200
    content: bytes | None = None
    content_type: str = "image/png"


@dataclass(frozen=True)
class Attachment:
    key: str
    photo: Photo

    @property
    def path(self) -> str:
        return f"/media/{self.key}.png"


@dataclass(frozen=True)
class Delivered:
    """Text as X delivers it: HTML-escaped, links wrapped; offsets count in `text`."""

    text: str
    entities: Mapping[str, list[dict[str, Any]]]
    display_range: tuple[int, int]


@dataclass(eq=False)
class Post:
    id: str
    author: User
    written: str
    """What its author typed, without the names that X put before it."""
    names: tuple[str, ...]
    """The usernames that X put before it."""
    delivered: Delivered
    created_at: datetime
    visible_at: datetime
    conversation_id: str
    replied_to: str | None = None
    in_reply_to_user_id: str | None = None
    quoted: str | None = None
    reposted: str | None = None
    note: Delivered | None = None
    attachments: tuple[Attachment, ...] = ()
    lang: str = "en"
    source: str = "X for iPhone"
    mentioned: frozenset[str] = frozenset()
    """Ids of everybody named in it, by the author or by X."""
    summoned: frozenset[str] = frozenset()
    """Ids of those whom the author named or quoted himself: they may answer through the API."""
    keys: frozenset[str] = frozenset()
    """All index keys it is found under."""
    edits: tuple[str, ...] = ()
    """All ids of its edit history, oldest first, its own among them."""
    likes: int = 0
    replies: int = 0
    quotes: int = 0
    reposts: int = 0

    @property
    def whole(self) -> Delivered:
        """The uncut text."""
        return self.note or self.delivered

    @property
    def said(self) -> str:
        """Everything in plain words, the leading names included."""
        return "".join(f"@{name} " for name in self.names) + self.written

    @property
    def url(self) -> str:
        return f"{self.author.url}/status/{self.id}"


@dataclass(frozen=True)
class Change:
    """Something happened in the world; `id` is the post's or the user's."""

    kind: Literal["post", "deleted", "edited", "metrics", "user"]
    id: str
