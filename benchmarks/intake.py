"""What a mention takes of the processor from X's answer to its commit, with nothing else in the process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.floors import answers, copies
from benchmarks.rates import APART
from benchmarks.size import Size
from benchmarks.stopwatch import Stopwatch
from benchmarks.timers import SETTINGS, SystemClock
from benchmarks.town import BOT, Town
from bot.ai.rules import Rules
from bot.engine.local import LocalAlarm
from bot.intake.sort import CHUNK, Sorter
from bot.networks.x import fields
from bot.networks.x.read import Us, mentions_in
from bot.ports.network import Mark
from bot.storage import open_store


@dataclass(frozen=True, slots=True)
class Spent:
    """On one crowd, by the bot and by both of its floors."""

    bot: Stopwatch
    made: Stopwatch
    copied: Stopwatch


async def run(size: Size, folder: Path) -> list[Figure]:
    spent = await _spent(size, folder)
    bot, made, copied = (
        median(getattr(each, who).cpu_seconds / size.crowd * 1000 for each in spent)
        for who in ("bot", "made", "copied")
    )
    name = "processor time from X's answer to a mention's commit"
    return [
        Figure(name=name, value=bot, unit="ms", floor=made),
        Figure(name=f"{name}, beside rows that are ready", value=bot, unit="ms", floor=copied),
    ]


async def _spent(size: Size, folder: Path) -> list[Spent]:
    """One crowd more than is counted, since the first has everything made ready."""
    clock, database, found = SystemClock(), folder / "desk.db", []
    store = await open_store(f"sqlite:///{database}", LocalAlarm(clock), clock, "T0ACME")
    sorter = Sorter(store, SETTINGS, clock, "T0ACME", judge=Rules(SETTINGS))
    try:
        await store.migrate()
        for crowd, pages in enumerate(await _crowds(size, folder)):
            with Stopwatch() as bot:
                await _take(sorter, pages)
            cases = range(crowd * size.crowd + 1, (crowd + 1) * size.crowd + 1)
            made = answers.spent(pages, database, folder / f"answers{crowd}.db", CHUNK)
            found.append(Spent(bot, made, copies.spent(database, folder / f"copies{crowd}.db", cases, CHUNK)))
    finally:
        await store.stop()
    return found[1:]


async def _crowds(size: Size, folder: Path) -> list[list[bytes]]:
    """X's pages of each."""
    found = []
    async with Town(BOT, folder / "town") as town:
        keys = town.x_server.credentials(town.acme)
        signed = (keys.consumer_key, keys.consumer_secret, keys.access_token, keys.access_token_secret)
        for crowd in range(size.crowds + 1):
            town.complain(size.crowd, datetime.now(UTC) + (crowd - size.crowds - 1) * APART)
            found.append(await answers.pages(town.x_server.url, signed, town.acme.id, size.crowd, fields.POST))
    return found


async def _take(sorter: Sorter, pages: Sequence[bytes]) -> None:
    """As the bot does, once X has answered."""
    us, now = Us(SETTINGS.x.handle, SETTINGS.x.handle, f"x:{SETTINGS.x.handle}"), datetime.now(UTC)
    mentions = [mention for page in pages for mention in mentions_in(json.loads(page), us, now)]
    mentions.sort(key=lambda each: (each.created_at, each.id))
    newest = mentions[-1]
    await sorter.take(us.account, "mentions", mentions, Mark(id=newest.id, at=newest.created_at))
