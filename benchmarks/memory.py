"""What the bot holds in memory, at first and with thousands of cases, and what it takes of a core while it rests."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.process import Process
from benchmarks.size import Size
from benchmarks.start import importing
from benchmarks.town import BARE, BOT, Town

MEMORY_TARGET = 180.0  # MB
IDLE_TARGET = 1.0  # % of a core
CROWD = 500  # of the 800 mentions that X lets a look see
APART = timedelta(seconds=165)  # between two crowds as X dates them, since a look goes back two minutes
SETTLING = 2.0  # seconds after the last card


async def run(size: Size, folder: Path) -> list[Figure]:
    async with Town(BOT, folder / "bot", poll_seconds=size.idle_poll) as town, town.running() as bot:
        fresh = bot.memory
        await _feed(town, bot, size.cases)
        full = bot.memory
        resting = await idle(bot, size.idle_seconds)
    async with Town(BARE, folder / "bare", poll_seconds=size.idle_poll) as town, town.running() as bare:
        await asyncio.sleep(SETTLING)
        bare_idle = await idle(bare, size.idle_seconds)
    async with importing(folder / "imports.log") as imports:
        floor = imports.memory
    cases = f"{size.cases:,} cases"
    return [
        Figure(name="memory after the start", value=fresh, unit="MB", floor=floor, target=MEMORY_TARGET),
        Figure(name=f"memory after {cases}", value=full, unit="MB", floor=floor, target=MEMORY_TARGET),
        Figure(
            name=f"share of a core at rest, {cases}, polling every {size.idle_poll:g} s",
            value=resting,
            unit="%",
            floor=bare_idle,
            target=IDLE_TARGET,
        ),
    ]


async def _feed(town: Town, bot: Process, cases: int) -> None:
    """Crowd after crowd, as if they had come within the last hour, until all are safe and all cards are out."""
    crowds = ceil(cases / CROWD)
    began = datetime.now(UTC) - crowds * APART
    for crowd in range(crowds):
        safe = min(cases, (crowd + 1) * CROWD)
        town.complain(safe - crowd * CROWD, began + crowd * APART)
        await town.keeps(safe, bot)
    town.complain()  # the newest one, so that a look at rest finds one mention and not the last crowd
    await town.shows(cases + 1, bot)
    await town.slack_server.settled()
    await asyncio.sleep(SETTLING)


async def idle(process: Process, seconds: float) -> float:
    """Percent of a core."""
    used, begun = process.cpu_seconds, time.perf_counter()
    await asyncio.sleep(seconds)
    return 100 * (process.cpu_seconds - used) / (time.perf_counter() - begun)
