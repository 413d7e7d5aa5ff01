"""Hundreds of complaints at once: one message instead of a flood, the urgent at once, and no case lost or doubled."""

import os
import re
from collections import Counter
from datetime import timedelta

import pytest

from bot.sandbox.model_server import ModelServer
from tests.journeys.town import Town

CROWD = int(os.environ.get("MENTIONDESK_STORM", "200"))
LIMIT = 50
ORDINARY = ("where are you at gate {}", "nobody answers at gate {}", "no water on board, seat {}")
URGENT = "this is an emergency at gate {}"


def complaint(number: int) -> str:
    kind = URGENT if number % 40 == 39 else ORDINARY[number % len(ORDINARY)]
    return f"@acmeair {kind.format(number)} ⟨{number}⟩"


def shown(town: Town) -> Counter[int]:
    """How often each complaint has a card."""
    texts = (str(message.blocks) for message in town.slack.messages("C0MENTIONS") if "storm" not in text(town, message))
    return Counter(int(found) for each in texts for found in re.findall(r"⟨(\d+)⟩", each))


def text(town: Town, message) -> str:
    return town.slack.text_of(message).lower()


@pytest.mark.timeout(120 + CROWD)
async def test_a_storm_is_one_message_and_every_case_gets_its_card(tmp_path):
    async with Town(tmp_path, pace=25, storm=LIMIT) as town:
        ann = town.person("U0ANN")
        for number in range(CROWD):
            town.x.post(town.x.add_user(f"flyer{number}"), complaint(number))
            if number % 100 == 99:  # X shows the newest 800 mentions at a time
                await town.until(lambda seen=number: len(cases(town)) > seen, "the bot to keep up", 60, every=0.2)
        message = await town.card("Storm:", 30)
        urgent = {number for number in range(CROWD) if number % 40 == 39}
        await town.until(lambda: set(shown(town)) >= urgent, "the urgent ones", 60, every=0.2)
        await town.until(lambda: "behind this message" in now(town, message) and held(town, message) > LIMIT, "it", 30)
        await town.until(lambda: held(town, message) + len(shown(town)) >= CROWD, "all counted", 60, every=0.2)
        assert sum(shown(town).values()) < CROWD
        assert "Open on X" in now(town, message)

        before = held(town, message)
        await ann.click(message, "Show next")
        await town.until(lambda: held(town, message) <= before - 10, "ten fewer to wait", 30)

        while "is over" not in now(town, message):
            await town.until(lambda: "Show next" in now(town, message) or "is over" in now(town, message), "", 30)
            if "is over" not in now(town, message):
                await ann.click(message, "Show next")
        await town.until(lambda: len(shown(town)) == CROWD, "every card", 60 + CROWD / 10, every=0.2)
        assert set(shown(town).values()) == {1}
        storms = [each for each in town.slack.messages("C0MENTIONS") if "storm" in text(town, each)]
        assert len(storms) == 1
        assert not [entry for entry in town.slack_server.acks if entry.error]


def now(town: Town, message) -> str:
    return town.slack.text_of(town.slack.message(message.channel, message.ts))


def held(town: Town, message) -> int:
    found = re.search(r"Storm: ([\d,]+) case", now(town, message))
    return int(found[1].replace(",", "")) if found else 0


def cases(town: Town) -> list[int]:
    """The numbers of all cases, as the database has them."""
    import sqlite3

    with sqlite3.connect(town.folder / "desk.db") as desk:
        return [row[0] for row in desk.execute("SELECT number FROM cases")]


async def test_the_message_names_the_topics_that_a_model_sees_in_the_cases_behind_it(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.relay.storms.TOLD_EVERY", timedelta(seconds=0.5))
    async with Town(tmp_path, pace=12, storm=6, model=ModelServer()) as town:
        for number in range(30):
            about = ("I cannot log in, login fails", "you are late", "you are late")[number % 3]
            town.x.post(town.x.add_user(f"flyer{number}"), f"@acmeair {about}, gate {number}")
        message = await town.card("What they are about, by gpt-6-luna:")
        await town.until(lambda: "delay 16  ·  check-in 8" in now(town, message), "both topics, of all")
        assert held(town, message) == 24 and len(shown(town)) <= 6
