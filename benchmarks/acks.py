"""How fast people's doings are acknowledged while a storm of mentions comes in."""

import asyncio
from pathlib import Path

from benchmarks.figures import Figure, quantile
from benchmarks.people import Colleague
from benchmarks.size import Size
from benchmarks.town import BARE, BOT, COLLEAGUES, Town
from bot.sandbox.slack_server import Ack

TARGET = 100.0  # ms, at the 99th percentile
KINDS = {
    "clicks and typing": "block_actions",
    "submitted windows": "view_submission",
    "commands": "/cases",
    "messages, the bot's own among them": "message",
}


async def run(size: Size, folder: Path) -> list[Figure]:
    bot = await _measured(BOT, size, folder / "bot")
    bare = await _measured(BARE, size, folder / "bare")
    storm = f"ack while {size.storm} cases arrive"
    return [
        _figure(f"{storm}: people's doings, p50", bot, bare, 0.5, people=True),
        _figure(f"{storm}: people's doings, p99", bot, bare, 0.99, TARGET, people=True),
        *(_figure(f"  {what}, p99", bot, bare, 0.99, TARGET, name=name) for what, name in KINDS.items()),
    ]


def _figure(
    words: str,
    bot: list[Ack],
    bare: list[Ack],
    share: float,
    target: float | None = None,
    *,
    people: bool = False,
    name: str = "",
) -> Figure:
    def at(acks: list[Ack]) -> float:
        return 1000 * quantile((a.seconds for a in acks if a.name == name or (people and a.name != "message")), share)

    return Figure(name=words, value=at(bot), unit="ms", floor=at(bare), target=target)


async def _measured(program: tuple[str, ...], size: Size, folder: Path) -> list[Ack]:
    async with Town(program, folder) as town, town.running():
        posts = town.complain(COLLEAGUES)
        colleagues = [Colleague(town, await town.card(post), number) for number, post in enumerate(posts)]
        for colleague in colleagues:  # each thing once at rest, to be warm
            await colleague.notes()
            await colleague.commands()
            await colleague.clicks()
            await colleague.replies()
        await town.slack_server.settled()
        town.slack_server.acks.clear()
        for _ in range(size.storms):
            await _storm(town, size.storm, colleagues)
        await town.slack_server.settled()
        acks = list(town.slack_server.acks)
    if failed := [ack for ack in acks if ack.error]:
        raise RuntimeError(f"{len(failed)} of {len(acks)} were not acknowledged, the first: {failed[0]}")
    return acks


async def _storm(town: Town, cases: int, colleagues: list[Colleague]) -> None:
    """People work from the moment the storm breaks until its last card is shown."""
    wanted = len(town.cards) + cases
    working = [asyncio.create_task(each.works(lambda: len(town.cards) >= wanted)) for each in colleagues]
    town.complain(cases)
    await asyncio.gather(*working)
