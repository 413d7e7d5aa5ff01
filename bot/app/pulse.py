"""Feel the bot's pulse now and then: what lasts goes to the log and to the desk's channel, and so does its end."""

from datetime import datetime, timedelta

import structlog

from bot.app.health import Health
from bot.cases.health import LASTS, lasting
from bot.desk import health
from bot.desk.desk import Desk
from bot.ports.faults import Fault

log = structlog.get_logger()


class Pulse:
    """`lasts`: how long something is wrong before people are told; a beat is a quarter of that."""

    def __init__(self, parts: Health, desk: Desk, workspace: str, lasts: timedelta = LASTS) -> None:
        self._parts = parts
        self._desk = desk
        self._workspace = workspace
        self._lasts = lasts
        self._logged: dict[str, str] = {}
        self._told: bool | None = None  # a predecessor may have told something

    async def beat(self) -> datetime:
        """Look once; when to look again."""
        now = self._desk.clock.now()
        problems = await self._parts.problems()
        wrong = lasting(problems, now, self._lasts)
        self._log({problem.part: problem.words for problem in wrong})
        if wrong or self._told is not False:
            try:
                self._told = await health.tell(self._desk, self._workspace, problems, self._lasts)
            except Fault as failed:  # the log knows already
                log.warning("trouble_untold", problem=str(failed))
        return now + self._lasts / 4

    def _log(self, wrong: dict[str, str]) -> None:
        for part, words in wrong.items():
            if self._logged.get(part) != words:
                log.warning("trouble", part=part, problem=words)
        for part in self._logged.keys() - wrong.keys():
            log.info("trouble_over", part=part)
        self._logged = wrong
