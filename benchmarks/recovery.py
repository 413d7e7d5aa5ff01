"""How long after the start that follows a kill the first card leaves."""

import shutil
import time
from pathlib import Path

from benchmarks import seed
from benchmarks.figures import Figure, median
from benchmarks.first import first_case
from benchmarks.forwarding import SELDOM, channels
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, Town

TARGET = 3.0  # seconds


async def run(size: Size, folder: Path) -> list[Figure]:
    database = await first_case(folder.parent)
    bot, bare = [], []
    for number in range(size.kills):
        bot.append(await _measured(BOT, size, folder / f"bot{number}", database))
        bare.append(await _measured(BARE, size, folder / f"bare{number}", database))
    return [
        Figure(
            name="restart after SIGKILL to the first card, median",
            value=median(bot),
            unit="s",
            floor=median(bare),
            target=TARGET,
        )
    ]


async def _measured(program: tuple[str, ...], size: Size, folder: Path, database: Path) -> float:
    """Killed amid its cards, of which enough are left. The bare script begins with all of them again, to lose none."""
    async with Town(program, folder, poll_seconds=SELDOM, channels=channels(size.channels)) as town:
        if program is BOT:
            shutil.copy(database, town.database)
            seed.put_in_line(town.database, size.waiting, channels(size.channels))
        else:
            town.complain(size.waiting)
        async with town.starting() as process:
            await town.shows(size.waiting // 3, process)
            process.kill()
        if program is BOT:
            seed.put_in_line(town.database, size.channels, channels(size.channels))
        before, begun = len(town.cards), time.perf_counter()
        async with town.starting() as process:
            await town.shows(before + 1, process)
            return sorted(town.cards.values())[before] - begun
