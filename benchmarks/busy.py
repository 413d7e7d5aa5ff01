"""How long mentions wait for their cards, and replies for X, while fifty mentions come in every second."""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, median, quantile
from benchmarks.people import Colleague
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, Town

A_SECOND = 50
APART = 1.0  # seconds between two replies
MENTION_TARGET, REPLY_TARGET = 1500.0, 300.0  # ms; half of the wait for a card is the wait for the next look


@dataclass
class Waits:
    """In ms."""

    mentions: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)


async def run(size: Size, folder: Path) -> list[Figure]:
    bot = await _measured(BOT, size, folder / "bot")
    bare = await _measured(BARE, size, folder / "bare")
    under = f"under {A_SECOND} mentions a second"
    return [
        *_figures(f"mention on X to card in Slack {under}", bot.mentions, bare.mentions, MENTION_TARGET),
        *_figures(f"reply submitted to post on X {under}", bot.replies, bare.replies, REPLY_TARGET),
    ]


def _figures(name: str, bot: list[float], bare: list[float], target: float) -> list[Figure]:
    return [
        Figure(name=f"{name}, median", value=median(bot), unit="ms", floor=median(bare), target=target),
        Figure(name=f"{name}, p95", value=quantile(bot, 0.95), unit="ms", floor=quantile(bare, 0.95)),
    ]


async def _measured(program: tuple[str, ...], size: Size, folder: Path) -> Waits:
    waits = Waits()
    async with Town(program, folder) as town, town.running() as process:
        [post] = town.complain()
        colleague = Colleague(town, await town.card(post), 0)
        complaining = asyncio.create_task(_complains(town, size.busy_seconds))
        while not complaining.done():
            waits.replies.append(await _replies(town, colleague, len(waits.replies)))
            await asyncio.sleep(APART)
        written = await complaining
        await town.shows(1 + len(written), process)
    posted = sorted(town.cards.values())[1:]
    waits.mentions = [(shown - at) * 1000 for at, shown in zip(written, posted, strict=True)]
    return waits


async def _complains(town: Town, seconds: int) -> list[float]:
    """When each was written. Cards are sent in this order, so the n-th card is taken for the n-th mention's."""
    begun, written = time.perf_counter(), list[float]()
    while len(written) < seconds * A_SECOND:
        await asyncio.sleep(max(0.0, begun + len(written) / A_SECOND - time.perf_counter()))
        town.complain()
        written.append(time.perf_counter())
    return written


async def _replies(town: Town, colleague: Colleague, number: int) -> float:
    before = len(town.answered)
    window = await colleague.opens_reply()
    begun = time.perf_counter()
    await colleague.person.submit(window, {"Reply": f"{number}: we found it, and {number} parcels leave today."})
    await town.until(lambda: len(town.answered) > before, "the answer on X")
    while view := colleague.person.modal():
        await colleague.person.close(view)
    return (town.answered[before] - begun) * 1000
