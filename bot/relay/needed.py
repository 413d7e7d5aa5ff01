"""Read what is to be sent: without the database nothing can be, and surely nothing was."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from bot.ports.clock import Clock
from bot.ports.faults import Fault
from bot.ports.outcomes import Paused

AWAY = timedelta(seconds=1)  # how soon it is tried again

T = TypeVar("T")


async def needed(read: Awaitable[T], clock: Clock) -> T:
    """Raises `Paused` where the database is out of reach."""
    try:
        return await read
    except Fault as fault:
        raise Paused(str(fault), clock.now() + AWAY) from fault
