"""How many cards a second leave for fifty channels, and in how much memory; beside n8n, which forwards and no more."""

import shutil
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from benchmarks import seed
from benchmarks.figures import Figure, median
from benchmarks.first import first_case
from benchmarks.process import Process
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, CHANNEL, Town

SHARE = 0.4  # of the floor's rate
N8N_RATE, N8N_MEMORY = 25.0, 1390.0  # cards a second and MB, measured with the steps in the document
SELDOM = 30.0  # seconds between two looks at X, so that forwarding has the process to itself
WARM = 0.5  # of the cards leave before the clock starts, while the program is still loading beside them


@dataclass(frozen=True, slots=True)
class Forwarding:
    """Cards a second, ms of a processor for each, and MB at the end."""

    rate: float
    spent: float
    memory: float


async def run(size: Size, folder: Path) -> list[Figure]:
    database = await first_case(folder.parent)
    bot, bare = [], []
    for number in range(size.rounds):
        bot.append(await _bot(database, size, folder / f"bot{number}"))
        bare.append(await _bare(size, folder / f"bare{number}"))
    rate, floor = (median(run.rate for run in runs) for runs in (bot, bare))
    spent, floor_spent = (median(run.spent for run in runs) for runs in (bot, bare))
    held = max(run.memory for run in bot)
    what = f"cards in a second, {size.channels} channels"
    return [
        Figure(name=f"{what}, median", value=rate, unit="/s", floor=floor, target=SHARE * floor, more=True),
        Figure(name="processor time for a card, median", value=spent, unit="ms", floor=floor_spent),
        Figure(name=f"{what}, beside n8n's", value=rate, unit="/s", floor=N8N_RATE, target=10 * N8N_RATE, more=True),
        Figure(name="memory meanwhile, beside n8n's", value=held, unit="MB", floor=N8N_MEMORY, target=N8N_MEMORY / 10),
    ]


def channels(number: int) -> list[str]:
    return [f"{CHANNEL}{each or ''}" for each in range(number)]


async def _bot(database: Path, size: Size, folder: Path) -> Forwarding:
    """The cards wait in the database when it starts."""
    async with Town(BOT, folder, poll_seconds=SELDOM, channels=channels(size.channels)) as town:
        shutil.copy(database, town.database)
        seed.put_in_line(town.database, size.waiting, channels(size.channels))
        async with town.starting() as process:
            return await measured(town, process, size.waiting)


async def _bare(size: Size, folder: Path) -> Forwarding:
    """The mentions wait at X when it starts."""
    async with Town(BARE, folder, poll_seconds=SELDOM, channels=channels(size.channels)) as town:
        town.complain(size.waiting)
        async with town.starting() as process:
            return await measured(town, process, size.waiting)


async def measured(town: Town, process: Process, cards: int) -> Forwarding:
    """Without the first ones, which warm up."""
    warm = ceil(WARM * cards)
    await town.shows(warm, process)
    spent = process.cpu_seconds
    await town.shows(cards, process)
    spent = process.cpu_seconds - spent
    posted = sorted(town.cards.values())[warm - 1 :]
    sent = len(posted) - 1
    return Forwarding(rate=sent / (posted[-1] - posted[0]), spent=1000 * spent / sent, memory=process.memory)
