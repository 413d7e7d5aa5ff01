"""What an app sends back through a response URL or in the ack of a command: whispers, posts, replacements."""

from bot.sandbox.slack_server import posting
from bot.sandbox.slack_server.blocks import blocks_errors
from bot.sandbox.slack_server.model import Json, Message, SlackError
from bot.sandbox.slack_server.triggers import ResponseGrant
from bot.sandbox.slack_server.workspace import Workspace


def respond(ws: Workspace, token: str, body: Json) -> Message | None:
    """Use a response URL once. Raises SlackError."""
    return reply(ws, ws.response_grants.use(token), body)


def reply(ws: Workspace, grant: ResponseGrant, body: Json) -> Message | None:
    """Say something to the one who acted: to them alone, unless `response_type` is in_channel."""
    original = _original(ws, grant)
    if body.get("delete_original"):
        if original is None:
            raise SlackError("message_not_found")
        posting.delete(ws, original)
        return None
    content = _content(ws, body)
    if body.get("replace_original") and original is not None:
        posting.change(ws, original, content, by=ws.app.user_id)
        return original
    thread_ts = body.get("thread_ts")
    message = Message(grant.channel, ws.new_ts(), ws.app.user_id, bot_id=ws.app.bot_id, thread_ts=thread_ts, **content)
    if body.get("response_type") == "in_channel":
        return posting.post(ws, message)
    return posting.whisper(ws, message, grant.user)


def _content(ws: Workspace, body: Json) -> Json:
    errors = blocks_errors(body.get("blocks") or [], ws.fetchable)
    if errors:
        raise SlackError("invalid_blocks", errors=errors)
    content = {
        "text": str(body.get("text") or ""),
        "blocks": body.get("blocks") or [],
        "attachments": body.get("attachments") or [],
    }
    if not any(content.values()):
        raise SlackError("no_text")
    return content


def _original(ws: Workspace, grant: ResponseGrant) -> Message | None:
    if grant.message_ts is None:
        return None
    if not grant.ephemeral:
        return ws.timelines[grant.channel].get(grant.message_ts)
    mine = ws.whispers.get(grant.user, [])
    return next((message for message in mine if message.ts == grant.message_ts), None)
