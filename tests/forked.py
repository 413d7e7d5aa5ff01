"""Programs as processes of their own, forked from one that has imported the bot: most of a start is imports."""

import asyncio
import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Self

BOT = ("-m", "bot", "run")
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.app", "bot.config", "typer", "pytest", __name__])


class Forked:
    """As asyncio's `Process`, in so far as anybody here asks; `program` is what follows `python`: -m and a module.

    What it says is added to `log`, and what it says of errors too, unless they have a file of their own.
    """

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    @classmethod
    async def begun(
        cls,
        folder: Path,
        environment: Mapping[str, str],
        log: Path,
        program: Sequence[str] = BOT,
        errors: Path | None = None,
    ) -> Self:
        given = (folder, dict(environment), log, errors or log, tuple(program))
        process = _FORKS.Process(target=_run, args=given, daemon=True)
        await asyncio.to_thread(process.start)  # the first one waits for all the imports
        return cls(process)

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

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


def _run(folder: Path, environment: Mapping[str, str], log: Path, errors: Path, program: Sequence[str]) -> None:
    for stream, file in ((1, log), (2, errors)):
        with file.open("ab") as said:
            os.dup2(said.fileno(), stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    _, module, *arguments = program
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
