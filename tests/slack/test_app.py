"""The room signs in, stays connected, and leaves in order."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox.slack_server import Pace, SlackServer
from bot.slack.app import SlackRefused, SlackRoom
from tests.slack.room import Room, both_wires, furnished, settings


def room_for(server: SlackServer, **tokens: str) -> SlackRoom:
    app = server.world.app
    known = {"bot_token": app.bot_token, "app_token": app.app_token, "signing_secret": app.signing_secret}
    return SlackRoom(settings(), api_url=server.api_url, **{**known, **tokens})


@pytest.fixture
async def server():
    server = SlackServer(furnished(), Pace.off())
    await server.start()
    yield server
    await server.stop()


async def test_a_wrong_bot_token_is_one_sentence(server: SlackServer):
    slack = room_for(server, bot_token="xoxb-wrong")
    with pytest.raises(SlackRefused, match=r"does not accept SLACK_BOT_TOKEN \(invalid_auth\)\. Copy it again"):
        await slack.start()
    await slack.stop()


async def test_a_wrong_app_token_is_one_sentence(server: SlackServer, room: Room):
    slack = room_for(server, app_token="xapp-wrong")
    await slack.start()
    with pytest.raises(SlackRefused, match="does not accept SLACK_APP_TOKEN"):
        await slack.serve(room.office.desk, room.store, list)
    await slack.stop()


async def test_while_slack_cannot_be_reached_it_waits(server: SlackServer):
    server.faults.add("GET auth.test", "http_503")
    server.faults.add("POST auth.test", "http_503")
    slack = room_for(server)
    await asyncio.wait_for(slack.start(), 30)
    assert slack.identity.bot == "U0DESK"
    await slack.stop()


async def test_it_is_not_connected_before_it_serves(server: SlackServer):
    slack = room_for(server)
    await slack.start()
    assert not slack.connected
    await slack.stop()


async def test_it_notices_a_cut_line_and_comes_back(room: Room):
    slack = room.slack
    assert slack.connected
    room.server.sockets.cut()
    await room.eventually(lambda: _is(slack, connected=False))
    await room.eventually(lambda: _is(slack, connected=True))
    case, card = await room.case()
    await room.anna.click(card, "Claim")
    assert (await room.now(case)).owner == "U0ANNA"


async def test_it_notices_a_line_on_which_nobody_answers_any_more(room: Room):
    room.slack._socket._client.ping_interval = 0.2  # four of them without an answer are too many
    room.server.sockets.fall_silent()
    await room.eventually(lambda: _is(room.slack, connected=False))
    await room.eventually(lambda: _is(room.slack, connected=True))
    case, card = await room.case()
    await room.anna.click(card, "Claim")
    assert (await room.now(case)).owner == "U0ANNA"


async def test_it_follows_slacks_wish_to_reconnect(room: Room):
    await room.server.sockets.refresh()
    await room.eventually(lambda: _is(room.slack, connected=True))
    await room.eventually(lambda: _is(room.server.sockets, connected=True))
    _, card = await room.case()
    await room.anna.click(card, "Claim")


@pytest.mark.parametrize("mode", ["http"], indirect=True)
async def test_a_request_with_a_wrong_signature_is_refused(room: Room):
    body = {"type": "event_callback", "event": {"type": "message"}}
    async with aiohttp.ClientSession() as session:
        headers = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=wrong"}
        async with session.post(room.server_url(), json=body, headers=headers) as response:
            assert response.status == 401


@pytest.mark.parametrize("mode", ["http"], indirect=True)
async def test_a_request_that_is_no_text_is_refused(room: Room):
    async with (
        aiohttp.ClientSession() as session,
        session.post(room.server_url(), data=b"\xff", headers={"Content-Type": "application/json"}) as response,
    ):
        assert response.status == 401


@both_wires
async def test_nothing_waits_on_slack_before_an_ack(room: Room):
    """Slack's Web API answers slowly; the acks come all the same."""
    _, card = await room.case()
    note = await room.ben.say(card.channel, "a note", card.ts)
    await room.settled()
    for method in ("views.open", "views.update", "chat.postEphemeral", "users.info", "auth.test"):
        for verb in ("GET", "POST"):
            room.server.faults.add(f"{verb} {method}", "delay", times=None, seconds=1.0)
    room.server.acks.clear()
    await room.anna.click(card, "Reply")
    await room.anna.click(card, "Claim")
    await room.anna.command("/reply", "#1 hello")
    await room.anna.command("/assign", "#1 <@U0NOBODY>")
    await room.anna.shortcut("Escalate", note)
    await room.anna.say(card.channel, "@Mentiondesk reply hello", card.ts)
    await room.server.settled()
    assert {ack.error for ack in room.server.acks} == {None}
    slow = [(ack.name, ack.seconds) for ack in room.server.acks if ack.seconds > 0.5]
    assert slow == []
    await room.settled()


async def test_leaving_finishes_what_is_in_hand(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST views.open", "delay", seconds=0.3)
    await room.anna.click(card, "Assign")
    await room.slack.stop(within=3)
    assert "Assign #1" in room.world.text_of(room.anna.modal())


async def _is(line: Any, connected: bool) -> bool:
    return bool(line.connected) is connected
