"""A team's channel was closed to us: what was asked there is the desk's again."""

from bot.desk.desk import Desk
from bot.ports.returning import give_back


async def lost(desk: Desk, channel: str, why: str) -> None:
    """`why` is a sentence that says what is wrong with the channel, and how to mend it."""
    await give_back(desk.store, desk.settings, channel, why, desk.clock.now())
