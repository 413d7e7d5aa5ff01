"""PostgreSQL is restarted under load: people are told, everything else waits, and all goes on by itself."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import psycopg
import pytest

from bot.storage.postgres import BETWEEN
from tests.journeys.town import Town

MENTIONS = 30
LEASE = timedelta(seconds=3)  # what was being claimed at that very moment waits for so long, and else for 30 s


async def stop_at_once(server: Any) -> None:
    """As `pg_ctl stop -m immediate` does."""
    pid = server.get_pid()
    os.kill(pid, signal.SIGQUIT)
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]:
        await asyncio.sleep(0.02)


@pytest.fixture
async def town(tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {admin.info.dbname} SET synchronous_commit = on")  # here it must outlive a crash
    for place in ("bot.app.bot.LEASE", "bot.storage.deliveries.relay.LEASE"):
        monkeypatch.setattr(place, LEASE)
    async with Town(tmp_path, database=postgres_url) as town:
        yield town


async def ready(town: Town) -> tuple[int, str]:
    assert town.bot
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{town.bot.port}/readyz") as answer,
    ):
        return answer.status, (await answer.json())["parts"]["database"]["problem"] or ""


def cards(town: Town) -> Counter[str]:
    """How many cards each complaint has."""
    texts = [town.text(message) for message in town.slack.messages("C0MENTIONS")]
    return Counter({f"lamp{n:03}": sum(f"lamp{n:03}" in text for text in texts) for n in range(MENTIONS)})


async def test_nothing_is_lost_or_doubled_and_the_bot_comes_back_by_itself(town: Town, postgres_machine: Any) -> None:
    ann = town.person("U0ANN")
    post, card = await town.complaint("@acmeair my hat is gone")

    async def complain() -> None:
        for number in range(MENTIONS):
            town.x.post(town.vera, f"@acmeair lamp{number:03} is broken")
            await asyncio.sleep(0.05)

    complaining = asyncio.create_task(complain())
    held = town.x_server.faults.hold("POST /2/tweets", "after")
    await town.reply(ann, card, "We have your hat.")
    await held.reached()
    await stop_at_once(postgres_machine)
    held.release()  # X has it, and the outcome cannot be written down
    await ann.click(card, "Escalate")
    await ann.sees_modal("cannot be reached")
    status, problem = await ready(town)
    assert (status, "cannot be reached" in problem) == (503, True)
    await complaining
    assert len(town.answers(post)) == 1
    before = cards(town).total()
    assert before < MENTIONS
    await asyncio.to_thread(postgres_machine.ensure_postgres_running)
    assert BETWEEN < 5  # seconds until whoever waits tries again
    await town.until(lambda: cards(town).total() > before, "the next card")
    await town.until(lambda: cards(town).total() >= MENTIONS, "all the cards", timeout=60)
    await town.in_thread(card, "Posted on X")
    await ann.click(card, "Release")
    await town.slack_server.settled()
    assert (await ready(town))[0] == 200
    assert set(cards(town).values()) == {1}
    assert len(town.answers(post)) == 1
