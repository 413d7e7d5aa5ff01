"""The count that follows while somebody types: at most once a second in each window, and what was typed last wins."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from bot.slack.asked import Asked
from bot.slack.context import Handler, Json, Office
from bot.slack.errors import TROUBLES
from bot.slack.people import problem_of

log = structlog.get_logger()

PAUSE = 1.0


@dataclass(slots=True)
class Typing:
    """What was typed last in a window and is not counted yet; and the hashes of it that we have replaced already."""

    hash: str | None = None
    latest: Asked | None = None
    outdated: set[str | None] = field(default_factory=set)


class LiveCount:
    """`draw` makes the window anew for what stands in its field by now; `rested` is told when nobody types any more."""

    def __init__(self, office: Office, draw: Callable[[Asked], Awaitable[Json]], rested: Handler | None = None) -> None:
        self._office = office
        self._draw = draw
        self._rested = rested
        self._windows: dict[str, Typing] = {}

    async def typed(self, asked: Asked) -> None:
        view = asked.view
        typing = self._windows.get(view["id"])
        if typing is None:
            typing = self._windows[view["id"]] = Typing(view.get("hash"))
            self._office.chores.keep(self._follow(view["id"], typing), "slack.live_count")
        elif view.get("hash") not in typing.outdated:
            typing.hash = view.get("hash")
        typing.latest = asked

    def ending(self, submitted: Handler) -> Handler:
        """A submission ends the count of its window, so that a late one cannot overwrite the answer to it."""

        async def ended(asked: Asked) -> None:
            self._windows.pop(asked.view["id"], Typing()).latest = None
            await submitted(asked)

        return ended

    async def _follow(self, view_id: str, typing: Typing) -> None:
        last: Asked | None = None
        while typing.latest is not None:
            asked, typing.latest = typing.latest, None
            await self._recount(asked, typing)
            await asyncio.sleep(PAUSE)
            last = asked
        if self._windows.get(view_id) is typing:
            del self._windows[view_id]
            if last and self._rested:
                await self._rested(last)

    async def _recount(self, asked: Asked, typing: Typing) -> None:
        view = await self._draw(asked)
        try:
            fresh = await self._office.draw(asked.view["id"], view, typing.hash)
        except TROUBLES as error:  # submitted or closed meanwhile, or overtaken by a newer state
            log.debug("slack.count_dropped", problem=problem_of(error))
            return
        typing.outdated.add(typing.hash)
        typing.hash = fresh
