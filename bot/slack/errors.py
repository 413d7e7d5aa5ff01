"""What Slack's errors and a broken line mean for a delivery: surely not done, not now, gone, or nobody knows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.ports.outcomes import Gone, Outcome, Paused, Rejected, Unreachable, Unsure

TROUBLES = (SlackApiError, aiohttp.ClientError, TimeoutError, ConnectionError)
"""Everything that a call of Slack's Web API may raise."""

_RATE = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_OPEN_END = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "block_mismatch"})
_GONE = frozenset({"message_not_found", "thread_not_found"})
_CHANNEL = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})
_TOKEN = "Slack does not accept SLACK_BOT_TOKEN. Copy it afresh from the app's settings, then start me again."
_REMEDY = {
    "not_in_channel": "I am not in {channel}. Invite me there: `/invite @Mentiondesk`.",
    "channel_not_found": (
        "Slack shows me no channel {id}. Check the desk file; if it is private, invite me: `/invite @Mentiondesk`."
    ),
    "is_archived": "{channel} is archived. Bring it back, or name another channel in the desk file.",
    "restricted_action": "{channel} does not let apps post. Allow it in the channel's settings.",
    "restricted_action_thread_only_channel": "{channel} takes messages in threads only. Change it in its settings.",
    "account_inactive": "Slack has switched my account off. Install the app in the workspace again.",
    "invalid_auth": _TOKEN,
    "not_authed": _TOKEN,
    "token_revoked": "SLACK_BOT_TOKEN was withdrawn. Install the app again and copy the new token.",
    "token_expired": "SLACK_BOT_TOKEN has run out. Install the app again and copy the new token.",
    "missing_scope": "The app lacks the scope {needed}. Add it, install the app again, and start me again.",
    "accesslimited": "Slack does not let me in from this network address. Add it to the workspace's allowed addresses.",
    "access_denied": "Slack does not let me do this. Ask an admin of the workspace to allow the app.",
    "ekm_access_denied": "An admin of the workspace has suspended messages. Ask them to lift that.",
    "team_access_not_granted": "The app has no access to this workspace. Ask an admin of the organisation to grant it.",
    "org_login_required": "The workspace is moving to an organisation. I go on when that is done.",
    "team_added_to_org": "The workspace is moving to an organisation. I go on when that is done.",
}


class BlocksRefused(Rejected):
    """Slack does not take the blocks of a message, for instance because of a picture that it cannot fetch."""


def outcome(error: BaseException, now: datetime, channel: str = "") -> Outcome:
    """The class of what happened, with a sentence that says what to do, where something can be done."""
    if isinstance(error, SlackApiError):
        return _answered(error, now, channel)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | ConnectionRefusedError):
        return Paused("Slack cannot be reached.")
    if isinstance(error, TimeoutError):
        return Unsure("Slack did not answer in time.")
    return Unsure("The line to Slack broke.")


def code(error: SlackApiError) -> str:
    """Slack's own word for the error; empty where the answer was none of Slack's."""
    said = _said(error).get("error")
    return said if isinstance(said, str) else ""


def _answered(error: SlackApiError, now: datetime, channel: str) -> Outcome:
    word, status = code(error), _status(error)
    if status == 429 or word in _RATE:
        return Paused("Slack asks for a pause.", now + timedelta(seconds=_retry_after(error)))
    if word in _OPEN_END or status >= 500 or not word:
        return Unsure("Slack had a fault of its own.")
    if word in _BLOCKS:
        return BlocksRefused(f"Slack refused the blocks: {_details(error)}")
    if word in _GONE:
        return Gone("The message is no longer there.")
    if remedy := _REMEDY.get(word):
        needed = _said(error).get("needed", "it asks for")
        kind = Unreachable if word in _CHANNEL else Paused
        return kind(remedy.format(channel=f"<#{channel}>" if channel else "this channel", id=channel, needed=needed))
    return Rejected(f"Slack said no: {word}.")


def _status(error: SlackApiError) -> int:
    """Both of slack_sdk's answers and aiohttp's own turn up here."""
    response = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 200)


def _said(error: SlackApiError) -> Mapping[str, Any]:
    said = getattr(error.response, "data", error.response)
    return said if isinstance(said, Mapping) else {}


def _retry_after(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", None) or {}
    given = {str(name).lower(): value for name, value in headers.items()}.get("retry-after", "")
    try:
        return max(1.0, float(given))
    except ValueError:
        return 1.0


def _details(error: SlackApiError) -> str:
    messages = (_said(error).get("response_metadata") or {}).get("messages") or []
    return "; ".join(map(str, messages)) or code(error)
