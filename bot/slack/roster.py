"""Who can be asked right now: Slack's presence and do-not-disturb, and the desk's holidays, at most a minute old."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.cases.absence import absence
from bot.cases.settings import Settings
from bot.ports.clock import Clock
from bot.ports.roster import Colleague
from bot.slack.errors import TROUBLES
from bot.slack.people import Directory, problem_of

log = structlog.get_logger()

PATIENCE = 2.0
FRESH_SECONDS = 60.0
ASKED_AT_ONCE = 40
"""Documented limits: about 50 presences a minute, and 50 people in one question about do-not-disturb."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What Slack said of somebody, and when we asked (on the monotonic clock)."""

    present: bool
    quiet_until: datetime | None
    asked_at: float


class SlackRoster:
    def __init__(self, client: AsyncWebClient, people: Directory, settings: Settings, clock: Clock) -> None:
        self._client = client
        self._people = people
        self._settings = settings
        self._clock = clock
        self._seen: dict[str, Seen] = {}
        self._looking = asyncio.Lock()

    async def colleagues(self, ids: Sequence[str]) -> tuple[Colleague, ...]:
        try:
            async with asyncio.timeout(PATIENCE), self._looking:
                await asyncio.gather(*(self._people.members(who) for who in ids if _is_group(who)))
                await self._look(self._named(ids))
        except TimeoutError:
            log.warning("slack.roster_late", people=len(ids))
        return tuple(found for who in self._named(ids) if (found := self._described(who)))

    def _named(self, ids: Sequence[str]) -> list[str]:
        everyone = (
            who for named in ids for who in (self._people.known_members(named) if _is_group(named) else [named])
        )
        return list(dict.fromkeys(everyone))

    def _described(self, who: str) -> Colleague | None:
        person, seen = self._people.cached(who), self._seen.get(who)
        if person and (person.guest or not person.works_here):
            return None
        away = absence(
            who,
            self._clock.now(),
            self._settings,
            quiet_until=seen.quiet_until if seen else None,
            present=seen.present if seen else True,
        )
        name, zone = (person.name, person.timezone) if person else ("", "UTC")
        return Colleague(id=who, name=name or who, timezone=zone, away=away)

    async def _look(self, people: list[str]) -> None:
        """Of a crowd only some are asked about each time; the rest counts as they were."""
        await asyncio.gather(*(self._people.person(who) for who in people))
        old = time.monotonic() - FRESH_SECONDS
        stale = [who for who in people if who not in self._seen or self._seen[who].asked_at < old][:ASKED_AT_ONCE]
        if not stale:
            return
        asking = asyncio.gather(*(self._present(who) for who in stale))
        quiet, present = await asyncio.gather(self._quiet(stale), asking)
        for who, there in zip(stale, present, strict=True):
            self._seen[who] = Seen(there, quiet.get(who), time.monotonic())

    async def _present(self, who: str) -> bool:
        try:
            return bool((await self._client.users_getPresence(user=who))["presence"] != "away")
        except TROUBLES as error:
            log.warning("slack.presence_unknown", user=who, problem=problem_of(error))
            return True

    async def _quiet(self, people: list[str]) -> dict[str, datetime]:
        """Until when those people are not to be disturbed who are not to be now."""
        try:
            answer = await self._client.dnd_teamInfo(users=people)
        except TROUBLES as error:
            log.warning("slack.dnd_unknown", problem=problem_of(error))
            return {}
        told: dict[str, Any] = answer.get("users") or {}
        now = self._clock.now().timestamp()
        return {who: datetime.fromtimestamp(dnd["next_dnd_end_ts"], UTC) for who, dnd in told.items() if _on(dnd, now)}


def _is_group(who: str) -> bool:
    return who.startswith("S")


def _on(dnd: dict[str, Any], now: float) -> bool:
    return bool(dnd.get("dnd_enabled")) and dnd["next_dnd_start_ts"] <= now < dnd["next_dnd_end_ts"]
