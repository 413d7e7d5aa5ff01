"""How many mentions a second become safe, and how many cards a second leave for one channel."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.floors import copies
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, MENTIONS, Town
from bot.intake.sort import CHUNK

APART = timedelta(minutes=5)  # between two crowds as X dates them, since a look goes back two minutes
NEARLY_NONE = 0.01  # cards a second, so that intake has the process to itself


async def run(size: Size, folder: Path) -> list[Figure]:
    intake, inserted = await _intake(size, folder / "intake")
    return [
        Figure(
            name="mentions made safe in a second, median",
            value=intake,
            unit="/s",
            floor=inserted,
            target=0.5 * inserted,
            more=True,
        ),
        Figure(
            name="cards in a second, one channel, median",
            value=await _cards(BOT, size, folder / "bot"),
            unit="/s",
            floor=await _cards(BARE, size, folder / "bare"),
        ),
    ]


async def _intake(size: Size, folder: Path) -> tuple[float, float]:
    """From X's last answer to the last commit, for a crowd that X shows at once; after each, the same by inserts."""
    rates, floors = [], []
    async with Town(BOT, folder, posts_per_second=NEARLY_NONE) as town, town.running() as bot:
        for crowd in range(size.crowds):
            began, before = time.perf_counter(), crowd * size.crowd
            town.complain(size.crowd, datetime.now(UTC) + (crowd - size.crowds) * APART)
            kept = await town.keeps(before + size.crowd, bot)
            asked = [at for at in town.looks.answered(MENTIONS, began) if at < kept]
            rates.append(size.crowd / (kept - asked[-1]))
            cases = range(before + 1, before + size.crowd + 1)
            floors.append(copies.rate(town.database, folder / f"copies{crowd}.db", cases, CHUNK))
    return median(rates), median(floors)


async def _cards(program: tuple[str, ...], size: Size, folder: Path) -> float:
    """Of those that are sent while nothing else is left to do: once all cases are kept."""
    rates = []
    async with Town(program, folder) as town, town.running() as process:
        for crowd in range(size.crowds):
            wanted = (crowd + 1) * size.crowd
            began = time.perf_counter()
            town.complain(size.crowd, datetime.now(UTC) + (crowd - size.crowds) * APART)
            kept = await town.keeps(wanted, process) if program is BOT else began
            await town.shows(wanted, process)
            all_posted = sorted(at for at in town.cards.values() if at > began)
            late = [at for at in all_posted if at > kept]
            posted = late if len(late) > 1 else all_posted
            rates.append((len(posted) - 1) / (posted[-1] - posted[0]))
    return median(rates)
