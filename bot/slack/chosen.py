"""The message whose menu somebody opened: which case it belongs to, and what it says."""

import asyncio
from dataclasses import dataclass

from bot.cases import refusals
from bot.cases.outbox import Thing
from bot.ports.queries import Found
from bot.slack.asked import Asked

LOOKS, BETWEEN_LOOKS = 8, 0.1
"""Slack shows a message of ours a moment before we know that it stands."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The message that a shortcut was used on: its case, and its words where a colleague wrote them."""

    case: int
    text: str


async def chosen(asked: Asked) -> Chosen:
    """Raises `refusals.NotInACase` for a message that belongs to none."""
    message, queries = asked.body["message"], asked.office.queries
    own = await _own(asked, message["ts"], message.get("bot_id") == asked.office.identity.bot_id)
    found = own or (await queries.at(asked.channel, message["thread_ts"]) if message.get("thread_ts") else None)
    if found is None:
        raise refusals.NotInACase()
    if own and own.subject and own.subject.thing is Thing.NOTE:
        note = await queries.note(own.subject.id)
        return Chosen(found.case, note.text if note else "")
    return Chosen(found.case, "" if message.get("bot_id") else str(message.get("text") or ""))


async def _own(asked: Asked, ts: str, ours: bool) -> Found | None:
    queries = asked.office.queries
    for _ in range(LOOKS):
        found = await queries.at(asked.channel, ts)
        if found or not ours or await queries.ours(asked.channel, ts):  # of no case, unless it came to stand meanwhile
            return found or await queries.at(asked.channel, ts)
        await asyncio.sleep(BETWEEN_LOOKS)
    return None
