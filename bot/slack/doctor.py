"""Look at the Slack side of the set-up: tokens, scopes, the socket, channels, and the people that the desk names."""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cases.settings import Settings
from bot.ports.findings import Finding, clock, please_look
from bot.slack.errors import TROUBLES
from bot.slack.manifest import SCOPES, SURFACE
from bot.slack.people import problem_of

CALL_SECONDS = 10
AT_ONCE = 8
TOKEN_HINT = "copy the Bot User OAuth Token from Install App into SLACK_BOT_TOKEN"
APP_PAGE = "the app's page at api.slack.com/apps"
_SOCKET = {
    "missing_scope": "SLACK_APP_TOKEN lacks connections:write; make a new app-level token with that scope",
    "invalid_auth": "SLACK_APP_TOKEN is not accepted; copy the app-level token under Basic Information again",
    "not_allowed_token_type": "SLACK_APP_TOKEN is no app-level token; copy the xapp- one under Basic Information",
    "account_inactive": "SLACK_APP_TOKEN was withdrawn; make a new app-level token with connections:write",
}
_OF_APP = re.compile(r"xapp-\d+-(A[A-Z0-9]+)-")
"""An app-level token names its app."""
_SOCKET["not_authed"] = _SOCKET["invalid_auth"]
_SOCKET["token_revoked"] = _SOCKET["account_inactive"]


async def examine(
    bot_token: str, app_token: str | None, api_url: str, settings: Settings | None, now: Callable[[], datetime]
) -> list[Finding]:
    """`app_token` None is HTTP mode, where only Slack can try the way in; no channels are known without `settings`."""
    timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        client = AsyncWebClient(bot_token, base_url=api_url, session=session, retry_handlers=[])
        return await _examine(client, app_token, settings, now)


async def _examine(
    client: AsyncWebClient, app_token: str | None, settings: Settings | None, now: Callable[[], datetime]
) -> list[Finding]:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        words = f"the bot's token is refused ({problem_of(error)}); {TOKEN_HINT}."
        return [Finding(False, "Slack", words)]
    except TROUBLES as error:
        words = f"cannot be reached ({problem_of(error)}); check the network and SLACK_API_URL."
        return [Finding(False, "Slack", words)]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    found = [Finding(True, "Slack", f"signed in to {answer.get('team')} as @{answer.get('user')}")]
    found += clock("Slack's", headers.get("date", ""), now())
    found += _scopes(headers.get("x-oauth-scopes", ""))
    found.append(await _socket(client, app_token, answer.get("bot_id") or "") if app_token else _http())
    words = f"commands, shortcuts, events and interactivity no token can see; compare the manifest on {APP_PAGE} with "
    found.append(please_look("Slack app", words + "the one of python -m bot manifest if a button does nothing."))
    if settings is None:
        return found
    channels = await asyncio.gather(*(_channel(client, channel) for channel in settings.channels()))
    return [*found, *channels, *await _named(client, settings)]


def _scopes(granted: str) -> Iterator[Finding]:
    if not granted:
        return
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if missing == [SURFACE]:
        words = f"{SURFACE} is missing, so people find me in plain direct messages only, without suggested questions; "
        yield please_look("Slack scopes", words + "paste manifest.yml into the app's manifest, then install it again.")
    elif missing:
        words = f"missing {', '.join(missing)}; paste manifest.yml into the app's manifest, then install it again."
        yield Finding(False, "Slack scopes", words)
    else:
        yield Finding(True, "Slack scopes", "all granted")


