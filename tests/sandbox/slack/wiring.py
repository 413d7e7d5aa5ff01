"""Connects a Bolt app to the sandbox's Slack, by Socket Mode or by HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot.sandbox.slack_server import SlackServer


@asynccontextmanager
async def over_sockets(
    bolt: AsyncApp, server: SlackServer, ping_seconds: float = 10
) -> AsyncIterator[AsyncSocketModeHandler]:
    """`ping_seconds`: after four times as many without an answer Bolt gives a socket up, and what is on it is lost."""
    token = server.world.app.app_token
    handler = AsyncSocketModeHandler(bolt, token, web_client=bolt.client, ping_interval=ping_seconds)
    await handler.connect_async()
    while not server.connected:
        await asyncio.sleep(0.005)
    try:
        yield handler
    finally:
        await handler.close_async()


@asynccontextmanager
async def over_http(bolt: AsyncApp, server: SlackServer) -> AsyncIterator[None]:
    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    application = web.Application()
    application.router.add_post("/slack/events", receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        await server.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
        yield
    finally:
        await server.disconnect_http()
        await runner.cleanup()
