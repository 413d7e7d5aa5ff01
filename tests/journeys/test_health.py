"""Silence is told from calm: in `/readyz`, in the metrics, and by one message in the desk's channel."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest

from tests.journeys import town as towns
from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path, monkeypatch):
    monkeypatch.setattr(towns, "SHORT", replace(towns.SHORT, trouble=timedelta(seconds=0.6)))
    async with Town(tmp_path) as town:
        yield town


async def ask(town, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{town.bot.port}{path}") as answer:
        return answer.status, await (answer.json() if path == "/readyz" else answer.text())


async def ready(town):
    """A first case, and every source looked at; what `/readyz` says then."""
    await town.complaint("@acmeair My bag is lost")
    await comes_to(town, 200)
    return (await ask(town, "/readyz"))[1]


async def comes_to(town, status):
    async with asyncio.timeout(30):
        while (await ask(town, "/readyz"))[0] != status:
            await asyncio.sleep(0.05)


async def test_readyz_names_every_part_and_when_the_last_mention_was_seen(town):
    body = await ready(town)
    assert set(body["parts"]) == {"database", "slack", "X: mentions", "X: search: acme air", "X: own posts", "sending"}
    assert all(part["ok"] and part["last_success"] for part in body["parts"].values())
    assert body["slack"]["connected"] and body["slack"]["since"]
    assert body["last_mention"] and body["unsure"] == {"count": 0, "since": None}


async def test_an_x_that_is_silent_is_told_once_and_so_is_its_end(town):
    await ready(town)
    town.x_server.faults.add("GET *", "503", times=None)
    told = await town.card("Mentions come late")
    assert "X since" in town.text(told).replace("*", "")
    await comes_to(town, 503)
    town.x_server.faults.clear()
    await town.shows(told, "All is well again since")
    await town.in_thread(told, "All is well again.")
    await comes_to(town, 200)
    assert len(town.slack.messages("C0MENTIONS")) == 2


async def test_a_team_channel_without_the_bot_is_told_in_the_desks_channel(town):
    await ready(town)
    town.slack.remove_bot("C0BAGGAGE", by="U0LEAD")
    told = await town.card("I am not a member of")
    assert "Invite me with /invite" in town.text(told).replace("`", "")


async def test_a_calm_desk_says_nothing_of_itself(town):
    await ready(town)
    await town.until(lambda: len(town.slack.messages("C0MENTIONS")) == 1, "the card")
    with pytest.raises(TimeoutError):  # for twice as long as a trouble lasts until it is told
        await town.until(lambda: len(town.slack.messages("C0MENTIONS")) > 1, "a second message", timeout=1.2)
