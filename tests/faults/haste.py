"""A call that is to time out does so at once, while every other one has all the time that a busy machine needs."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import pytest
from yarl import URL

from tests.faults.troubles import HASTE

_PLACE = re.compile(r":\w+")
_ASIDE = r"/(?:actions|commands|app)/.+"
"""The paths of a `response_url` in the sandbox."""


@contextmanager
def hurried(meant: Callable[[str, str], bool]) -> Iterator[None]:
    """Meanwhile nobody waits longer than `HASTE` for the calls that are `meant`, by their verb and path."""
    patiently = aiohttp.ClientSession._request

    async def request(session: aiohttp.ClientSession, verb: str, url: str | URL, **how: Any) -> aiohttp.ClientResponse:
        if meant(verb, URL(url).path):
            how["timeout"] = aiohttp.ClientTimeout(total=HASTE)
        return await patiently(session, verb, url, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aiohttp.ClientSession, "_request", request)
        yield


def calls(route: str) -> Callable[[str, str], bool]:
    """Whether a verb and a path belong to a route of the table, such as `GET /2/users/:id/tweets`."""
    verb, _, address = route.partition(" ")
    path = re.compile(_ASIDE if address == "response_url" else f"(?:/api/)?{_PLACE.sub('[^/]+', address)}")
    return lambda by, there: verb in ("*", by) and path.fullmatch(there) is not None
