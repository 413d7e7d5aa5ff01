"""How long the bot needs from its start until it is ready, beside a process that only imports the libraries."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.process import Process
from benchmarks.size import Size
from benchmarks.town import BOT, Town

TARGET = 3.0  # seconds
IMPORTS = ("-m", "benchmarks.floors.imports")


async def run(size: Size, folder: Path) -> list[Figure]:
    first, again, imports = [], [], []
    for number in range(size.starts):
        async with Town(BOT, folder / f"bot{number}") as town:
            first.append(await _started(town))
            again.append(await _started(town))
        begun = time.perf_counter()
        async with importing(folder / "imports.log"):
            imports.append(time.perf_counter() - begun)
    floor = median(imports)
    return [
        Figure(name="start to ready, new database, median", value=median(first), unit="s", floor=floor, target=TARGET),
        Figure(name="start to ready, again, median", value=median(again), unit="s", floor=floor, target=TARGET),
    ]


async def _started(town: Town) -> float:
    begun = time.perf_counter()
    async with town.running():
        return time.perf_counter() - begun


@asynccontextmanager
async def importing(log: Path) -> AsyncIterator[Process]:
    """A process that has imported the libraries, and nothing else."""
    async with Process(IMPORTS, log) as process:
        while "imported" not in process.said():
            process.check()
            await asyncio.sleep(0.005)
        yield process
