"""The bot as a process of its own, forked from one that has imported all of it: most of a start is imports."""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Mapping
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.__main__", "bot.app", "pytest", __name__])


class Forked:
    """As asyncio's `Process`, in so far as anybody here asks."""

    def __init__(self, folder: Path, environment: Mapping[str, str], log: Path) -> None:
        self._process = _FORKS.Process(target=_run, args=(folder, dict(environment), log), daemon=True)
        self._process.start()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()

    async def wait(self) -> int:
        while (ended := self._process.exitcode) is None:
            await asyncio.sleep(0.01)
        return ended


def _run(folder: Path, environment: Mapping[str, str], log: Path) -> None:
    """What `python -m bot run` does in that folder and environment."""
    from bot.__main__ import main

    with log.open("ab") as said:
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", "run"]
    main()
