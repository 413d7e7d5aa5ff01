"""The unchanged bot as a process of its own: started, waited for, ended; its last words are kept."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp

READY_SECONDS = 60.0
END_SECONDS = 8.0
LAST_LINES = 12
COMMAND = (sys.executable, "-m", "bot", "run")
_ROOT = Path(__file__).parents[3]


class BotEnded(Exception):
    """`str()` is what the person reads: one sentence, and the bot's last lines before it."""


class BotProcess:
    """`environment`: all of it, with PORT. `echo` is given every line that the bot logs."""

    def __init__(
        self,
        environment: Mapping[str, str],
        log: Path,
        echo: Callable[[str], None] | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        path = [str(_ROOT), environment.get("PYTHONPATH", "")]
        self._environment = {**environment, "PYTHONPATH": ":".join(filter(None, path)), "PYTHONUNBUFFERED": "1"}
        self._log, self._echo, self._command = log, echo, command
        self._last: deque[str] = deque(maxlen=LAST_LINES)
        self._process: Process | None = None
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """A session of its own: Ctrl-C reaches the sandbox alone, which then ends the bot in order."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            env=self._environment,
            cwd=Path(self._environment["DESK_FILE"]).parent,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,
            limit=2**20,
        )
        self._listening = asyncio.create_task(self._listen(self._process))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process, listening = self._process, self._listening
        if process is None or listening is None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(END_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        await listening
        if error is None or not isinstance(error, BotEnded):
            self._log.unlink(missing_ok=True)

    async def ready(self) -> bool:
        """Wait until the bot says that it is ready. Raises BotEnded."""
        waiting = asyncio.create_task(self._until_ready())
        ending = asyncio.create_task(self.ended())
        try:
            await asyncio.wait({waiting, ending}, return_when=asyncio.FIRST_COMPLETED)
            if ending.done():
                await ending
            return await waiting
        finally:
            for task in (waiting, ending):
                task.cancel()
            await asyncio.gather(waiting, ending, return_exceptions=True)

    async def ended(self) -> None:
        """Wait until the bot ends by itself, which it should not. Raises BotEnded."""
        assert self._process is not None and self._listening is not None
        code = await self._process.wait()
        await asyncio.wait({self._listening})
        raise BotEnded(self._last_words(f"The bot ended by itself (exit code {code})"))

    async def _until_ready(self) -> bool:
        url = f"http://127.0.0.1:{self._environment['PORT']}/readyz"
        try:
            async with asyncio.timeout(READY_SECONDS), aiohttp.ClientSession() as session:
                while not await _is_ready(session, url):
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise BotEnded(self._last_words(f"The bot was not ready after {READY_SECONDS:g} seconds")) from None
        return True

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        with self._log.open("w", encoding="utf-8") as file:
            async for raw in process.stdout:
                line = raw.decode(errors="replace").rstrip()
                file.write(line + "\n")
                file.flush()
                self._last.append(line)
                if self._echo:
                    self._echo(line)

    def _last_words(self, sentence: str) -> str:
        lines = "".join(f"  {line}\n" for line in self._last)
        return f"{lines}{sentence}; its whole log is in {self._log}."


async def _is_ready(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as response:
            return response.status == 200
    except (aiohttp.ClientError, OSError):
        return False
