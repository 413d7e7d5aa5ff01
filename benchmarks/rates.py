"""How many mentions a second become safe, and how many cards a second leave for one channel."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.floors import answers, copies
from benchmarks.size import Size
from benchmarks.stopwatch import Stopwatch
from benchmarks.town import BARE, BOT, MENTIONS, Town
from bot.intake.sort import CHUNK

KEPT = "mentions made safe in a second, median"
APART = timedelta(minutes=5)  # between two crowds as X dates them, since a look goes back two minutes
NEARLY_NONE = 0.01  # cards a second, so that intake has the process to itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A crowd: mentions a second, from X's last answer to the last commit; milliseconds of the processor for each."""

    rate: float
    cpu: float
    copied: Stopwatch
    made: Stopwatch


async def run(size: Size, folder: Path) -> list[Figure]:
    taken = await _intake(size, folder / "intake")
    rate, cpu = median(each.rate for each in taken), median(each.cpu for each in taken)
    copied = median(size.crowd / each.copied.seconds for each in taken)
    made = median(size.crowd / each.made.seconds for each in taken)
    least = median(each.made.cpu_seconds / size.crowd * 1000 for each in taken)
    return [
        Figure(name=KEPT, value=rate, unit="/s", floor=copied, target=0.5 * copied, more=True),
        Figure(name=f"{KEPT}, beside rows made of X's answer", value=rate, unit="/s", floor=made),
        Figure(name="processor time for a mention, beside the same", value=cpu, unit="ms", floor=least),
        Figure(
            name="cards in a second, one channel, median",
            value=await _cards(BOT, size, folder / "bot"),
            unit="/s",
            floor=await _cards(BARE, size, folder / "bare"),
        ),
    ]


async def _intake(size: Size, folder: Path) -> list[Taken]:
    """Crowds that X shows at once; after each, its two floors."""
    taken = []
    async with Town(BOT, folder, posts_per_second=NEARLY_NONE) as town, town.running() as bot:
        for crowd in range(size.crowds):
            began, before, spent = time.perf_counter(), crowd * size.crowd, bot.cpu_seconds
            town.complain(size.crowd, datetime.now(UTC) + (crowd - size.crowds) * APART)
            kept = await town.keeps(before + size.crowd, bot)
            spent = bot.cpu_seconds - spent
            asked = [at for at in town.looks.answered(MENTIONS, began) if at < kept]
            cases = range(before + 1, before + size.crowd + 1)
            account = town.x_server.credentials(town.acme)
            keys = (account.consumer_key, account.consumer_secret, account.access_token, account.access_token_secret)
            pages = await answers.pages(town.x_server.url, keys, town.acme.id, size.crowd)
            taken.append(
                Taken(
                    rate=size.crowd / (kept - asked[-1]),
                    cpu=spent / size.crowd * 1000,
                    copied=copies.spent(town.database, folder / f"copies{crowd}.db", cases, CHUNK),
                    made=answers.spent(pages, town.database, folder / f"answers{crowd}.db", CHUNK),
                )
            )
    return taken


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
