"""Who people are: names, guests, outsiders and user groups, kept at hand so that nobody waits for Slack to say it."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import errors
from bot.slack.errors import TROUBLES

log = structlog.get_logger()

KEPT = 5_000
"""People remembered at most; those not seen for longest are forgotten."""
MOMENT = 2.0
FRESH_SECONDS = 6 * 3600.0
MEMBERS = 500
"""Members of one channel whom we get to know beforehand."""
UNHURRIED, PAUSE = 30, 0.8
"""Documented limit: about 100 look-ups a minute; after the first ones we take our time."""


def problem_of(error: Exception) -> str:
    """Slack's own word for it, or the kind of error: never its text, which may hold addresses with tokens."""
    return errors.code(error) if isinstance(error, SlackApiError) else type(error).__name__


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody as Slack describes them.

    `outside` is who belongs to another organisation; `works_here` is False for them, for bots, and for who has left
    or does not exist.
    """

    id: str
    name: str
    picture: str | None = None
    guest: bool = False
    outside: bool = False
    works_here: bool = True
    enterprise: str | None = None
    timezone: str = "UTC"

    @classmethod
    def read(cls, user: dict[str, Any], workspace: str) -> "Person":
        profile = user.get("profile") or {}
        enterprise = (user.get("enterprise_user") or {}).get("enterprise_id")
        outside = bool(user.get("is_stranger") or (user.get("team_id", workspace) != workspace and not enterprise))
        return cls(
            id=user["id"],
            name=user.get("real_name") or profile.get("real_name") or user.get("name") or "",
            picture=profile.get("image_72") or profile.get("image_48"),
            guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
            outside=outside,
            works_here=not (outside or user.get("deleted") or user.get("is_bot") or user["id"] == "USLACKBOT"),
            enterprise=enterprise,
            timezone=_zone(user.get("tz")),
        )


class Directory:
    """People and user groups of one workspace; `groups` are the ids of those that the desk file names."""

    def __init__(self, client: AsyncWebClient, workspace: str, groups: Iterable[str]) -> None:
        self._client = client
        self._workspace = workspace
        self._groups: dict[str, tuple[str, ...]] = dict.fromkeys(groups, ())
        self._people: OrderedDict[str, tuple[Person, float]] = OrderedDict()
        self._asking: set[str] = set()

    def cached(self, user_id: str) -> Person | None:
        found = self._people.get(user_id)
        if found is None:
            return None
        self._people.move_to_end(user_id)
        return found[0]

    def fresh(self, user_id: str) -> bool:
        found = self._people.get(user_id)
        return found is not None and time.monotonic() - found[1] < FRESH_SECONDS

    def wanted(self, user_id: str) -> bool:
        """Whether somebody should be looked up, and nobody is at it."""
        return user_id not in self._asking and not self.fresh(user_id)

    def name(self, user_id: str) -> str:
        """A name to read, or the id where none is known yet."""
        person = self.cached(user_id)
        return person.name if person and person.name else user_id

    def shown(self, user_id: str) -> tuple[str, str | None] | None:
        """Name and picture, for cards and mirrored notes; None where nobody is known by that id."""
        person = self.cached(user_id)
        return (person.name, person.picture) if person and person.name else None

    def groups_of(self, user_id: str) -> frozenset[str]:
        return frozenset(group for group, members in self._groups.items() if user_id in members)

    def known_members(self, group: str) -> tuple[str, ...]:
        return self._groups.get(group, ())

    async def members(self, group: str) -> tuple[str, ...]:
        """Who is in a user group, also one that the desk file does not name; those whom Slack names, in its order."""
        if not self._groups.get(group):
            await self._load_group(group)
        return self.known_members(group)

    async def person(self, user_id: str) -> Person | None:
        """Look somebody up, at Slack if need be; None where Slack could not be asked."""
        if self.fresh(user_id):
            return self.cached(user_id)
        self._asking.add(user_id)
        try:
            answer = await self._client.users_info(user=user_id)
        except TROUBLES as error:
            if problem_of(error) in ("user_not_found", "user_not_visible"):
                return self._keep(Person(id=user_id, name="", works_here=False))
            log.warning("slack.person_unknown", user=user_id, problem=problem_of(error))
            if problem_of(error) == "missing_scope":  # nobody will ever be known; people shall work all the same
                return self._keep(Person(id=user_id, name=""))
            return self.cached(user_id)
        finally:
            self._asking.discard(user_id)
        return self._keep(Person.read(answer["user"], self._workspace))

    async def meet(self, user_id: str) -> None:
        """Get to know somebody, if that takes no longer than a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                await self.person(user_id)

    def changed(self, user: dict[str, Any]) -> None:
        """Slack says that somebody's profile has changed; it matters for those we know."""
        if user.get("id") in self._people:
            self._keep(Person.read(user, self._workspace))

    async def load_groups(self) -> bool:
        """Ask who is in the groups; a group that cannot be read keeps its members of before (at first nobody).

        Whether all of them could be read.
        """
        return all(await asyncio.gather(*(self._load_group(group) for group in self._groups)))

    async def _load_group(self, group: str) -> bool:
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
        except TROUBLES as error:
            log.warning("slack.group_unreadable", group=group, problem=problem_of(error))
            return problem_of(error) == "no_such_subteam"
        self._groups[group] = tuple(answer.get("users") or ())
        return True

    async def welcome(self, channels: Iterable[str]) -> None:
        """Get to know the first of those in these channels before they can reach us, if it takes only a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                await self.load_members(channels, UNHURRIED)

    async def load_members(self, channels: Iterable[str], at_most: int = KEPT) -> bool:
        """Get to know who is in these channels before they press anything; whether Slack let us see who is there."""
        met: dict[str, None] = {}
        read = True
        for channel in channels:
            try:
                answer = await self._client.conversations_members(channel=channel, limit=MEMBERS)
            except TROUBLES as error:
                log.warning("slack.members_unreadable", channel=channel, problem=problem_of(error))
                read = read and problem_of(error) == "channel_not_found"
            else:
                met |= dict.fromkeys(answer.get("members") or ())
        strangers = [user_id for user_id in met if not self.fresh(user_id)][:at_most]
        await asyncio.gather(*(self.person(user_id) for user_id in strangers[:UNHURRIED]))
        for user_id in strangers[UNHURRIED:]:
            await self.person(user_id)
            await asyncio.sleep(PAUSE)
        return read

    def _keep(self, person: Person) -> Person:
        self._people[person.id] = (person, time.monotonic())
        self._people.move_to_end(person.id)
        while len(self._people) > KEPT:
            self._people.popitem(last=False)
        return person


def _zone(name: object) -> str:
    """A time zone that we know; UTC for any other."""
    try:
        return ZoneInfo(str(name or "UTC")).key
    except (KeyError, ValueError, OSError):
        return "UTC"
