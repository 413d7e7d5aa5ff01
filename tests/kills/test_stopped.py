"""Asked to end in the middle of a storm: it is gone within ten seconds, with exit code 0, and nothing is lost."""

import asyncio
from contextlib import suppress

from bot.app.bot import ANSWERING, DRAIN
from bot.sandbox.slack_server import AppDidNotAnswer, Message
from tests.kills.points import CREATES, POSTS
from tests.kills.scene import Scene
from tests.kills.town import KillTown

STORM, LINE = 300, 100


def test_what_a_stop_waits_for_leaves_seconds_of_the_ten_that_it_may_take():
    assert DRAIN + ANSWERING <= 8


async def ended_and_started_again(town: KillTown) -> None:
    assert await town.end() == 0, town.said()[-3000:]
    await town.rises()


def unlike(number: int) -> str:
    """Words of its own, so that this storm is no wave, whose message would quote somebody."""
    return " ".join(f"{letter}{chr(97 + number % 26)}{chr(97 + number // 26)}" for letter in "bcdfghjklm")


async def calms_down(town: KillTown, storm: Message) -> None:
    """Somebody asks for more until the same message says that it is over."""

    def shown() -> str:
        return town.text(town.slack.message(storm.channel, storm.ts))

    async with asyncio.timeout(90):
        while "is over" not in shown():
            with suppress(AppDidNotAnswer, LookupError):  # the button goes with the last card that is held back
                await town.person("U0ANN").click(storm, "Show next")
            await asyncio.sleep(0.1)


async def test_a_stop_in_a_storm_takes_ten_seconds_at_most_and_neither_it_nor_a_kill_loses_anything(tmp_path):
    async with KillTown(tmp_path, pace=60, storm=LINE) as town:
        scenes = [Scene(town, f"{number:03}") for number in range(STORM)]
        for number, scene in enumerate(scenes):
            scene.complain(f"@acmeair {unlike(number)}")
        first, second = scenes[0], scenes[1]
        await first.card()
        busy = asyncio.gather(first.replies_with(first.words("reply")), second.claims(), return_exceptions=True)
        await asyncio.sleep(0.2)
        message = await town.card("Storm:", 60)
        await ended_and_started_again(town)
        await town.kill()
        await town.rises()
        await busy
        await calms_down(town, message)
        await town.settles()
        assert [wrong for scene in scenes for wrong in scene.wrongs()] == []
        assert town.doubles() == []
        assert len([each for each in town.slack.messages("C0MENTIONS") if "storm" in str(each.blocks)]) == 1


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
        assert await town.end() == 0, town.said()[-3000:]
        for hold in holds:
            hold.release()
        await town.rises()
        await town.settles()
        assert answered.wrongs() + posted.wrongs() == []
        assert town.doubles() == []
