"""assistant.threads.*: what the app says that it does while it thinks, and the questions that it suggests."""

from bot.sandbox.slack_server import posting
from bot.sandbox.slack_server.model import Json, SlackError
from bot.sandbox.slack_server.web_api.method import Args, Method, invalid_arguments, needs
from bot.sandbox.slack_server.web_api.rooms import joined
from bot.sandbox.slack_server.workspace import Workspace

PROMPTS, MESSAGES = 4, 10
"""Documented: so many suggested prompts, and messages that take turns while the app thinks."""


def set_status(ws: Workspace, args: Args) -> Json:
    """An empty status takes it away; so does a message of the app's in that thread."""
    channel, thread_ts = joined(ws, args.required("channel_id")), args.required("thread_ts")
    if "status" not in args:
        raise invalid_arguments("missing required field: status")
    if len(args.tree("loading_messages") or []) > MESSAGES:
        raise invalid_arguments(f"no more than {MESSAGES} items allowed: loading_messages")
    try:
        posting.check_thread(ws, channel.id, thread_ts)
    except SlackError:
        raise SlackError("invalid_thread_ts") from None
    if status := args.text("status"):
        ws.statuses[(channel.id, thread_ts)] = status
    else:
        ws.statuses.pop((channel.id, thread_ts), None)
    ws.announce("message", channel.id, ws.app.user_id, thread_ts)
    return {}


def set_suggested_prompts(ws: Workspace, args: Args) -> Json:
    """Documented: an app with an `agent_view` that names a thread is answered with ok, and nothing happens."""
    channel, prompts = joined(ws, args.required("channel_id")), args.tree("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= PROMPTS:
        raise invalid_arguments(f"between 1 and {PROMPTS} items allowed: prompts")
    if not all(isinstance(each, dict) and each.get("title") and each.get("message") for each in prompts):
        raise invalid_arguments("missing required field: title, message")
    if ws.app.agent and "thread_ts" not in args:
        ws.prompts[channel.id] = prompts
        ws.announce("channel", channel=channel.id)
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(set_status, None, needs("chat:write", "assistant:write")),
    "assistant.threads.setSuggestedPrompts": Method(set_suggested_prompts, 4, needs("assistant:write")),
}
