"""How long after a reply is submitted, with nothing to undo, it stands on X."""

import asyncio
import time
from pathlib import Path

from benchmarks.figures import Figure, median, quantile
from benchmarks.people import Colleague
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, Town

TARGET = 150.0  # ms
APART = 0.2  # seconds between two replies


async def run(size: Size, folder: Path) -> list[Figure]:
    bot = await _measured(BOT, size.replies, folder / "bot")
    bare = await _measured(BARE, size.replies, folder / "bare")
    return [
        Figure(
            name="Reply submitted to post on X, median",
            value=median(bot),
            unit="ms",
            floor=median(bare),
            target=TARGET,
        ),
        Figure(
            name="Reply submitted to post on X, p95", value=quantile(bot, 0.95), unit="ms", floor=quantile(bare, 0.95)
        ),
    ]


async def _measured(program: tuple[str, ...], replies: int, folder: Path) -> list[float]:
    waits: list[float] = []
    async with Town(program, folder) as town, town.running():
        for number, post in enumerate(town.complain(replies + 1)):
            colleague = Colleague(town, await town.card(post), number)
            window = await colleague.opens_reply()
            text = f"{number}: we found it, and {number} parcels leave today."
            await colleague.person.type(window, "Reply", text)
            await asyncio.sleep(APART)
            begun = time.perf_counter()
            await colleague.person.submit(window)
            waits.append((await town.answer(post) - begun) * 1000)
    return waits[1:]  # the first one only warms up
