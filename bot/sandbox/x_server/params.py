"""Query parameters read as strictly as X reads them: unknown names and values out of range are refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import web

from bot.sandbox.x_server.problems import Problem, invalid


def _names(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


TWEET_FIELDS = _names(
    "article attachments author_id card_uri community_id context_annotations conversation_id "
    "created_at display_text_range edit_controls edit_history_tweet_ids entities geo id "
    "in_reply_to_user_id lang media_metadata note_tweet possibly_sensitive public_metrics "
    "referenced_tweets reply_settings scopes source suggested_source_links text withheld"
)
USER_FIELDS = _names(
    "affiliation connection_status created_at description entities id is_identity_verified location "
    "most_recent_tweet_id name parody pinned_tweet_id profile_banner_url profile_image_url protected "
    "public_metrics receives_your_dm subscription_type url username verified verified_followers_count "
    "verified_type withheld"
)
MEDIA_FIELDS = _names("alt_text duration_ms height media_key preview_image_url public_metrics type url variants width")
TWEET_EXPANSIONS = _names(
    "article.cover_media article.media_entities attachments.media_keys attachments.media_source_tweet "
    "attachments.poll_ids author_id edit_history_tweet_ids entities.mentions.username geo.place_id "
    "in_reply_to_user_id entities.note.mentions.username referenced_tweets.id "
    "referenced_tweets.id.author_id"
)
USER_EXPANSIONS = _names("affiliation.user_id most_recent_tweet_id pinned_tweet_id")
TWEET_SHAPE = _names("expansions tweet.fields user.fields media.fields poll.fields place.fields")
USER_SHAPE = _names("expansions tweet.fields user.fields")

_ID = re.compile(r"[0-9]{1,19}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z")


@dataclass(frozen=True)
class Shape:
    """Which fields and which related objects an answer carries."""

    tweet: frozenset[str]
    user: frozenset[str]
    media: frozenset[str]
    expansions: frozenset[str]


class Params:
    """The parameters of one request; `allowed` names all that the endpoint knows."""

    def __init__(self, request: web.Request, allowed: Iterable[str]) -> None:
        self._query = request.query
        known = frozenset(allowed)
        for name in self._query:
            if name not in known:
                names = ",".join(sorted(known))
                raise invalid(f"The query parameter [{name}] is not one of [{names}]", name, self._query[name])

    def text(self, name: str) -> str | None:
        return self._query.get(name)

    def required(self, name: str) -> str:
        value = self._query.get(name)
        if not value:
            raise invalid(f"The `{name}` query parameter can not be empty", name, value)
        return value

    def number(self, name: str, low: int, high: int, default: int) -> int:
        value = self._query.get(name)
        if value is None:
            return default
        if not value.isdecimal() or not low <= int(value) <= high:
            raise invalid(f"The `{name}` query parameter value [{value}] is not between {low} and {high}", name, value)
        return int(value)

    def post_id(self, name: str) -> int | None:
        value = self._query.get(name)
        return None if value is None else int(checked_id(value, name))

    def moment(self, name: str) -> datetime | None:
        value = self._query.get(name)
        if value is None:
            return None
        if not _TIME.fullmatch(value):
            raise invalid(f"The `{name}` query parameter value [{value}] is not a valid RFC3339 date-time", name, value)
        try:
            return datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=UTC)
        except ValueError as error:
            raise invalid(f"The `{name}` query parameter value [{value}] is not a date", name, value) from error

    def choices(self, name: str, known: frozenset[str]) -> frozenset[str]:
        value = self._query.get(name)
        if value is None:
            return frozenset()
        chosen = value.split(",")
        for each in chosen:
            if each not in known:
                raise invalid(
                    f"The `{name}` query parameter value [{each}] is not one of [{','.join(sorted(known))}]",
                    name,
                    each,
                )
        return frozenset(chosen)

    def several(self, name: str, pattern: str) -> list[str]:
        """Up to 100 values between commas."""
        values = self.required(name).split(",")
        if len(values) > 100:
            raise invalid(
                f"The number of values in the `{name}` query parameter list [{len(values)}] is not between 1 and 100",
                name,
                ",".join(values),
            )
        for value in values:
            if not re.fullmatch(pattern, value):
                raise _not_matching(name, value, pattern)
        return list(dict.fromkeys(values))

    def shape(self, of_users: bool = False) -> Shape:
        expansions = self.choices("expansions", USER_EXPANSIONS if of_users else TWEET_EXPANSIONS)
        return Shape(
            self.choices("tweet.fields", TWEET_FIELDS),
            self.choices("user.fields", USER_FIELDS),
            self.choices("media.fields", MEDIA_FIELDS),
            expansions,
        )


def checked_id(value: str, name: str = "id") -> str:
    if not _ID.fullmatch(value):
        raise _not_matching(name, value, "^[0-9]{1,19}$")
    return value


def _not_matching(name: str, value: str, pattern: str) -> Problem:
    return invalid(f"The `{name}` query parameter value [{value}] does not match {pattern}", name, value)
