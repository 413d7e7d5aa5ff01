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
async def over_sockets(bolt: AsyncApp, server: SlackServer) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(bolt, server.world.app.app_token, web_client=bolt.client, ping_interval=0.2)
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
