"""The first case of a database, made by the bot itself: a mention with its card, and a reply that is posted."""

import asyncio
from pathlib import Path

from benchmarks.people import Colleague
from benchmarks.town import BOT, Town

SETTLING = 1.0  # seconds, for what follows the reply


async def first_case(folder: Path) -> Path:
    """The database, once the bot has left it; made once for all benchmarks that run in `folder`."""
    home = folder / "first-case"
    if home.exists():
        return home / "desk.db"
    async with Town(BOT, home) as town:
        async with town.running():
            [post] = town.complain()
            colleague = Colleague(town, await town.card(post), 0)
            window = await colleague.opens_reply()
            await colleague.person.submit(window, {"Reply": "We are looking for it."})
            await town.answer(post)
            await town.slack_server.settled()
            await asyncio.sleep(SETTLING)
        return town.database
