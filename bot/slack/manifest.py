"""The Slack app as its manifest describes it: commands, shortcuts, scopes and events, for Socket Mode or for HTTP."""

from typing import Any
from urllib.parse import urlsplit

from bot.cases.questions import PROMPTS
from bot.slack.ids import Shortcut

EVENTS_PATH = "/slack/events"

COMMANDS = (
    ("/reply", "Answer a customer in public, on X", "#1042 your answer"),
    ("/assign", "Give a case to a colleague", "#1042 @colleague"),
    ("/escalate", "Ask another team for help with a case", "#1042 team why you need them"),
    ("/cases", "List the open cases, or show one", "[mine | unowned | late | @handle | #1042]"),
    ("/desk", "The whole desk at a glance", "[help]"),
)
SHORTCUTS = (
    (Shortcut.REPLY_WITH_THIS, "Reply with this", "Answer the customer of this thread with the text of this message"),
    (Shortcut.ESCALATE, "Escalate", "Ask another team for help with the case of this thread"),
)
SURFACE = "assistant:write"
"""The scope of Slack's own place for agents; without it direct messages are plain ones, and are answered as well."""
SCOPES = (
    "commands",
    "chat:write",
    "channels:history",
    "groups:history",
    "im:history",
    "channels:read",
    "groups:read",
    "im:write",
    "users:read",
    "usergroups:read",
    "files:read",
    "files:write",
    "dnd:read",
    SURFACE,
)
EVENTS = (
    "message.channels",
    "message.groups",
    "message.im",
    "app_home_opened",
    "channel_archive",
    "channel_left",
    "group_left",
    "user_change",
)


def manifest(url: str | None = None) -> dict[str, Any]:
    """For Socket Mode; with the public address of the bot, for HTTP mode. Raises ValueError, with a sentence."""
    request_url = None if url is None else _request_url(url)
    where = {"request_url": request_url} if request_url else {}
    return {
        "display_information": {
            "name": "Mentiondesk",
            "description": "Brand mentions on X become cases in Slack, answered from their threads.",
            "background_color": "#1a3a5c",
        },
        "features": {
            "agent_view": {
                "agent_description": "Answers questions about the desk: what is late, who has what, what we said.",
                "suggested_prompts": [{"title": each, "message": each} for each in PROMPTS],
            },
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Mentiondesk", "always_online": True},
            "shortcuts": [
                {"name": name, "type": "message", "callback_id": str(id), "description": description}
                for id, name, description in SHORTCUTS
            ],
            "slash_commands": [
                {"command": command, "description": description, "usage_hint": hint, "should_escape": True}
                | ({"url": request_url} if request_url else {})
                for command, description, hint in COMMANDS
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": where | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | where,
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(url: str | None = None) -> str:
    import yaml  # loaded on first use: only the command line asks

    mode = "HTTP mode" if url else "Socket Mode"
    head = f"# The Slack app of Mentiondesk in {mode}, as `python -m bot manifest` prints it.\n"
    return head + yaml.safe_dump(manifest(url), sort_keys=False, allow_unicode=True, width=110)


def _request_url(url: str) -> str:
    address = url.rstrip("/").removesuffix(EVENTS_PATH)
    if urlsplit(address).scheme != "https" or not urlsplit(address).hostname:
        raise ValueError(f'"{url}" is not the public address of the bot; write it like https://desk.example.com.')
    return f"{address}{EVENTS_PATH}"
