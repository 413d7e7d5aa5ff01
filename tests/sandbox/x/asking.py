"""A clock that obeys, and a client that signs: what the tests of the sandbox's X ask with."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession
from oauthlib.oauth1 import Client as OAuth1
from yarl import URL

from bot.sandbox.x_server import LIMITS, Credentials, XServer
from tests.sandbox.x.openapi import OpenApi


@dataclass
class Clock:
    """A clock that stands still until somebody moves it."""

    at: datetime = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: Any


@dataclass
class Asker:
    """Asks over the real wire, signed with one account's tokens, or with the app's bearer."""

    server: XServer
    session: ClientSession
    tokens: Credentials
    oauth: dict[str, Any] = field(default_factory=dict)
    judge: OpenApi | None = None

    async def get(self, path: str, bearer: bool = False, **params: Any) -> Answer:
        asked = {name.replace("_fields", ".fields"): str(value) for name, value in params.items()}
        return await self("GET", path, params=asked, bearer=bearer)

    async def publish(self, text: str, reply_to: str | None = None, **more: Any) -> Answer:
        reply = {"reply": {"in_reply_to_tweet_id": reply_to}} if reply_to else {}
        return await self("POST", "/2/tweets", json={"text": text, **reply, **more})

    def sign(self, method: str, url: URL) -> tuple[URL, dict[str, str]]:
        known = self.tokens
        signer = OAuth1(
            known.consumer_key, known.consumer_secret, known.access_token, known.access_token_secret, **self.oauth
        )
        signed, headers, _ = signer.sign(str(url), method, headers={})
        base, mark, query = signed.partition("?")
        return URL(base + mark + query.replace(":", "%3A"), encoded=True), headers

    async def __call__(
        self, method: str, path: str, params: dict[str, str] | None = None, json: Any = None, bearer: bool = False
    ) -> Answer:
        url = URL(self.server.url + path).with_query(sorted((params or {}).items()))
        if bearer:
            headers = {"Authorization": f"Bearer {self.tokens.bearer_token}"}
        else:
            url, headers = self.sign(method, url)
        async with self.session.request(method, url, json=json, headers=headers) as got:
            answer = Answer(got.status, dict(got.headers), await got.json(content_type=None))
        route = self.server.calls[-1].route
        if self.judge and route in LIMITS:
            path = re.sub(r":(\w+)", r"{\1}", route.partition(" ")[2])
            self.judge.check(method, path, answer.status, answer.body)
        return answer
