"""How long after a mention is visible on X its card is visible in Slack, while nothing else happens."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, median, quantile
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, MENTIONS, Town

POLL_SECONDS = 1.0
OWN_TARGET = 150.0  # ms, beside the wait for the next look


@dataclass
class Waits:
    """In ms: from the mention, and from X's answer that contains it, to the card."""

    whole: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)


async def run(size: Size, folder: Path) -> list[Figure]:
    bot = await _measured(BOT, size.mentions, folder / "bot")
    bare = await _measured(BARE, size.mentions, folder / "bare")
    return [
        Figure(
            name="mention on X to card in Slack, polling every second, median",
            value=median(bot.whole),
            unit="ms",
            floor=median(bare.whole),
            target=POLL_SECONDS * 1000 + OWN_TARGET,
        ),
        Figure(
            name="mention on X to card in Slack, polling every second, p95",
            value=quantile(bot.whole, 0.95),
            unit="ms",
            floor=quantile(bare.whole, 0.95),
        ),
        Figure(
            name="X's answer to card in Slack, median",
            value=median(bot.own),
            unit="ms",
            floor=median(bare.own),
            target=OWN_TARGET,
        ),
        Figure(
            name="X's answer to card in Slack, p95",
            value=quantile(bot.own, 0.95),
            unit="ms",
            floor=quantile(bare.own, 0.95),
        ),
    ]


async def _measured(program: tuple[str, ...], mentions: int, folder: Path) -> Waits:
    waits, moments = Waits(), random.Random(1)
    async with Town(program, folder, poll_seconds=POLL_SECONDS) as town, town.running():
        await town.card(town.complain()[0])  # the first one only warms up
        for _ in range(mentions):
            await asyncio.sleep(moments.uniform(0, POLL_SECONDS))
            begun = time.perf_counter()
            [post] = town.complain()
            shown = town.cards[(await town.card(post)).ts]
            waits.whole.append((shown - begun) * 1000)
            waits.own.append((shown - town.looks.answered(MENTIONS, begun)[0]) * 1000)
    return waits
