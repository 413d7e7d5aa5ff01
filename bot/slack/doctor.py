"""Look at the Slack side of the set-up: tokens, scopes, the socket, and the channels the bot must be in."""

import asyncio
from collections.abc import Iterable, Iterator

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.findings import Finding
from bot.slack.manifest import SCOPES

CALL_SECONDS = 10
TOKEN_HINT = "copy the Bot User OAuth Token from Install App into SLACK_BOT_TOKEN"


async def examine(bot_token: str, app_token: str | None, api_url: str, channels: Iterable[str]) -> list[Finding]:
    """`app_token` None is HTTP mode, where only Slack can try the way in."""
    timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        client = AsyncWebClient(bot_token, base_url=api_url, session=session, retry_handlers=[])
        return await _examine(client, app_token, channels)


async def _examine(client: AsyncWebClient, app_token: str | None, channels: Iterable[str]) -> list[Finding]:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return [Finding(False, "Slack", f"the bot's token is refused ({error.response['error']}); {TOKEN_HINT}.")]
    except (TimeoutError, aiohttp.ClientError) as error:
        return [Finding(False, "Slack", f"cannot be reached ({error}); check the network and SLACK_API_URL.")]
    found = [Finding(True, "Slack", f"signed in to {answer.get('team')} as @{answer.get('user')}")]
    found.extend(_scopes({name.lower(): value for name, value in answer.headers.items()}.get("x-oauth-scopes", "")))
    if app_token is not None:
        found.append(await _socket(client, app_token))
    return found + list(await asyncio.gather(*(_channel(client, channel) for channel in channels)))


def _scopes(granted: str) -> Iterator[Finding]:
    if not granted:
        return
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if missing:
        words = f"missing {', '.join(missing)}; paste manifest.yml into the app's manifest, then install it again."
        yield Finding(False, "Slack scopes", words)
    else:
        yield Finding(True, "Slack scopes", "all granted")


async def _socket(client: AsyncWebClient, app_token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        problem = error.response["error"]
        return Finding(
            False,
            "Socket Mode",
            f"refused ({problem}); switch Socket Mode on and give SLACK_APP_TOKEN a token with connections:write.",
        )
    except (TimeoutError, aiohttp.ClientError) as error:
        return Finding(False, "Socket Mode", f"cannot be opened ({error}); check the network.")
    return Finding(True, "Socket Mode", "can be opened")


async def _channel(client: AsyncWebClient, channel: str) -> Finding:
    about = f"Channel {channel}"
    try:
        answer = await client.conversations_info(channel=channel)
    except SlackApiError as error:
        problem = error.response["error"]
        if problem == "channel_not_found":
            words = "is not there, or private and the bot is not in it; check the id, then /invite @Mentiondesk there."
            return Finding(False, about, words)
        return Finding(False, about, f"cannot be looked at ({problem}).")
    except (TimeoutError, aiohttp.ClientError) as error:
        return Finding(False, about, f"cannot be looked at ({error}).")
    info = answer["channel"]
    name = f"#{info.get('name', channel)}"
    if info.get("is_archived"):
        return Finding(False, about, f"{name} is archived; unarchive it or name another channel in the desk file.")
    if not info.get("is_member", True):
        return Finding(False, about, f"the bot is not in {name}; type /invite @Mentiondesk there.")
    return Finding(True, about, f"the bot is in {name}")
