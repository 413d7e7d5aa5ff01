"""Tweepy's client for another host than X's own, which it has no setting for."""

from typing import Any

import aiohttp
from oauthlib.oauth1 import Client as Signer
from tweepy.asynchronous import AsyncClient
from yarl import URL


class Client(AsyncClient):  # type: ignore[misc]  # tweepy ships no types
    def __init__(self, host: str, *keys: str) -> None:
        super().__init__(None, *keys, return_type=dict)
        self._host = host
        self._signer = Signer(*keys)

    async def start(self) -> None:
        self.session = aiohttp.ClientSession(raise_for_status=True)

    async def stop(self) -> None:
        await self.session.close()

    async def request(
        self, method: str, route: str, params: Any = None, json: Any = None, user_auth: bool = False
    ) -> aiohttp.ClientResponse:
        """Always as the account, whatever `user_auth` says."""
        plain = URL(self._host + route).with_query(sorted((params or {}).items()))
        signed, headers, _ = self._signer.sign(str(plain), method, headers={})
        address, mark, query = signed.partition("?")
        url = URL(address + mark + query.replace(":", "%3A"), encoded=True)  # as the signature counts it
        async with self.session.request(method, url, json=json, headers=headers) as response:
            await response.read()
        return response
