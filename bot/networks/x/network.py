"""X as a network: mentions, search and the company's own timeline are read, replies published, found and deleted."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.cases.case import Mention
from bot.cases.text import same
from bot.networks.x import fields, problems
from bot.networks.x.client import XClient, XError
from bot.networks.x.json import Json, part, string
from bot.networks.x.limits import RateLimits
from bot.networks.x.prices import Kind, Meter
from bot.networks.x.read import Us, mentions_in, versions_in
from bot.networks.x.snowflake import time_of
from bot.networks.x.window import begin
from bot.ports.bill import Bill, Books
from bot.ports.clock import Clock
from bot.ports.findings import Finding, clock
from bot.ports.network import Mark, Published, StillThere
from bot.ports.outcomes import Outcome, Paused, Unsure

log = structlog.get_logger()

PAGE = 100
MENTION_PAGES = 8  # X reaches back 800 mentions
TIMELINE_PAGES = 32  # and 3,200 posts of an account
SEARCH_PAGES = 100
_CLOCKS_DIFFER = timedelta(hours=2)  # ours may have been wrong when we called: a post may seem older than its call
_BARE = re.compile(r"[#@]?\w+")
_OPERATORS = frozenset({"AND", "OR"})

Ask = Callable[..., Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Me:
    """The account behind our keys."""

    id: str
    handle: str


class XNetwork:
    """One company account on X. `handle` is the account's name, with or without its @.

    The `books` tell what an earlier process was billed for, so that nothing is counted twice.
    """

    name = "x"

    def __init__(
        self,
        *,
        base_url: str,
        consumer_key: str,
        consumer_secret: str,
        access_token: str,
        access_token_secret: str,
        handle: str,
        clock: Clock,
        bearer: str | None = None,
        timeout: float = 10,
        books: Books | None = None,
    ) -> None:
        self.handle = handle.lstrip("@")
        self.account = f"x:{self.handle.lower()}"
        self.bill = Bill()
        self._clock = clock
        self._meter = Meter(self.account, self.bill, clock, books)
        self._me: Me | None = None
        self._unsure: dict[str, str] = {}
        self._client = XClient(
            base_url,
            consumer_key=consumer_key,
            consumer_secret=consumer_secret,
            access_token=access_token,
            access_token_secret=access_token_secret,
            bearer=bearer,
            timeout=timeout,
        )

    def __repr__(self) -> str:
        return f"XNetwork(@{self.handle})"

    @property
    def limits(self) -> RateLimits:
        return self._client.limits

    async def start(self) -> None:
        """Find out who we are; where X cannot say so now, the first look asks again."""
        try:
            await self.whoami()
        except Outcome as failed:
            log.warning("x_not_ready", handle=self.handle, problem=str(failed))

    async def stop(self) -> None:
        await self._client.close()

    async def whoami(self) -> Me:
        """Raises `outcomes.Paused`."""
        if self._me is None:
            data = part(await self._account(), "data")
            if not (our_id := string(data, "id")):
                raise Paused("X did not say who we are.")
            await self._meter.ourselves(our_id)
            self._me = Me(our_id, string(data, "username") or self.handle)
            if self._me.handle.lower() != self.handle.lower():
                log.warning("x_other_account", expected=self.handle, found=self._me.handle)
        return self._me

    async def _account(self) -> Json:
        """Where nobody tells whose keys these are, the account that the desk file names is taken for it."""
        try:
            return await self._read(partial(self._client.get_me, user_auth=True))
        except Paused as failed:
            if not problems.unknown_route(failed):
                raise
            return await self._read(partial(self._client.get_user, username=self.handle, user_auth=True))

    async def mentions(self, since: Mark | None) -> list[Mention]:
        me = await self.whoami()
        ask = partial(self._client.get_users_mentions, me.id, user_auth=True)
        if not self._turn("GET /2/users/:id/mentions", "mentions"):
            return []
        return await self._all(ask, begin(since, self._clock.now()), MENTION_PAGES)

    async def search(self, term: str, since: Mark | None) -> list[Mention]:
        await self.whoami()
        if not self._turn("GET /2/tweets/search/recent", term):
            return []
        by_user = self._client.bearer_token is None
        ask = partial(self._client.search_recent_tweets, self._query(term), user_auth=by_user)
        bounds = begin(since, self._clock.now())
        try:
            return await self._all(ask, bounds, SEARCH_PAGES, Kind.POST_READ, "next_token", f"search: {term}")
        except Paused as failed:
            raise failed if by_user else problems.by_bearer(failed) from failed.__cause__

    async def own_posts(self, since: Mark | None) -> list[Mention]:
        await self.whoami()
        if not self._turn("GET /2/users/:id/tweets", "own posts"):
            return []
        try:
            return await self._timeline(begin(since, self._clock.now()))
        except Paused as failed:
            if not problems.unknown_route(failed):
                raise
            return []  # mentions do without a timeline; only `find` must not take this for absence

    async def look_up(self, post_ids: Sequence[str]) -> StillThere:
        """Of a post that was edited, what it says now; a look costs half a cent a post that stands."""
        found, gone, newer = await self._standing(post_ids)
        if newer:
            edited, _, _ = await self._standing(list(newer))
            found |= {newer[new_id]: post for new_id, post in edited.items()}
        return StillThere(posts=found, gone=gone)

    async def _standing(self, post_ids: Sequence[str]) -> tuple[dict[str, Mention], dict[str, str], dict[str, str]]:
        """The posts that stand, why others do not, and the newest version of those that were edited: new id to old."""
        me = await self.whoami()
        try:
            body = await self._client.get_tweets(list(post_ids), user_auth=True, **fields.POST)
        except XError as error:
            raise problems.reading(error, self._clock.now()) from error
        now = self._clock.now()
        found = {each.id: each for each in mentions_in(body, Us(me.id, self.handle, self.account), now)}
        await self._meter.posts(Kind.POST_READ, {each.id: each.created_at for each in found.values()})
        return found, problems.gone(body), versions_in(body)

    async def publish(self, text: str, answers: str) -> Published:
        try:
            body = await self._client.create_tweet(text=text, in_reply_to_tweet_id=answers, user_auth=True)
            post_id = string(part(body, "data"), "id")
            if not post_id:
                raise Unsure("X took the reply, but did not say where it is.")
        except XError as error:
            outcome = problems.publishing(error, self._clock.now())
            if isinstance(outcome, Unsure):
                self._unsure[answers] = text  # it is billed when it is seen
            raise outcome from error
        self._meter.published(post_id, text)
        log.info("x_published", post=post_id, answers=answers)
        return Published(id=post_id, url=self._url(post_id), at=time_of(post_id) or self._clock.now())

    async def find(self, text: str, answers: str, since: datetime) -> Published | None:
        start, asked_at = since - _CLOCKS_DIFFER, time_of(answers)
        younger = asked_at is not None and asked_at > start  # an answer is, by X's own clock
        for post in await self._timeline({"since_id": answers} if younger else {"start_time": start}):
            if post.reply_to == answers and same(post.text, text):
                self._meter.published(post.id, text)
                return Published(id=post.id, url=self._url(post.id), at=post.created_at)
        return None

    async def examine(self) -> list[Finding]:
        """For the doctor: keys, whose they are, what they may, and whether mentions can be read (half a cent), also
        where the app searches by a token of its own."""
        found = [await self._sign_in()]
        headers = self._client.headers
        found += clock("X's", headers.get("Date", ""), self._clock.now())
        if headers.get("x-access-level") == "read":
            words = "may only read; give it read and write permission in X's developer console, then make new tokens."
            found.append(Finding(False, "X app", words))
        return [*found, *await self._bearer()]

    async def _bearer(self) -> list[Finding]:
        """Only what is wrong with it: our own posts of the last minute are looked for, half a cent each."""
        if self._client.bearer_token is None:
            return []
        lately = self._clock.now() - timedelta(minutes=1)
        ask = partial(self._client.search_recent_tweets, f"from:{self.handle}", start_time=lately, max_results=10)
        try:
            await self._read(ask)
        except Paused as failed:
            return [Finding(False, "X search", str(problems.by_bearer(failed)))]
        return []

    async def _sign_in(self) -> Finding:
        try:
            me = await self.whoami()
            if me.handle.lower() != self.handle.lower():
                words = f"the keys belong to @{me.handle}, but x.handle in the desk file is {self.handle}; change one."
                return Finding(False, "X", words)
            await self._read(partial(self._client.get_users_mentions, me.id, max_results=5, user_auth=True))
        except Outcome as failed:
            return Finding(False, "X", str(failed))
        return Finding(True, "X", f"signed in as @{me.handle}, and mentions can be read")

    async def delete(self, post_id: str) -> None:
        """Take one of our posts back; one that is gone already is no error. Raises as `publish` does."""
        try:
            await self._client.delete_tweet(post_id, user_auth=True)
        except XError as error:
            raise problems.publishing(error, self._clock.now()) from error
        self._meter.call(Kind.DELETE)

    async def _timeline(self, bounds: dict[str, Any]) -> list[Mention]:
        me = await self.whoami()
        ask = partial(self._client.get_users_tweets, me.id, user_auth=True)
        posts = await self._all(ask, bounds, TIMELINE_PAGES)
        for post in posts:
            if (text := self._unsure.get(post.reply_to or "")) and same(post.text, text):
                del self._unsure[post.reply_to or ""]
                self._meter.published(post.id, text)
        return posts

    async def _all(
        self,
        ask: Ask,
        bounds: dict[str, Any],
        pages: int,
        kind: Kind = Kind.OWNED_READ,
        token_name: str = "pagination_token",
        found_by: str = "",
    ) -> list[Mention]:
        """All pages within the same bounds, oldest post first."""
        me = await self.whoami()
        us = Us(me.id, self.handle, self.account)
        found: dict[str, Mention] = {}
        token: dict[str, str] = {}
        for _ in range(pages):
            body = await self._read(partial(ask, max_results=PAGE, **fields.POST, **bounds, **token))
            page = {each.id: each for each in mentions_in(body, us, self._clock.now(), found_by)}
            await self._meter.posts(kind, {each.id: each.created_at for each in page.values()})
            found |= page
            following = string(part(body, "meta"), "next_token")
            if not following:
                break
            token = {token_name: following}
        else:
            log.warning("x_more_than_reachable", posts=len(found), source=found_by)
        return sorted(found.values(), key=lambda each: (each.created_at, len(each.id), each.id))

    async def _read(self, ask: Callable[[], Awaitable[Json]]) -> Json:
        try:
            body = await ask()
        except XError as error:
            raise problems.reading(error, self._clock.now()) from error
        if failed := problems.partial(body, self._clock.now()):
            raise failed
        return body

    def _turn(self, endpoint: str, source: str) -> bool:
        """Nothing new is known while X's rate limit makes us ask less often."""
        return self._client.limits.turn(endpoint, source, self._clock.now())

    def _query(self, term: str) -> str:
        """The term as a word or a phrase, without reposts, our own posts, and mentions, which are read for less."""
        plain = term.strip().replace('"', " ")
        wanted = plain if _BARE.fullmatch(plain) and plain not in _OPERATORS else f'"{plain}"'
        return f"{wanted} -is:retweet -from:{self.handle} -@{self.handle}"

    def _url(self, post_id: str) -> str:
        return f"https://x.com/{self.handle}/status/{post_id}"
