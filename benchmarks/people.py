"""Colleagues at the desk: they read, write, click, give commands and reply, one thing after the other."""

import asyncio
import random
from collections.abc import Callable
from itertools import cycle

from benchmarks.town import CHANNEL, Town
from bot.sandbox.slack_server import Message, View
from bot.sandbox.slack_server.controls import clickables

PAUSES = (0.5, 1.5)  # seconds between two doings of one person


class Colleague:
    """Busy with one case; some begin with a note, some with a click, and so on."""

    def __init__(self, town: Town, card: Message, number: int) -> None:
        self.person = town.slack.person(town.colleagues[number % len(town.colleagues)])
        self._card = card
        self._town = town
        self._random = random.Random(number)
        doings = (self.notes, self.commands, self.clicks, self.replies)
        self._next = cycle(doings[number % len(doings) :] + doings[: number % len(doings)])

    async def works(self, over: Callable[[], bool]) -> None:
        """One thing after the other, until it is all over."""
        while not over():
            await asyncio.sleep(self._random.uniform(*PAUSES))
            await next(self._next)()

    async def notes(self) -> None:
        await self.person.say(CHANNEL, "I have called the airport about it.", self._card.ts)

    async def commands(self) -> None:
        await self.person.command("/cases", "mine", CHANNEL)

    async def clicks(self) -> None:
        there = {control.words for control in clickables(self._card.blocks)}
        await self.person.click(self._card, "Claim" if "Claim" in there else "Release")

    async def replies(self) -> None:
        window = await self.opens_reply()
        await self.person.submit(window, {"Reply": f"We are looking for it, {self._random.random()}."})
        while view := self.person.modal():
            await self.person.close(view)

    async def opens_reply(self) -> View:
        """The window, once it can be filled in."""
        await self.person.click(self._card, "Reply")

        def shown() -> View | None:
            view = self.person.modal()
            return view if view and view.content.get("submit") else None

        return await self._town.slack.until(shown, 10, "the window for a reply")
