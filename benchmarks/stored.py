"""The same with many cases stored as with few: start, memory, rest, latencies and rates."""

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import seed
from benchmarks.figures import Figure, median
from benchmarks.first import first_case
from benchmarks.forwarding import channels, measured
from benchmarks.memory import idle
from benchmarks.people import Colleague
from benchmarks.process import Process
from benchmarks.size import Size
from benchmarks.town import BOT, MENTIONS, Town

WITHIN = 0.2  # of the figure with few cases
ROUNDS = 2
APART = 0.2  # seconds


@dataclass
class Found:
    """What one database gave; times in ms, memory in MB, the rest in percent of a core."""

    starts: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    cards: list[float] = field(default_factory=list)
    mentions: list[float] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    intake: list[float] = field(default_factory=list)


FIGURES: tuple[tuple[str, str, Callable[[Found], list[float]], bool], ...] = (
    ("start to ready", "ms", lambda found: found.starts, False),
    ("processor time of a start", "ms", lambda found: found.started, False),
    ("cards in a second, several channels", "/s", lambda found: found.cards, True),
    ("X's answer to card in Slack", "ms", lambda found: found.mentions, False),
    ("reply submitted to post on X", "ms", lambda found: found.replies, False),
    ("mentions made safe in a second", "/s", lambda found: found.intake, True),
    ("memory", "MB", lambda found: found.memory, False),
    ("share of a core at rest", "%", lambda found: found.idle, False),
)


async def run(size: Size, folder: Path) -> list[Figure]:
    """In turn with few and with many, so that a busy moment of the machine meets both."""
    first = await first_case(folder.parent)
    databases = [shutil.copy(first, folder / f"{cases}.db") for cases in size.stored]
    for database, cases in zip(databases, size.stored, strict=True):
        await asyncio.to_thread(seed.store, Path(database), cases)
    few, many = Found(), Found()
    for number in range(min(ROUNDS, size.rounds)):
        for database, found in zip(databases, (few, many), strict=True):
            await _measure(found, size, folder / f"{Path(database).stem}-{number}", Path(database))
    return [_figure(size, *each, few, many) for each in FIGURES]


def _figure(
    size: Size, name: str, unit: str, taken: Callable[[Found], list[float]], more: bool, few: Found, many: Found
) -> Figure:
    value, floor = median(taken(many)), median(taken(few))
    target = floor * (1 - WITHIN if more else 1 + WITHIN)
    words = f"{name}: {size.stored[1]:,} cases stored, beside {size.stored[0]:,}"
    return Figure(name=words, value=value, unit=unit, floor=floor, target=target, more=more)


async def _measure(found: Found, size: Size, folder: Path, database: Path) -> None:
    """Once as it comes, and once with cards that wait when it starts."""
    names = channels(size.channels)
    folder.mkdir()
    seed.forget_clicks(database)
    async with Town(BOT, folder / "desk", database=database) as town, town.starting() as bot:
        begun = time.perf_counter()
        await town.ready(bot)
        found.starts.append((time.perf_counter() - begun) * 1000)
        found.started.append(bot.cpu_seconds * 1000)
        await _latencies(found, town, size)
        found.intake.append(await _intake(town, bot, size))
        await town.slack_server.settled()
        found.memory.append(bot.memory)
        found.idle.append(await idle(bot, size.idle_seconds / 2))
    seed.put_in_line(database, size.waiting, names)
    async with Town(BOT, folder / "line", channels=names, database=database) as town, town.starting() as bot:
        found.cards.append((await measured(town, bot, size.waiting)).rate)


async def _latencies(found: Found, town: Town, size: Size) -> None:
    for number in range(1 + size.mentions // 2):
        begun = time.perf_counter()
        [post] = town.complain()
        card = await town.card(post)
        colleague = Colleague(town, card, number)
        found.mentions.append((town.cards[card.ts] - town.looks.answered(MENTIONS, begun)[0]) * 1000)
        window = await colleague.opens_reply()
        await asyncio.sleep(APART)
        begun = time.perf_counter()
        text = f"{post.id}: we found it, and {post.id} parcels leave today."  # never what an earlier round answered
        await colleague.person.submit(window, {"Reply": text})
        found.replies.append((await town.answer(post) - begun) * 1000)


async def _intake(town: Town, bot: Process, size: Size) -> float:
    before, shown, began = town.kept(), len(town.cards), time.perf_counter()
    town.complain(size.crowd)
    kept = await town.keeps(before + size.crowd, bot)
    await town.shows(shown + size.crowd, bot)
    asked = [at for at in town.looks.answered(MENTIONS, began) if at < kept]
    return size.crowd / (kept - asked[-1])
