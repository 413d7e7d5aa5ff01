"""The clock is set by an hour, forward or back, with work in every state: nothing is lost, doubled or late."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.faults import Answer
from tests.journeys.town import Town
from tests.kills.points import CREATES, POSTS
from tests.kills.scene import Scene

PUT_RIGHT = 25.0  # seconds: a look at the clock every five, then whatever waits


class WallClock:
    """The machine's clock, until somebody sets it."""

    def __init__(self) -> None:
        self.wrong_by = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.wrong_by


@pytest.mark.parametrize("hours", [-1, 1], ids=["back", "forward"])
async def test_an_hour_back_or_forward_loses_nothing_and_delays_nothing(tmp_path, hours):
    clock = WallClock()
    async with Town(tmp_path, clock=clock) as town:
        unsure, answered, waiting, later = (Scene(town, f"00{number}") for number in range(1, 5))
        await answered.opens()
        busy = Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "3"})
        town.x_server.faults.add(CREATES, "timeout_after", seconds=3)
        town.slack_server.faults.add(POSTS, "cut_after")
        unsure.complain()
        await town.until(lambda: not town.slack_server.faults.active, "a card whose answer is lost")
        await answered.replies_with(answered.words("reply"))
        await town.until(lambda: not town.x_server.faults.active, "a reply whose answer is lost")
        town.slack_server.faults.add(POSTS, answer=busy)
        waiting.complain()
        await town.until(lambda: not town.slack_server.faults.active, "a card that has to wait")
        clock.wrong_by = timedelta(hours=hours)
        later.complain()
        for scene in (unsure, waiting, later):
            await town.card(scene.words("case"), timeout=PUT_RIGHT)
        [receipt] = [message async for message in _receipts(town, answered)]
        await town.shows(receipt, "osted", timeout=PUT_RIGHT)
        assert [wrong for scene in (unsure, answered, waiting, later) for wrong in scene.wrongs()] == []


async def _receipts(town, scene):
    yield await town.in_thread(await scene.card(), scene.words("reply"))
