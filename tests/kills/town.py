"""A town whose bot is a process of its own, which can be killed at any moment and started again."""

import asyncio
import os
import re
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg

from bot.sandbox.faults import Faults, Hold
from tests.forked import Forked
from tests.journeys.town import Town

ROOT = Path(__file__).parents[2]
MENTIONS = "GET /2/users/:id/mentions"
PENDING = "SELECT does, subject, state, problem FROM deliveries WHERE state IN ('ready', 'sending', 'unsure')"
SENDABLE = "SELECT id FROM deliveries WHERE state = 'ready' AND waits_for IS NULL AND does <> 'publish' LIMIT 1"
STARTS = 60.0  # seconds, on a machine that is busy with other things
ENDS = 30.0
SETTLES = 60.0  # seconds for everything to be settled: two looks 15 s apart, and a slow machine
SLACKS_OWN = 3.0  # seconds for an ack, since many of these bots are dead
REDELIVERY = (0.5,) * 720  # as long as Slack itself repeats an event, only more often


class Fate(StrEnum):
    """What becomes of a call whose caller was killed."""

    NEVER = "never arrives"
    LATE = "arrives when its caller is dead"
    MEANWHILE = "arrives while the successor is at work"
    AFTER = "has had its effect"


@dataclass(frozen=True)
class Doomed:
    """A call that is held, and what becomes of it when its caller is dead."""

    hold: Hold
    faults: Faults
    fate: Fate

    async def meets_its_fate(self, town: Town) -> None:
        if self.fate is Fate.NEVER:
            self.faults.add(self.hold.route, "cut_before")
        self.hold.release()
        if self.fate is Fate.NEVER:
            await town.until(lambda: not self.faults.active, "the call to be lost")


class KillTown(Town):
    """`recoveries` are the seconds from the start of a process to its first delivery, where one was waiting.

    `forked`: a bot begins with everything imported, which is quicker; else as an operator starts it.
    """

    def __init__(self, folder: Path, *, forked: bool = True, **how: Any) -> None:
        super().__init__(folder, **{"retries": REDELIVERY, "ack_seconds": SLACKS_OWN, **how})
        self._forked = forked
        self.x.indexing_seconds = 3.0  # X shows a new post in timelines only a little later
        self.kills = 0
        self.recoveries: list[float] = []
        self._process: Process | Forked | None = None
        self._doomed: list[Doomed] = []

    # the process

    async def start_bot(self) -> None:
        begun = Forked.begun(self.folder, self._surroundings(), self.log) if self._forked else self._spawned()
        self._process = await begun
        await self.until(self._up, "the bot to connect", timeout=STARTS)

    async def _spawned(self) -> Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self.folder,
                env=self._surroundings() | {"PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
            )

    def _surroundings(self) -> dict[str, str]:
        """Our own environment, and in place of what configures a bot there, what configures this one."""
        foreign = re.compile(r"SLACK_|X_|OPENAI_|DATABASE_")
        return {name: value for name, value in os.environ.items() if not foreign.match(name)} | self.environment()

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    async def kill(self) -> None:
        """As the kernel does when memory is short: without a word."""
        process, self._process = self._process, None
        assert process is not None
        process.kill()
        assert await process.wait() == -signal.SIGKILL, self.said()[-3000:]
        self.kills += 1
        await self.until(lambda: not self.slack_server.connected, "Slack to notice")

    async def stop_bot(self) -> None:
        if self._process is not None:
            assert await self.end() == 0, self.said()[-3000:]

    async def end(self) -> int:
        """Ask it to end, as an operator does; its exit code. It promises ten seconds, of a machine of its own."""
        process, self._process = self._process, None
        assert process is not None
        process.terminate()
        try:
            async with asyncio.timeout(ENDS):
                return await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
            raise

    @property
    def alive(self) -> bool:
        return self._process is not None

    def _up(self) -> bool:
        assert self._process is not None
        if self._process.returncode is not None:
            raise RuntimeError(f"the bot ended: {self.said()[-3000:]}")
        return self.slack_server.connected

    # death at named points

    async def reaches(self, doomed: Doomed) -> None:
        """The bot waits for the answer to this call, and will never get it."""
        self._doomed.append(doomed)
        await doomed.hold.reached()

    async def dies(self) -> None:
        await self.kill()
        now = [doomed for doomed in self._doomed if doomed.fate is not Fate.MEANWHILE]
        self._doomed = [doomed for doomed in self._doomed if doomed.fate is Fate.MEANWHILE]
        for doomed in sorted(now, key=lambda doomed: doomed.fate is not Fate.NEVER):  # a cut takes the next that comes
            await doomed.meets_its_fate(self)

    async def rises(self) -> None:
        """Start the bot again. Where something could be sent at once, it takes the time until it is."""
        ready, begun = self._rows(SENDABLE), time.time()
        await self.start_bot()
        if self._doomed:
            await asyncio.sleep(3)
        while self._doomed:
            await self._doomed.pop().meets_its_fate(self)
        if ready:
            await self.until(lambda: self._sent_since(begun), "a first delivery", STARTS)
            self.recoveries.append(self._sent_since(begun)[0] - begun)

    def _sent_since(self, begun: float) -> list[float]:
        sent = [call.at.timestamp() for call in self.slack_server.calls if call.method.startswith("chat.")]
        return sorted(at for at in sent if at >= begun)

    # counting

    def pending(self) -> list[tuple[str, ...]]:
        """What the database says is still to be done."""
        return self._rows(PENDING)

    def _rows(self, question: str) -> list[tuple[str, ...]]:
        if self.database.startswith("postgresql"):
            with psycopg.connect(self.database) as there:
                return there.execute(question).fetchall()
        with closing(sqlite3.connect(self.folder / "desk.db")) as here:
            return here.execute(question).fetchall()

    async def has_looked(self) -> None:
        """Wait until the bot has kept what X shows now: one look may have begun before, the next has all, and is kept
        before the one after it."""
        looks = self.x_server.count(MENTIONS)
        await self.until(lambda: self.x_server.count(MENTIONS) > looks + 2, "the bot to look at X", STARTS, every=0.05)

    async def settles(self) -> None:
        """Wait until nothing is pending."""
        try:
            await self.until(lambda: not self.pending(), "nothing to be pending", SETTLES, every=0.2)
        except TimeoutError:
            raise AssertionError(f"still pending: {self.pending()}") from None

    def doubles(self) -> list[str]:
        """Deliveries that stand twice in Slack, by the key that each message carries; texts that stand twice on X."""
        keys = Counter(
            message.metadata["event_payload"]["delivery"]
            for timeline in self.slack.timelines.values()
            for message in timeline.every()
            if message.metadata
        )
        texts = Counter(post.delivered.text for post in self.x.posts_of(self.acme))
        return [what for what, times in (keys + texts).items() if times > 1]
