"""Starts everything on this machine: a Slack, an X, their web page, and the unchanged bot between them."""

import asyncio
import os
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

from bot.sandbox.demo.bot_process import BotEnded, BotProcess
from bot.sandbox.demo.settings import environment, write_desk_file
from bot.sandbox.demo.town import Sandbox
from bot.sandbox.page import PortInUse

__all__ = ["BotEnded", "BotProcess", "Sandbox", "main", "run_sandbox"]

_WELCOME = """
  The sandbox is running:  {url}

  Try this:
  1. Watch the first complaint on X (left) become a case in #mentions (right).
  2. Press Reply on a case, write an answer, and take it back with Undo before it is public.
  3. Open a case's thread: what you write there stays inside the company.
  4. Write /escalate #1 baggage where is it? – then become Tomás, and answer in #team-baggage.
  5. Press Trouble, let X lose an answer, and see that nothing is said twice.
  6. Press Reply, then Suggest: drafts to choose from. (A stand-in with set phrases writes them; no model is asked.)
  7. Open Mentiondesk under Apps, choose Messages, and ask what is late.

  Ctrl-C ends everything.
"""


def main(port: int = 8700, verbose: bool = False, browser: bool = True) -> int:
    """The exit code: 0 when it was ended on purpose."""
    return asyncio.run(run_sandbox(port, open_browser=browser, verbose=verbose))


async def run_sandbox(port: int = 8700, open_browser: bool = True, verbose: bool = False) -> int:
    """Run until Ctrl-C, SIGTERM or the end of the bot."""
    stop = asyncio.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(wanted, stop.set)
    try:
        await _until_stopped(stop, port, open_browser, verbose)
    except (PortInUse, BotEnded) as trouble:
        _say(str(trouble))
        return 1
    return 0


async def _until_stopped(stop: asyncio.Event, port: int, open_browser: bool, verbose: bool) -> None:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mentiondesk-")))
        sandbox = await stack.enter_async_context(Sandbox(port))
        settings = environment(sandbox, write_desk_file(folder), folder)
        bot = await stack.enter_async_context(BotProcess(settings, _log_file(), echo=_echo if verbose else None))
        _say("Starting the bot …")
        if not await _first(stop.wait(), bot.ready()):
            return
        sandbox.page.tell("ready", "Bot is ready")
        sandbox.player.play()
        _say(_WELCOME.format(url=sandbox.page.url))
        if open_browser:
            await _open(sandbox.page.url)
        await _first(stop.wait(), bot.ended())
        _say("Ending …")


async def _first(stopped: Coroutine[Any, Any, object], other: Coroutine[Any, Any, object]) -> bool:
    """Whether the other one came first; its error, if it has one, is raised."""
    tasks = [asyncio.create_task(each) for each in (stopped, other)]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[1].done():
            await tasks[1]
        return not tasks[0].done()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _log_file() -> Path:
    """Kept after the end: it is what one reads when the bot ended badly."""
    handle, name = tempfile.mkstemp(prefix="mentiondesk-bot-", suffix=".log")
    os.close(handle)
    return Path(name)


async def _open(url: str) -> None:
    """Only where there is a screen: a browser in the terminal would be in the way."""
    seen = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if seen and not os.environ.get("CI"):
        with suppress(webbrowser.Error, OSError):
            await asyncio.to_thread(webbrowser.open, url)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _echo(line: str) -> None:
    _say(f"bot | {line}")
