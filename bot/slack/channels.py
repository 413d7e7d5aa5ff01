"""The channels that the desk needs: whether the bot is in them, who else is, and what to do where that is wrong."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.desk.handoff import lost
from bot.ports.faults import Fault
from bot.slack import claim
from bot.slack.context import Json, Office
from bot.slack.errors import TROUBLES
from bot.slack.people import problem_of

log = structlog.get_logger()

EVERY_SECONDS = 300.0
SOON_SECONDS = 25.0
"""What could not be read is asked for again within half a minute."""
_GONE = ("channel_archive", "group_archive", "channel_left", "group_left")


def register(app: AsyncApp, office: Office) -> None:
    async def channel_gone(body: Json) -> None:
        event = body["event"]
        channel = event["channel"]
        if channel in office.settings.channels():
            said = _archived(channel) if event["type"].endswith("_archive") else _left(channel)
            _complain(office, channel, said)

    async def durable(body: Json, next: Callable[[], Awaitable[Any]]) -> BoltResponse | None:
        """Before the event is acknowledged: what is not kept, Slack sends again."""
        user = body["event"]["user"]
        office.people.changed(user)
        if user.get("deleted"):
            try:
                await claim.gone(office, user["id"])
            except Fault as fault:
                log.error("slack.unkept", problem=str(fault))
                return BoltResponse(status=503)
        await next()
        return None

    for kind in _GONE:
        app.event(kind)(channel_gone)
    app.event("user_change", middleware=[durable])(_nothing)
    app.event(re.compile(".*"))(_nothing)  # the last of all events: what a workspace sends unasked is acknowledged too


async def _nothing() -> None:
    """Slack only wants to know that we heard, and would send it again."""


async def watch(office: Office) -> None:
    """Every few minutes: groups, people and channels as they are now."""
    while True:
        await asyncio.sleep(await look_round(office))


async def look_round(office: Office) -> float:
    """Read them all; the seconds until the next time."""
    channels = office.settings.channels()
    read = [await office.people.load_groups()]
    read += [await _look(office, channel) for channel in channels]
    read.append(await office.people.load_members(channels))
    return EVERY_SECONDS if all(read) else SOON_SECONDS


async def _look(office: Office, channel: str) -> bool:
    """Whether Slack could be asked."""
    try:
        answer = await office.client.conversations_info(channel=channel)
    except TROUBLES as error:
        if problem_of(error) == "channel_not_found":
            _complain(office, channel, _unknown(channel))
            return True
        log.warning("slack.channel_unreadable", channel=channel, problem=problem_of(error))
        return False
    if answer["channel"].get("is_archived"):
        _complain(office, channel, _archived(channel))
    elif not answer["channel"].get("is_member", True):
        _complain(office, channel, _left(channel))
    else:
        office.problems.pop(channel, None)
    return True


def _complain(office: Office, channel: str, sentence: str) -> None:
    if office.problems.get(channel) != sentence:
        log.warning("slack.channel_problem", channel=channel, problem=sentence)
        if channel != office.settings.desk.channel:
            office.chores.start(lost(office.desk, channel, sentence), "slack.team_unreachable")
    office.problems[channel] = sentence


def _archived(channel: str) -> str:
    return f"<#{channel}> is archived, so nothing can be posted there. Bring it back, or name another in the desk file."


def _left(channel: str) -> str:
    return f"I am not a member of <#{channel}>, so nothing can be posted there. Invite me with `/invite`."


def _unknown(channel: str) -> str:
    return f"I cannot see the channel {channel}. Invite me there, or correct its id in the desk file."
