"""What the page's small calls do, without a browser: everything one person sees, what moves, and how it says no."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.sandbox.demo import Sandbox
from bot.sandbox.page import PortInUse

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.page.url) as session:
        yield session


async def events(http: aiohttp.ClientSession, user: str) -> AsyncIterator[dict[str, Any]]:
    async with http.get(f"/_sandbox/events?as={user}") as response:
        async for line in response.content:
            if line.startswith(b"data: ") and (event := json.loads(line[6:])):
                yield event


async def refused(http: aiohttp.ClientSession, path: str, body: object) -> str:
    async with http.post(f"/_sandbox/{path}", json=body) as response:
        assert response.status == 409
        return str((await response.json())["error"])


async def test_a_page_is_told_everything_first_and_then_what_moves(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    stream = events(http, "U0MARA")
    first = await anext(stream)
    assert first["fresh"]
    assert {channel["name"] for channel in first["channels"]} >= {"mentions", "general"}
    message = await sandbox.slack.person("U0LEAD").say("C0MENTIONS", "hello")
    moved = await anext(stream)
    assert [each["text"] for each in moved["messages"]] == ["hello"]
    assert "people" not in moved
    await sandbox.slack.person("U0LEAD").delete(message)
    assert (await anext(stream))["gone"] == [["C0MENTIONS", message.ts]]
    await stream.aclose()  # type: ignore[attr-defined]


async def test_a_storm_of_changes_is_told_in_a_few_words(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    stream = events(http, "U0MARA")
    await anext(stream)
    for number in range(100):
        sandbox.x.post("piafrost", f"@acmeair number {number}")
    assert len((await anext(stream))["posts"]) == 100
    await stream.aclose()  # type: ignore[attr-defined]


async def test_a_guest_sees_only_the_channels_they_are_in(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    await sandbox.slack.person("U0TOMAS").say("C0BAGGAGE", "among us")
    stream = events(http, "U0GUEST")
    first = await anext(stream)
    assert [channel["name"] for channel in first["channels"]] == ["mentions"]
    assert first["messages"] == []
    await stream.aclose()  # type: ignore[attr-defined]


async def test_what_cannot_be_done_comes_back_as_a_sentence(http: aiohttp.ClientSession) -> None:
    assert "The bot did not answer" in await refused(
        http, "slack/command", {"as": "U0MARA", "channel": "C0MENTIONS", "command": "/desk"}
    )
    assert "not a valid command" in await refused(
        http, "slack/command", {"as": "U0MARA", "channel": "C0MENTIONS", "command": "/no"}
    )
    assert "Nobody is called" in await refused(
        http, "slack/say", {"as": "U0NOBODY", "channel": "C0MENTIONS", "text": "x"}
    )
    assert await refused(http, "x/post", {"as": "piafrost", "text": "a" * 281}) == (
        "That is longer than the 280 signs which X gives this account."
    )
    assert await refused(http, "x/like", {"post": "1"}) == "That post is gone."
    assert "JSON object" in await refused(http, "x/post", [])
    where = {"channel": "C0MENTIONS", "ts": "1.0"}
    click = {"as": "U0MARA", "where": where, "block_id": "a", "action_id": "b"}
    assert await refused(http, "slack/click", click) == "That has just changed. Please look again."


async def test_a_trouble_that_strikes_once_switches_itself_off(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    def is_on() -> bool:
        return any(each["on"] for each in sandbox.page.switches.state())

    async with http.post("/_sandbox/trouble/turn", json={"id": "x_cut_before", "on": True}):
        assert is_on()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await http.post(f"{sandbox.x_server.url}/2/tweets", json={"text": "hello"})
    assert not is_on()


async def test_every_trouble_can_be_switched_on_and_off_again(sandbox: Sandbox) -> None:
    switches = sandbox.page.switches
    for each in switches.state():
        switches.turn(str(each["id"]), True)
    for each in switches.state():
        switches.turn(str(each["id"]), False)
    assert not any(each["on"] for each in switches.state())
    assert sandbox.x_server.faults.active == sandbox.slack_server.faults.active == []
    assert sandbox.slack_server.mishaps.active == []


async def test_a_port_in_use_is_a_sentence(sandbox: Sandbox) -> None:
    port = int(sandbox.page.url.rpartition(":")[2])
    with pytest.raises(PortInUse, match=f"Port {port} is in use already"):
        async with Sandbox(port):
            pass


async def test_everybody_has_a_face(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    for who in (*sandbox.slack.users, *(user.username for user in sandbox.x.users.values()), "somebody"):
        async with http.get(f"/portraits/{who}.svg") as response:
            assert (await response.text()).startswith("<svg")


async def test_no_script_but_the_pages_own_may_run(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as response:
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
