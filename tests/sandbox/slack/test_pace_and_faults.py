"""The server slows down and goes wrong the way Slack does, and only when told to."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack_server import Pace, SlackServer, SlackWorld


def test_a_channel_takes_three_posts_at_once_and_then_one_a_second():
    now = 0.0
    pace = Pace(now=lambda: now)
    assert [pace.wait_for_post("C1") for _ in range(4)] == [0, 0, 0, 1]
    assert pace.wait_for_post("C2") == 0
    now = 1.0
    assert [pace.wait_for_post("C1"), pace.wait_for_post("C1")] == [0, 1]


def test_a_method_takes_its_tier_a_minute():
    now = 0.0
    pace = Pace(now=lambda: now)
    assert [bool(pace.wait_for("chat.update", 3)) for _ in range(51)] == [False] * 50 + [True]
    assert pace.wait_for("chat.delete", 3) == 0
    assert [bool(pace.wait_for("apps.connections.open", 1)) for _ in range(11)] == [False] * 10 + [True]
    now = 1.2
    assert pace.wait_for("chat.update", 3) == 0


def test_without_limits_nothing_waits():
    pace = Pace.off()
    assert not any(pace.wait_for_post("C1") or pace.wait_for("users.list", 2) for _ in range(100))


async def test_too_fast_is_status_429_with_the_seconds_to_wait(
    world: SlackWorld, client: AsyncWebClient, server: SlackServer
):
    server.pace.posts_per_second = 1.0
    for _ in range(3):
        await client.chat_postMessage(channel="C0MENTIONS", text="x")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0MENTIONS", text="x")
    response = caught.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "1")
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler())
    await client.chat_postMessage(channel="C0MENTIONS", text="after a second")
    assert len(world.messages("C0MENTIONS")) == 4


@pytest.mark.parametrize(("where", "written"), [("before", 0), ("after", 1)])
async def test_a_wrong_answer_comes_instead_of_the_effect_or_in_spite_of_it(world, client, server, where, written):
    server.faults.add("POST chat.postMessage", "internal_error", where=where)
    with pytest.raises(SlackApiError, match="internal_error"):
        await client.chat_postMessage(channel="C0MENTIONS", text="x")
    assert len(world.messages("C0MENTIONS")) == written


async def test_a_connection_can_be_cut_after_the_effect(world, client, server):
    server.faults.add("POST chat.postMessage", "cut_after")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C0MENTIONS", text="x")
    assert len(world.messages("C0MENTIONS")) == 1


async def test_a_call_can_be_held(world, client, server):
    hold = server.faults.hold("POST chat.postMessage")
    call = asyncio.create_task(client.chat_postMessage(channel="C0MENTIONS", text="x"))
    await hold.reached()
    assert world.messages("C0MENTIONS") == []
    hold.release()
    assert (await call)["ok"]


async def test_reads_and_response_urls_have_labels_of_their_own(client, server, http):
    server.faults.add("GET conversations.replies", "ratelimited")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.conversations_replies(channel="C0MENTIONS", ts="1.0")
    server.faults.add("POST response_url", "http_503")
    async with http.post(server.world.base_url + "/commands/T0/1/2", json={"text": "x"}) as response:
        assert response.status == 503