async def _socket(client: AsyncWebClient, app_token: str, bot_id: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        problem = problem_of(error)
        mend = f"switch Socket Mode on at {APP_PAGE}, and check that SLACK_APP_TOKEN is its token"
        return Finding(False, "Socket Mode", f"refused ({problem}): {_SOCKET.get(problem, mend)}.")
    except TROUBLES as error:
        return Finding(False, "Socket Mode", f"cannot be opened ({problem_of(error)}); check the network.")
    if others := await _other_apps(client, app_token, bot_id):
        return Finding(False, "Socket Mode", others)
    return Finding(True, "Socket Mode", "can be opened")


async def _other_apps(client: AsyncWebClient, app_token: str, bot_id: str) -> str:
    """Where the two tokens are of two apps, which Slack itself does not mind: one would post, the other would hear."""
    named = _OF_APP.match(app_token)
    if named is None:
        return ""
    try:
        ours = (await client.bots_info(bot=bot_id))["bot"].get("app_id", named[1])
    except TROUBLES:  # what is not known is no mistake
        return ""
    if ours == named[1]:
        return ""
    return f"SLACK_APP_TOKEN is of the app {named[1]}, but SLACK_BOT_TOKEN of {ours}; take both from the same app."


def _http() -> Finding:
    words = "only Slack can try whether it reaches you and signs with SLACK_SIGNING_SECRET; see that Request URL says "
    return please_look("HTTP mode", f"{words}Verified, under Event Subscriptions on {APP_PAGE}.")


async def _channel(client: AsyncWebClient, channel: str) -> Finding:
    about = f"Channel {channel}"
    try:
        answer = await client.conversations_info(channel=channel)
    except TROUBLES as error:
        if problem_of(error) == "channel_not_found":
            words = "is not there, or private and the bot is not in it; check the id, then /invite @Mentiondesk there."
            return Finding(False, about, words)
        return Finding(False, about, f"cannot be looked at ({problem_of(error)}).")
    info = answer["channel"]
    name = f"#{info.get('name', channel)}"
    if info.get("is_archived"):
        return Finding(False, about, f"{name} is archived; unarchive it or name another channel in the desk file.")
    if not info.get("is_member", True):
        return Finding(False, about, f"the bot is not in {name}; type /invite @Mentiondesk there.")
    return Finding(True, about, f"the bot is in {name}")


async def _named(client: AsyncWebClient, settings: Settings) -> list[Finding]:
    """The people and user groups of the desk file: only what is wrong with them, or that nothing is."""
    named = settings.named()
    if not named:
        return []
    people = [who for who in named if not who.startswith("S")]
    found = list(await asyncio.gather(*(_person(client, who) for who in people)))
    if groups := [who for who in named if who.startswith("S")]:
        found += await _groups(client, groups)
    wrong = [each for each in found if each is not None]
    return wrong or [Finding(True, "People", f"all {len(named)} people and groups of the desk file are there")]


async def _person(client: AsyncWebClient, who: str) -> Finding | None:
    about = f"Person {who}"
    try:
        user = (await client.users_info(user=who))["user"]
    except TROUBLES as error:
        if problem_of(error) in ("user_not_found", "user_not_visible"):
            return Finding(False, about, "Slack knows nobody by this id; copy the member ID from their profile.")
        return please_look(about, f"could not be looked up ({problem_of(error)}).")
    name = user.get("real_name") or user.get("name") or who
    if user.get("deleted"):
        return Finding(False, about, f"{name} has left; take this id out of the desk file.")
    if user.get("is_bot"):
        return Finding(False, about, f"{name} is a bot; name people or user groups in the desk file.")
    if user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger"):
        return please_look(about, f"{name} is a guest or from outside, and may not work on cases.")
    return None


async def _groups(client: AsyncWebClient, wanted: list[str]) -> list[Finding]:
    try:
        answer = await client.usergroups_list(include_disabled=True, include_count=True)
    except TROUBLES as error:
        return [please_look("User groups", f"could not be looked up ({problem_of(error)}).")]
    known = {group["id"]: group for group in answer["usergroups"]}
    return [found for group in wanted if (found := _group(group, known.get(group)))]


def _group(id: str, group: Mapping[str, object] | None) -> Finding | None:
    about = f"User group {id}"
    if group is None:
        return Finding(False, about, "Slack knows no such group; copy the id from the group's page, or name people.")
    if group.get("date_delete"):
        return Finding(False, about, f"@{group.get('handle')} is switched off; switch it on, or name another.")
    if str(group.get("user_count", 1)) == "0":
        return please_look(about, f"@{group.get('handle')} has no members.")
    return None
