"""How much of Slack's pace is wasted while cards wait: Slack takes one a second in a channel, and three at once."""

from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, Town
from bot.sandbox.slack_server import Pace

BURST = 3
TARGET = 5.0  # %
SELDOM = 30.0


async def run(size: Size, folder: Path) -> list[Figure]:
    bot = await _wasted(BOT, size, folder / "bot")
    bare = await _wasted(BARE, size, folder / "bare")
    return [Figure(name="Slack's pace that is wasted", value=bot, unit="%", floor=bare, target=TARGET)]


async def _wasted(program: tuple[str, ...], size: Size, folder: Path) -> float:
    """Percent of the seconds in which Slack would have taken a card and got none, after the burst."""
    async with Town(program, folder, poll_seconds=SELDOM, posts_per_second=1, pace=Pace(tiers=False)) as town:
        town.complain(size.paced)
        async with town.starting() as process:
            await town.shows(size.paced, process)
    posted = sorted(town.cards.values())
    taken, possible = posted[-1] - posted[BURST - 1], float(size.paced - BURST)
    return max(0.0, 100 * (1 - possible / taken))
