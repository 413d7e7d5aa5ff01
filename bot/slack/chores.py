"""Work in the background that somebody owns: short chores are finished at the end, loops are stopped."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger()


class Chores:
    def __init__(self) -> None:
        self._chores: set[asyncio.Task[Any]] = set()
        self._loops: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Work that ends by itself soon, and is waited for at the end."""
        self._own(self._chores, asyncio.create_task(work, name=name))

    def keep(self, loop: Coroutine[Any, Any, None], name: str) -> None:
        """Work that may be stopped at any moment, as most of it never ends by itself."""
        self._own(self._loops, asyncio.create_task(loop, name=name))

    def adopt(self) -> None:
        """Let the end wait for the task that calls this."""
        task = asyncio.current_task()
        if task is not None:
            self._chores.add(task)
            task.add_done_callback(self._chores.discard)

    async def quiet(self) -> None:
        """Wait until no chore is left."""
        while others := {task for task in self._chores if task is not asyncio.current_task()}:
            await asyncio.wait(others)

    async def finish(self, within: float) -> None:
        """Stop the loops, wait `within` seconds for the rest, then stop that too."""
        for loop in self._loops:
            loop.cancel()
        others = {task for task in self._chores if task is not asyncio.current_task()}
        late: set[asyncio.Task[Any]] = set()
        if others:
            _, late = await asyncio.wait(others, timeout=within)
        for task in late:
            task.cancel()
        await asyncio.gather(*self._loops, *late, return_exceptions=True)

    def _own(self, where: set[asyncio.Task[Any]], task: asyncio.Task[Any]) -> None:
        where.add(task)
        task.add_done_callback(where.discard)
        task.add_done_callback(_report)


def _report(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("slack.chore_failed", chore=task.get_name(), exc_info=error)
