"""Learns from what people said, beside everything else, and says how good that is; else rules judge alone."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence

import structlog

from bot.ai.learning.learnt import ENOUGH, Learnt, Quality, read
from bot.cases.judgement import Correction, Kind

log = structlog.get_logger()

LEAST = 15
"""Corrections of each kind, complaints and others, from which on there is something to learn."""
GROWS = 20
"""Learnt anew where a twentieth has come on top, or where anything was forgotten."""
TRAINER = "bot.ai.learning.train"
LONGEST = 300.0
"""Seconds of one lesson."""


class Apprentice:
    def __init__(self) -> None:
        self.learnt: Learnt | None = None
        self._from: frozenset[tuple[int, bool]] = frozenset()
        self._told = 0
        self._problem = ""
        self._lesson: asyncio.subprocess.Process | None = None
        self._stopping = False

    @property
    def standing(self) -> str:
        """For people: what was learnt, and how good that is on corrections that were held out."""
        if self._problem:
            return f"Learning failed ({self._problem}); rules judge alone."
        if self.learnt is None:
            return f"Learning begins with {LEAST} corrected complaints and {LEAST} other cases; {self._told:,} so far."
        found, alone = _told(self.learnt.quality), _told(self.learnt.rules)
        told = f"Learnt from {self.learnt.count:,} corrected cases: {found} (rules alone: {alone})."
        if self.learnt.agreed < ENOUGH:
            return f"{told} Most contradict the rules, which judge alone until as many agree: save Change… there too."
        return told if self.learnt.helps else f"{told} The rules do better so far, and judge alone."

    async def learn(self, corrections: Sequence[Correction]) -> None:
        telling = {each.number: each for each in corrections if each.kind or each.not_for_us}
        said = {number: each.kind is Kind.COMPLAINT for number, each in telling.items()}
        self._told = len(said)
        if min(sum(said.values()), len(said) - sum(said.values())) < LEAST:
            self.learnt, self._from = None, frozenset()
        elif self._outdated(frozenset(said.items())):
            await self._study([telling[number].text for number in said], list(said.values()))
            self._from = frozenset(said.items())

    def _outdated(self, said: frozenset[tuple[int, bool]]) -> bool:
        known = self._from
        return not known or bool(known - said) or len(said - known) * GROWS >= len(known)

    async def _study(self, texts: list[str], complaints: list[bool]) -> None:
        try:
            told = await self._ask({"texts": texts, "complaints": complaints})
            self.learnt, self._problem = await asyncio.to_thread(lambda: read(json.loads(told))), ""
            log.info("learnt", corrections=len(texts), recall=round(self.learnt.quality.recall, 3))
        except (OSError, TimeoutError, ValueError) as failed:
            if self._stopping:
                return
            self.learnt, self._problem = None, "it took too long" if isinstance(failed, TimeoutError) else "see the log"
            log.warning("learning_failed", problem=str(failed) or type(failed).__name__)

    def stop(self) -> None:
        """Give the lesson up that is going on."""
        self._stopping = True
        if self._lesson:
            self._lesson.kill()

    async def _ask(self, given: dict[str, list[str] | list[bool]]) -> bytes:
        """In a process of its own, which knows no secrets: of the environment it gets the way to our modules alone."""
        lesson = self._lesson = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-W", "ignore", "-m", TRAINER),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"},
        )
        try:
            async with asyncio.timeout(LONGEST):
                told, wrong = await lesson.communicate(json.dumps(given).encode())
        finally:
            self._lesson = None
            if lesson.returncode is None:
                lesson.kill()
                await lesson.wait()
        if lesson.returncode:
            raise ValueError(wrong.decode(errors="replace").strip().rpartition("\n")[2])
        return told


def _told(quality: Quality) -> str:
    return f"{quality.recall:.0%} of the complaints are found, and {quality.precision:.0%} of what is called one is one"
