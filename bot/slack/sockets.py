"""The socket through which Slack reaches us in Socket Mode: opened, kept alive, and closed."""

import asyncio
import json
import logging
import time
from datetime import UTC, datetime

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

STALE_ADDRESS_SECONDS = 20.0
"""Slack's own client tries one address for ever; after this long without a socket it is made to ask for a fresh one."""


class Socket:
    """`address` is the first one that Slack gave us for it."""

    def __init__(
        self, bolt: AsyncApp, client: AsyncWebClient, app_token: str, address: str, ping_seconds: float
    ) -> None:
        handler = AsyncSocketModeHandler(
            bolt, app_token, logger=_brief(), web_client=client, ping_interval=ping_seconds
        )
        self._client = handler.client
        self._client.wss_uri = address
        self._client.on_message_listeners.append(self._heard)
        self._opened_at: datetime | None = None

    @property
    def alive(self) -> bool:
        """Looks at the wire itself: slack_sdk's own answer forgets that its session may be closed."""
        client = self._client
        wire, pong = client.current_session, client.last_ping_pong_time
        silent = pong is not None and time.time() - pong > client.ping_interval * 4
        open_wire = wire is not None and not wire.closed and not client.aiohttp_client_session.closed
        return open_wire and not client.closed and not client.stale and not silent

    @property
    def since(self) -> datetime | None:
        """When Slack said hello on the wire that is alive now."""
        return self._opened_at if self.alive else None

    async def stay(self) -> None:
        """Connect, and connect again whenever the wire is lost; ends only by being cancelled."""
        connecting = asyncio.create_task(self._client.connect(), name="slack.connect")  # type: ignore[no-untyped-call]
        try:
            while True:
                await asyncio.sleep(STALE_ADDRESS_SECONDS)
                if not self.alive:
                    self._client.wss_uri = None
        finally:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)

    async def _heard(self, message: WSMessage) -> None:
        if '"hello"' in message.data and json.loads(message.data).get("type") == "hello":
            self._opened_at = datetime.now(UTC)

    async def close(self) -> None:
        await self._client.close()  # type: ignore[no-untyped-call]


def _brief() -> logging.Logger:
    """While Slack is away its client tries again every few seconds; the traceback of each time says nothing new."""
    logger = logging.getLogger("slack_sdk.socket_mode.desk")
    if not logger.filters:
        logger.addFilter(_without_traceback)
    return logger


def _without_traceback(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True
