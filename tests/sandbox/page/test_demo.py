"""`python -m bot sandbox`: starts everything, says what went wrong, and ends in order."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.demo import BotEnded, BotProcess

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def sandbox(port: int, *options: str) -> AsyncIterator[Process]:
    command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", str(port), *options]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=STDOUT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def read_until(process: Process, words: str) -> str:
    assert process.stdout is not None
    read = ""
    async with asyncio.timeout(60):
        while words not in read:
            line = await process.stdout.readline()
            assert line, f"it ended with:\n{read}"
            read += line.decode()
    return read


async def cases_shown(port: int) -> bool:
    """Does the page show a message of the bot in #mentions?"""
    url = f"http://127.0.0.1:{port}/_sandbox/events?as=U0MARA"
    async with aiohttp.ClientSession() as session, session.get(url) as response, asyncio.timeout(30):
        async for line in response.content:
            if b'"bot_id"' in line and b"C0MENTIONS" in line:
                return True
    return False


@pytest.mark.parametrize("wanted", [signal.SIGINT, signal.SIGTERM])
async def test_the_first_case_shows_and_the_end_is_quick_and_clean(wanted: signal.Signals) -> None:
    port = free_port()
    async with sandbox(port) as process:
        said = await read_until(process, "Ctrl-C ends everything.")
        assert f"http://127.0.0.1:{port}" in said
        assert await cases_shown(port)
        process.send_signal(wanted)
        async with asyncio.timeout(30):
            rest, _ = await process.communicate()
        assert process.returncode == 0, rest.decode()


async def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with sandbox(port) as process:
            said, _ = await process.communicate()
            assert said.decode() == f"Port {port} is in use already; choose another one with --port.\n"
            assert process.returncode == 1


BotMaker = Callable[[str], BotProcess]


@pytest.fixture
def bot_of(tmp_path: Path) -> BotMaker:
    """A process that runs these lines of Python in the place of the bot."""

    def make(lines: str) -> BotProcess:
        settings = {"PORT": str(free_port()), "DESK_FILE": str(tmp_path / "desk.toml")}
        return BotProcess(settings, tmp_path / "bot.log", command=(sys.executable, "-c", lines))

    return make


async def test_a_bot_that_dies_is_told_with_its_last_lines(bot_of: BotMaker, tmp_path: Path) -> None:
    with pytest.raises(BotEnded) as ended:
        async with bot_of("print('The desk file has a typo.'); raise SystemExit(1)") as bot:
            await bot.ready()
    sentence = str(ended.value).splitlines()[-1]
    assert "The desk file has a typo." in str(ended.value)
    assert sentence == f"The bot ended by itself (exit code 1); its whole log is in {tmp_path / 'bot.log'}."
    assert "typo" in (tmp_path / "bot.log").read_text()


async def test_a_bot_that_does_not_listen_is_ended_all_the_same(
    bot_of: BotMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.demo.bot_process.END_SECONDS", 0.2)
    async with bot_of("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"):
        await asyncio.sleep(0.3)
    assert not (tmp_path / "bot.log").exists()
