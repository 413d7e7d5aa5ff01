"""A program in a process of its own, and what the operating system knows of it."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[1]
PATIENCE = 12.0  # seconds from SIGTERM to SIGKILL


async def begun(program: Sequence[str], environment: Mapping[str, str], log: Path) -> asyncio.subprocess.Process:
    with log.open("wb") as said:
        return await asyncio.create_subprocess_exec(
            sys.executable, *program, cwd=ROOT, env=environment, stdout=said, stderr=said
        )


class Process:
    """A Python program, given as what follows `python`; what it writes goes into `log`. Ends with the `async with`."""

    def __init__(self, program: Sequence[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        self._program = program
        self._log = log
        self._environment = {**_surroundings(), **(environment or {})}
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._process = await begun(self._program, self._environment, self._log)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._running
        if process.returncode is None:
            process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    def kill(self) -> None:
        """Without a word, as when the machine goes down."""
        self._running.kill()

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process is not None
        return self._process

    def check(self) -> None:
        """Raises RuntimeError, with the end of its log, where it has ended by itself."""
        if self._running.returncode is not None:
            raise RuntimeError(f"{' '.join(self._program)} ended: {self.said()[-2000:]}")

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def memory(self) -> float:
        """Megabytes that are in memory now (10^6 bytes)."""
        status = Path(f"/proc/{self._running.pid}/status").read_text(encoding="ascii")
        [resident] = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(resident.split()[1]) * 1024 / 1e6

    @property
    def cpu_seconds(self) -> float:
        """The time of all its threads on a core, since they began."""
        threads = Path(f"/proc/{self._running.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


def _surroundings() -> dict[str, str]:
    """Our own environment without what configures a bot, so that nobody's real desk is ever touched.

    Nothing keeps Python from compiling a program once only: so it is where a program is installed.
    """
    ours = ("SLACK_", "X_", "OPENAI_", "DATABASE_", "DESK_", "LOG_", "PORT", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
