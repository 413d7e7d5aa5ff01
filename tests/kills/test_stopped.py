"""Asked to end in the middle of a storm: it is gone within ten seconds, with exit code 0, and nothing is lost."""

import asyncio

from tests.kills.points import CREATES, POSTS
from tests.kills.scene import Scene
from tests.kills.town import KillTown

STORM = 300


async def ended_and_started_again(town: KillTown) -> None:
    assert await town.end(within=10) == 0, town.said()[-3000:]
    await town.rises()


async def test_a_stop_in_a_storm_takes_ten_seconds_at_most_and_loses_nothing(tmp_path):
    async with KillTown(tmp_path, pace=60) as town:
        scenes = [Scene(town, f"{number:03}") for number in range(STORM)]
        for scene in scenes:
            scene.complain()
        first, second = scenes[0], scenes[1]
        await first.card()
        busy = asyncio.gather(first.replies_with(first.words("reply")), second.claims(), return_exceptions=True)
        await asyncio.sleep(0.2)
        await ended_and_started_again(town)
        await busy
        await town.settles()
        assert [wrong for scene in scenes for wrong in scene.wrongs()] == []
        assert town.doubles() == []


async def test_a_stop_does_not_wait_for_a_slack_and_an_x_that_hang(tmp_path):
    async with KillTown(tmp_path) as town:
        answered, posted = Scene(town, "001"), Scene(town, "002")
        await answered.opens()
        holds = [
            town.x_server.faults.hold(CREATES, "after"),
            town.slack_server.faults.hold(POSTS, "before", containing=posted.words("case")),
        ]
        await answered.replies_with(answered.words("reply"))
        posted.complain()
        for hold in holds:
            await hold.reached()
        assert await town.end(within=10) == 0, town.said()[-3000:]
        for hold in holds:
            hold.release()
        await town.rises()
        await town.settles()
        assert answered.wrongs() + posted.wrongs() == []
        assert town.doubles() == []
