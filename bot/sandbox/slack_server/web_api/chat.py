"""chat.*: the bot writes, changes, deletes and whispers."""

from typing import Any

from bot.sandbox.slack_server import posting
from bot.sandbox.slack_server.blocks import blocks_errors
from bot.sandbox.slack_server.model import Json, Message, SlackError
from bot.sandbox.slack_server.shapes import message_json, permalink
from bot.sandbox.slack_server.web_api.method import Args, Method, needs
from bot.sandbox.slack_server.web_api.rooms import joined, visible, writable
from bot.sandbox.slack_server.workspace import Workspace

ATTACHMENTS_MOST = 100


def post_message(ws: Workspace, args: Args) -> Json:
    channel = writable(ws, args.required("channel"))
    content = _content(ws, args)
    message = Message(channel.id, ws.new_ts(), ws.app.user_id, bot_id=ws.app.bot_id, **content)
    message.metadata = _metadata(args)
    message.thread_ts = args.text("thread_ts") or None
    if message.thread_ts and args.flag("reply_broadcast"):
        message.subtype = "thread_broadcast"
    posting.post(ws, message)
    answer = {"channel": channel.id, "ts": message.ts, "message": _shape(ws, message)}
    if len(content["text"]) > posting.TEXT_MOST:
        answer |= {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
    return answer


def update(ws: Workspace, args: Args) -> Json:
    channel = joined(ws, args.required("channel"))
    message = _own(ws, channel.id, args.required("ts"), "cant_update_message")
    content = _content(ws, args)
    if len(content["text"]) > posting.TEXT_MOST:
        raise SlackError("msg_too_long")
    # documented: a text without blocks takes the blocks away; everything else that is not sent stays
    kept = {"text", "blocks", "attachments"} - args.values.keys()
    if "text" in args or "markdown_text" in args:
        kept -= {"text", "blocks"}
    content = {name: value for name, value in content.items() if name not in kept}
    if "metadata" in args:
        content["metadata"] = _metadata(args)
    posting.change(ws, message, content, by=ws.app.user_id)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": _shape(ws, message)}


def delete(ws: Workspace, args: Args) -> Json:
    channel = joined(ws, args.required("channel"))
    message = _own(ws, channel.id, args.required("ts"), "cant_delete_message")
    posting.delete(ws, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(ws: Workspace, args: Args) -> Json:
    channel = visible(ws, args.required("channel"))
    if channel.archived:
        raise SlackError("is_archived")
    if ws.app.user_id not in channel.members:
        raise SlackError("not_in_channel")
    user = args.required("user")
    if user not in ws.users or user not in channel.members:
        raise SlackError("user_not_in_channel")
    thread_ts = args.text("thread_ts") or None
    if thread_ts:
        posting.check_thread(ws, channel.id, thread_ts)
    content = _content(ws, args)
    message = Message(channel.id, ws.new_ts(), ws.app.user_id, bot_id=ws.app.bot_id, **content)
    message.thread_ts = thread_ts
    posting.whisper(ws, message, user)
    return {"message_ts": message.ts}


def get_permalink(ws: Workspace, args: Args) -> Json:
    channel = visible(ws, args.required("channel"))
    message = ws.message(channel.id, args.required("message_ts"))
    return {"channel": channel.id, "permalink": permalink(message, ws.team)}


def _content(ws: Workspace, args: Args) -> Json:
    blocks, attachments = args.tree("blocks") or [], args.tree("attachments") or []
    text = args.text("text") or args.text("markdown_text")
    errors = blocks_errors(blocks, ws.fetchable) + _attachment_errors(ws, attachments)
    if errors:
        messages = [f"[ERROR] {error}" for error in errors]
        raise SlackError("invalid_blocks", errors=errors, response_metadata={"messages": messages})
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    return {"text": text, "blocks": blocks, "attachments": attachments}


def _attachment_errors(ws: Workspace, attachments: Any) -> list[str]:
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENTS_MOST:
        raise SlackError("too_many_attachments")
    errors = []
    for place, attachment in enumerate(attachments):
        if not isinstance(attachment, dict):
            raise SlackError("invalid_attachments")
        root = f"/attachments/{place}/blocks"
        errors += blocks_errors(attachment.get("blocks") or [], ws.fetchable, root)
    return errors


def _metadata(args: Args) -> Json | None:
    metadata = args.tree("metadata")
    if metadata is None:
        return None
    shaped = isinstance(metadata, dict) and isinstance(metadata.get("event_type"), str)
    if not shaped or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    good: Json = metadata
    return good


def _own(ws: Workspace, channel: str, ts: str, otherwise: str) -> Message:
    message = ws.message(channel, ts)
    if message.bot_id != ws.app.bot_id:
        raise SlackError(otherwise)
    return message


def _shape(ws: Workspace, message: Message) -> Json:
    return message_json(message, ws.app, ws.team, ws.base_url, with_metadata=True)


WRITE = needs("chat:write")
METHODS = {
    "chat.postMessage": Method(post_message, None, WRITE),
    "chat.update": Method(update, 3, WRITE),
    "chat.delete": Method(delete, 3, WRITE),
    "chat.postEphemeral": Method(post_ephemeral, 4, WRITE),
    "chat.getPermalink": Method(get_permalink, None, needs()),
}
