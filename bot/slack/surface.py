"""Messages in Slack: posted once, drawn afresh, deleted, and looked for by the key that they carry."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.cases.outbox import Delivery
from bot.cases.views import Message
from bot.ports.clock import Clock
from bot.ports.outcomes import Gone
from bot.slack import blocks, cards, errors
from bot.slack.blocks import Json
from bot.slack.cards import Rendered
from bot.slack.ids import METADATA
from bot.slack.people import Directory

log = structlog.get_logger()

NAMES_SECONDS = 2.0
"""How long a message waits for the names and pictures in it."""
CLOCKS_DIFFER = timedelta(hours=2)
"""Ours may have been wrong when we called: a message may seem older than its call."""
PAGE = 999


class SlackSurface:
    """Calls never repeat themselves here: what became of one is the relay's to find out.

    `call_seconds`: how long one of them may take.
    """

    def __init__(self, client: AsyncWebClient, clock: Clock, people: Directory, call_seconds: float = 10.0) -> None:
        self._client = _without_retries(client)
        self._clock = clock
        self._people = people
        self._call_seconds = call_seconds

    async def post(self, message: Message, channel: str, thread_ts: str | None, key: str) -> str:
        call: Json = {
            "channel": channel,
            "thread_ts": thread_ts,
            "unfurl_links": False,
            "unfurl_media": False,
            "metadata": {"event_type": METADATA, "event_payload": {"delivery": key}},
        }
        answer = await self._draw(message, channel, self._client.chat_postMessage, call)
        return str(answer["ts"])

    async def edit(self, message: Message, channel: str, ts: str) -> None:
        await self._draw(message, channel, self._client.chat_update, {"channel": channel, "ts": ts})

    async def erase(self, channel: str, ts: str) -> None:
        try:
            await self._call(self._client.chat_delete(channel=channel, ts=ts), channel)
        except Gone:
            return

    async def find(self, delivery: Delivery, thread_ts: str | None, since: datetime) -> str | None:
        async for message in self._messages(delivery.channel, thread_ts, since - CLOCKS_DIFFER):
            metadata = message.get("metadata") or {}
            if (metadata.get("event_payload") or {}).get("delivery") == delivery.key:
                return str(message["ts"])
        return None

    async def _draw(self, message: Message, channel: str, method: Any, call: Json) -> AsyncSlackResponse:
        """As it should look, without pictures, as plain text: the first that Slack takes."""
        shown = await self._rendered(message)
        bare = {"text": shown.text, "mrkdwn": False, "blocks": []}
        looks: list[Json] = [{"text": shown.text, "blocks": shown.blocks}] if shown.blocks else []
        if shown.pictures:
            looks.append({"text": shown.text, "blocks": blocks.without_pictures(shown.blocks)})
        for look in looks:
            try:
                return await self._call(method(**call, **look), channel)
            except errors.BlocksRefused as refused:
                log.warning("slack.blocks_refused", message=type(message).__name__, problem=str(refused))
        return await self._call(method(**call, **bare), channel)

    async def _rendered(self, message: Message) -> Rendered:
        await self._get_to_know(cards.people_in(message))
        try:
            return cards.render(message, self._people.shown)
        except blocks.InvalidBlocks as wrong:
            log.error("slack.invalid_blocks", message=type(message).__name__, problem=str(wrong))
            return cards.bare(message, self._people.shown)

    async def _get_to_know(self, ids: frozenset[str]) -> None:
        """Look up who is not known yet; a message never waits long for a name."""
        strangers = [self._people.person(each) for each in ids if self._people.shown(each) is None]
        if not strangers:
            return
        try:
            async with asyncio.timeout(NAMES_SECONDS):
                await asyncio.gather(*strangers)
        except TimeoutError:
            log.warning("slack.names_late", people=len(strangers))

    async def _messages(self, channel: str, thread_ts: str | None, oldest: datetime) -> AsyncIterator[Json]:
        """Every message since `oldest`, in a thread or in the channel itself, page by page."""
        ask: Json = {"channel": channel, "oldest": f"{oldest.timestamp():.6f}", "limit": PAGE}
        ask["include_all_metadata"] = True
        while True:
            if thread_ts:
                page = await self._call(self._client.conversations_replies(ts=thread_ts, **ask), channel)
            else:
                page = await self._call(self._client.conversations_history(**ask), channel)
            for message in page.get("messages") or ():
                yield message
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return
            ask["cursor"] = cursor

    async def _call(self, call: Awaitable[AsyncSlackResponse], channel: str) -> AsyncSlackResponse:
        try:
            async with asyncio.timeout(self._call_seconds):
                return await call
        except errors.TROUBLES as trouble:
            raise errors.outcome(trouble, self._clock.now(), channel) from trouble


def _without_retries(client: AsyncWebClient) -> AsyncWebClient:
    """The same client without handlers that send once more by themselves: a post would stand twice."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        proxy=client.proxy,
        session=client.session,
        trust_env_in_session=client.trust_env_in_session,
        headers=client.headers,
        retry_handlers=[],
    )
