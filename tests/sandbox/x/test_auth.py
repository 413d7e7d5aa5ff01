"""Nobody gets in without a right signature."""

import time
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.sandbox.x_server import XServer
from tests.sandbox.x.asking import Asker


async def test_a_signed_request_is_answered_as_its_account(
    company: Asker, server: XServer, session: ClientSession
) -> None:
    assert (await company.get("/2/users/me")).body["data"]["username"] == "acmeair"
    other = Asker(server, session, server.credentials("ada"))
    assert (await other.get("/2/users/me")).body["data"]["username"] == "ada"


async def test_query_and_signs_of_all_kinds_are_part_of_the_signature(company: Asker) -> None:
    company.server.world.post("ada", "Grüße & <3 100% + more")
    answer = await company.get("/2/tweets/search/recent", query='Grüße -is:retweet (100 OR "more or less") lang:de')
    assert answer.status == 200


@pytest.mark.parametrize("wrong", ["consumer_key", "consumer_secret", "access_token", "access_token_secret"])
async def test_any_wrong_secret_is_refused(company: Asker, wrong: str) -> None:
    company.tokens = replace(company.tokens, **{wrong: "wrong"})
    answer = await company.get("/2/users/me")
    assert answer.status == 401
    assert answer.body["title"] == "Unauthorized"


@pytest.mark.parametrize(("seconds", "status"), [(-400, 401), (-200, 200), (200, 200), (400, 401)])
async def test_a_timestamp_may_be_five_minutes_off(company: Asker, seconds: int, status: int) -> None:
    company.oauth = {"timestamp": str(int(time.time()) + seconds)}
    assert (await company.get("/2/users/me")).status == status


async def test_a_nonce_works_once(company: Asker) -> None:
    company.oauth = {"nonce": "once"}
    assert (await company.get("/2/users/me")).status == 200
    assert (await company.get("/2/users/me")).status == 401


async def test_a_signature_for_another_address_is_refused(company: Asker, session: ClientSession) -> None:
    _, headers = company.sign("GET", URL(company.server.url + "/2/users/me"))
    async with session.get(company.server.url + "/2/users/me?user.fields=verified", headers=headers) as answer:
        assert answer.status == 401


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic abc"}])
async def test_without_a_login_nothing_is_shown(server: XServer, session: ClientSession, header: Any) -> None:
    async with session.get(server.url + "/2/tweets?ids=1", headers=header) as answer:
        assert answer.status == 401
        assert answer.content_type == "application/problem+json"


async def test_a_revoked_account_is_refused(company: Asker, server: XServer) -> None:
    server.revoke("acmeair")
    assert (await company.get("/2/users/me")).status == 401


async def test_the_bearer_reads_public_things_but_is_nobody(company: Asker) -> None:
    user_id = company.server.world.user("acmeair").id
    assert (await company.get(f"/2/users/{user_id}/mentions", bearer=True)).status == 200
    assert (await company.get("/2/users/me", bearer=True)).status == 403
    refused = await company("POST", "/2/tweets", json={"text": "hello"}, bearer=True)
    assert refused.status == 403
    assert refused.body["type"].endswith("/unsupported-authentication")
    assert company.server.world.posts == {}
