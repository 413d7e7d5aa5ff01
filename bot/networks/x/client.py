"""Tweepy's client, mended at its one choke point: our host, one session, time-outs, typed errors, rate limits."""

import json as jsonlib
from collections.abc import Mapping
from typing import Any

import aiohttp
from oauthlib.oauth1 import Client as OAuth1
from tweepy.asynchronous import AsyncClient
from yarl import URL

from bot.networks.x.json import Json
from bot.networks.x.limits import RateLimits, endpoint_of


class XError(Exception):
    """A call that did not go well; nothing of the HTTP library leaves this file."""


class Unreachable(XError):
    """No connection came about, so surely nothing was sent."""


class NoAnswer(XError):
    """Something was sent, and no readable answer came back."""


class Refused(XError):
    """X answered with an error: `problem` is its JSON body, empty where it sent none."""

    def __init__(self, status: int, problem: Json, headers: Mapping[str, str]) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.problem = problem
        self.headers = headers


class Answer:
    """What tweepy asks of a response: its JSON, read already."""

    def __init__(self, body: Json) -> None:
        self._body = body

    async def json(self) -> Json:
        return self._body


class XClient(AsyncClient):  # type: ignore[misc]  # tweepy ships no types
    """Raises `XError` from every call. `timeout`: seconds that a call may take in all."""

    def __init__(
        self,
        base_url: str,
        *,
        consumer_key: str,
        consumer_secret: str,
        access_token: str,
        access_token_secret: str,
        bearer: str | None,
        timeout: float,
    ) -> None:
        super().__init__(bearer, consumer_key, consumer_secret, access_token, access_token_secret, return_type=dict)
        self.user_agent = "Mentiondesk"
        self.limits = RateLimits()
        self.headers: Mapping[str, str] = {}
        """Of the newest answer."""
        self._session: aiohttp.ClientSession | None = None
        self._base_url = base_url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=timeout / 2)

    async def request(
        self,
        method: str,
        route: str,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        user_auth: bool = False,
    ) -> Answer:
        url = URL(self._base_url + route).with_query(sorted((params or {}).items()))
        headers = {"Authorization": f"Bearer {self.bearer_token}"}
        if user_auth:
            url, headers = self._signed(method, url)
        headers["User-Agent"] = self.user_agent
        try:
            async with self._open().request(method, url, json=json, headers=headers, allow_redirects=False) as response:
                body = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise Unreachable("X cannot be reached.") from error
        except TimeoutError as error:
            raise NoAnswer("X did not answer in time.") from error
        except (aiohttp.ClientError, OSError) as error:
            raise NoAnswer("The connection to X broke off.") from error
        self.headers = response.headers
        self.limits.note(endpoint_of(method, route), response.headers)
        return _judged(response.status, body, response.headers)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    def _signed(self, method: str, url: URL) -> tuple[URL, dict[str, str]]:
        signer = OAuth1(self.consumer_key, self.consumer_secret, self.access_token, self.access_token_secret)
        signed, headers, _ = signer.sign(str(url), method, headers={})
        base, mark, query = signed.partition("?")
        # The signature counts a colon as %3A, so it must be sent like that.
        return URL(base + mark + query.replace(":", "%3A"), encoded=True), dict(headers)


def _judged(status: int, body: bytes, headers: Mapping[str, str]) -> Answer:
    try:
        read = jsonlib.loads(body)
    except ValueError:
        read = None
    if not 200 <= status < 300:
        raise Refused(status, read if isinstance(read, dict) else {}, headers)
    if not isinstance(read, dict):
        raise NoAnswer("X's answer could not be read.")
    return Answer(read)
