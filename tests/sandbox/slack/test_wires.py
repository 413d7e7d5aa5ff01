"""Socket Mode and HTTP mode as wires: several sockets, goodbyes, cuts, signatures, acks in time."""

import asyncio
import json
import time

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.slack_server import AppDidNotAnswer, NotAcked, Person, SlackServer, SlackWorld
from bot.sandbox.slack_server.model import Json
from tests.patience import impatient
from tests.sandbox.slack.wiring import over_sockets


class Plug:
    """A bare socket, so that a test says itself what is acknowledged."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse, hello: Json) -> None:
        self.wire = wire
        self.hello = hello

    async def take(self) -> Json:
        return await self.wire.receive_json(timeout=30)

    async def ack(self, envelope: Json, payload: Json | None = None) -> None:
        answer = {"envelope_id": envelope["envelope_id"]}
        await self.wire.send_json(answer | ({"payload": payload} if payload else {}))


async def plug_in(server: SlackServer, http: aiohttp.ClientSession) -> Plug:
    headers = {"Authorization": f"Bearer {server.world.app.app_token}"}
    async with http.post(server.api_url + "apps.connections.open", headers=headers) as response:
        address = (await response.json())["url"]
    wire = await http.ws_connect(address)
    return Plug(wire, await wire.receive_json(timeout=30))


async def test_each_envelope_goes_to_exactly_one_socket(server, http, anna: Person):
    first, second = await plug_in(server, http), await plug_in(server, http)
    assert (first.hello["type"], second.hello["num_connections"]) == ("hello", 2)
    for n in range(2):
        await anna.say("C0MENTIONS", str(n))
    texts = set()
    for plug in (first, second):
        envelope = await plug.take()
        assert (envelope["type"], envelope["retry_attempt"]) == ("events_api", 0)
        texts.add(envelope["payload"]["event"]["text"])
        await plug.ack(envelope)
    await server.settled()
    assert texts == {"0", "1"}


async def test_an_event_whose_socket_dies_goes_to_another(server, http, anna: Person):
    first, second = await plug_in(server, http), await plug_in(server, http)
    await anna.say("C0MENTIONS", "hello")
    lost = await first.take()
    await first.wire.close()
    again = await second.take()
    assert again["payload"]["event_id"] == lost["payload"]["event_id"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_closed")
    await second.ack(again)
    await server.settled()


@impatient(0.5)
async def test_a_click_without_an_ack_in_time_is_not_sent_again(server, http, anna: Person):
    plug = await plug_in(server, http)
    with pytest.raises(AppDidNotAnswer, match="timeout"):
        await anna.command("/desk")
    envelope = await plug.take()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    with pytest.raises(TimeoutError):
        await plug.wire.receive_json(timeout=0.1)


async def test_a_ticket_opens_one_socket_and_ten_sockets_are_the_most(server, http):
    plugs = [await plug_in(server, http) for _ in range(10)]
    eleventh = await plug_in(server, http)
    assert (eleventh.hello["type"], eleventh.hello["reason"]) == ("disconnect", "too_many_websockets")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(server.sockets.link + "?ticket=used")
    for plug in plugs:
        await plug.wire.close()


async def test_bolt_comes_back_after_a_goodbye_and_after_a_cut(bolt, server: SlackServer, anna: Person):
    heard: list[str] = []

    @bolt.event("message")
    async def listen(event):
        heard.append(event["text"])

    async with over_sockets(bolt, server, ping_seconds=0.2):
        for upset in (server.sockets.refresh, server.sockets.cut):
            before = list(server.sockets.sockets)
            result = upset()
            if result is not None:
                await result
            while not server.connected or server.sockets.sockets[0] in before:
                await asyncio.sleep(0.01)
            await anna.say("C0MENTIONS", upset.__name__)
            await server.settled()
    assert heard == ["refresh", "cut"]


async def test_a_restarted_server_is_found_again(world: SlackWorld, bolt, server: SlackServer, anna: Person):
    port = int(world.base_url.rpartition(":")[2])
    async with over_sockets(bolt, server, ping_seconds=0.2):
        await server.stop()
        await server.start(port=port)
        while not server.connected:
            await asyncio.sleep(0.02)


class Inbox:
    """A request URL that answers what the test wants."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.challenge = True
        self.delay = 0.0

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.text()
        self.requests.append((dict(request.headers), body))
        await asyncio.sleep(self.delay)
        if self.challenge and body.startswith("{") and json.loads(body)["type"] == "url_verification":
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        return web.Response()


@pytest.fixture
async def inbox():
    inbox = Inbox()
    application = web.Application()
    application.router.add_post("/", inbox.receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    inbox.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield inbox
    await runner.cleanup()


async def test_requests_are_signed_over_their_exact_body(server, world, inbox, anna: Person):
    await server.connect_http(inbox.url)
    await anna.command("/reply", "Über & under")
    verifier = SignatureVerifier(world.app.signing_secret)
    assert len(inbox.requests) == 2
    for headers, body in inbox.requests:
        assert verifier.is_valid_request(body, headers)
    headers, body = inbox.requests[1]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "command=%2Freply" in body
    assert abs(int(headers["X-Slack-Request-Timestamp"]) - time.time()) < 5


async def test_a_request_url_that_fails_the_handshake_is_not_used(server, inbox):
    inbox.challenge = False
    with pytest.raises(NotAcked, match="challenge_failed"):
        await server.connect_http(inbox.url)
    assert not server.connected


@impatient(0.5)
async def test_a_slow_answer_over_http_is_none(server, inbox, anna: Person):
    await server.connect_http(inbox.url)
    inbox.delay = 0.6
    with pytest.raises(AppDidNotAnswer, match="http_timeout"):
        await anna.command("/reply", "x")


async def test_three_hundred_posts_at_once_all_arrive_in_one_thread(client, world):
    head = (await client.chat_postMessage(channel="C0MENTIONS", text="head"))["ts"]
    posts = [client.chat_postMessage(channel="C0MENTIONS", text="x", thread_ts=head) for _ in range(300)]
    stamps = [answer["ts"] for answer in await asyncio.gather(*posts)]
    assert sorted(stamps) == [message.ts for message in world.thread("C0MENTIONS", head)[1:]]
