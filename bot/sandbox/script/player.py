"""Plays the day on X: line after line, at the speed one likes, and stops when told to."""

import asyncio
from collections.abc import Callable, Sequence

from bot.sandbox.page import picture
from bot.sandbox.script.day import DAY, Line
from bot.sandbox.x_server import Post, XWorld

SPEEDS = (0.5, 1.0, 2.0, 5.0)


class Player:
    """It starts paused; `run` goes on until it is cancelled, also after the last line."""

    def __init__(self, world: XWorld, company: str, day: Sequence[Line] = DAY) -> None:
        self.playing = False
        self.speed = 1.0
        self.played = 0
        self.on_change: Callable[[], None] = lambda: None
        self._world, self._company, self._day = world, company, day
        self._posts: dict[str, Post] = {}
        self._nudge = asyncio.Event()
        self._left = day[0].after if day else 0.0

    def state(self) -> dict[str, object]:
        return {
            "playing": self.playing,
            "speed": self.speed,
            "speeds": list(SPEEDS),
            "played": self.played,
            "total": len(self._day),
        }

    def play(self) -> None:
        self.playing = True
        self._changed()

    def pause(self) -> None:
        self.playing = False
        self._changed()

    def set_speed(self, speed: float) -> None:
        """Raises ValueError for a speed that is not offered."""
        if speed not in SPEEDS:
            raise ValueError(f"the speeds are {', '.join(f'{each:g}' for each in SPEEDS)}")
        self.speed = speed
        self._changed()

    def next(self) -> None:
        """The next line at once, whether it plays or not. Raises LookupError after the last one."""
        if self.played >= len(self._day):
            raise LookupError("The day is over: everything in the script has happened.")
        line = self._day[self.played]
        self.played += 1
        self._left = self._day[self.played].after if self.played < len(self._day) else 0.0
        self._perform(line)
        self._changed()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            begun, speed, at = loop.time(), self.speed, self.played
            waiting = self.playing and at < len(self._day)
            if await self._nudged(self._left / speed if waiting else None):
                if waiting and at == self.played:
                    self._left = max(0.0, self._left - (loop.time() - begun) * speed)
            else:
                self.next()

    async def _nudged(self, seconds: float | None) -> bool:
        self._nudge.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._nudge.wait()
        except TimeoutError:
            return False
        return True

    def _changed(self) -> None:
        self._nudge.set()
        self.on_change()

    def _perform(self, line: Line) -> None:
        """What a line speaks of may be gone by now: visitors delete posts too."""
        world = self._world
        if line.deletes:
            if gone := self._there(line.deletes):
                world.delete(gone)
            return
        if line.reposts:
            if original := self._there(line.reposts):
                world.repost(line.by, original)
            return
        media = [picture(line.picture)] if line.picture else []
        post = world.post(line.by, line.text, self._answered(line), self._there(line.quotes), media)
        if line.likes:
            world.like(post, line.likes)
        if line.id:
            self._posts[line.id] = post

    def _there(self, id: str) -> Post | None:
        post = self._posts.get(id)
        return post if post and post.id in self._world.posts else None

    def _answered(self, line: Line) -> Post | None:
        post = self._there(line.answers)
        if post is None or post.author.username != line.by:
            return post
        answers = [each for each in self._world.replies_to(post) if each.author.username == self._company]
        return answers[-1] if answers else post
