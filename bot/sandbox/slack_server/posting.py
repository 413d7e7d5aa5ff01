"""Writing, changing and deleting messages, by whomever: the state moves, and the app hears of it."""

from bot.sandbox.slack_server import events
from bot.sandbox.slack_server.inputs import with_ids
from bot.sandbox.slack_server.model import Json, Message, SlackError
from bot.sandbox.slack_server.shapes import message_json
from bot.sandbox.slack_server.workspace import Workspace

TEXT_MOST = 40_000
"""Documented: longer texts are cut."""


def post(ws: Workspace, message: Message) -> Message:
    """Put a written message in its place; blocks get their ids."""
    if message.thread_ts:
        check_thread(ws, message.channel, message.thread_ts)
    message.blocks = with_ids(message.blocks, ws.new_block_ids())
    message.text = message.text[:TEXT_MOST]
    ws.timelines[message.channel].add(message)
    for file in message.files:
        if message.channel not in file.channels:
            file.channels.append(message.channel)
    if message.bot_id and message.thread_ts:
        ws.statuses.pop((message.channel, message.thread_ts), None)
    ws.announce("message", message.channel, message.user, message.ts)
    events.message_posted(ws, message)
    return message


def check_thread(ws: Workspace, channel: str, thread_ts: str) -> None:
    head = ws.timelines[channel].get(thread_ts)
    if head is None:
        raise SlackError("thread_not_found")
    if head.is_reply:
        raise SlackError("cannot_reply_to_message")


def whisper(ws: Workspace, message: Message, to: str) -> Message:
    """Show a message to one person alone; nobody else hears of it, nor does the app."""
    message.ephemeral_for = to
    message.blocks = with_ids(message.blocks, ws.new_block_ids())
    ws.whispers.setdefault(to, []).append(message)
    ws.announce("ephemeral", message.channel, to, message.ts)
    return message


def change(ws: Workspace, message: Message, fields: Json, by: str) -> None:
    """Give a message new text, blocks, attachments or metadata. Slack marks a change of blocks by an app as no edit."""
    before = snapshot(ws, message)
    if "blocks" in fields:
        fields = {**fields, "blocks": with_ids(fields["blocks"], ws.new_block_ids())}
    for name, value in fields.items():
        setattr(message, name, value)
    if not (fields.get("blocks") and message.bot_id):
        message.edited = {"user": by, "ts": ws.new_ts()}
    _forget(ws, message)
    ws.announce("message", message.channel, message.user, message.ts)
    if not message.ephemeral_for:
        events.message_changed(ws, message, before)


def unfurl(ws: Workspace, message: Message, title: str) -> None:
    """Slack adds the preview of a link some time after the post: a change that is nobody's edit."""
    before = snapshot(ws, message)
    message.attachments = [{"id": 1, "title": title, "fallback": title, "from_url": "https://example.com"}]
    _forget(ws, message)
    ws.announce("message", message.channel, message.user, message.ts)
    events.message_changed(ws, message, before)


def delete(ws: Workspace, message: Message) -> None:
    before = snapshot(ws, message)
    if message.ephemeral_for:
        ws.whispers[message.ephemeral_for].remove(message)
    else:
        ws.timelines[message.channel].remove(message)
    _forget(ws, message)
    ws.announce("message", message.channel, message.user, message.ts)
    if message.subtype == "tombstone":
        events.message_changed(ws, message, before)
    elif not message.ephemeral_for:
        events.message_deleted(ws, message, before)


def react(ws: Workspace, message: Message, user: str, name: str) -> None:
    users = message.reactions.setdefault(name, [])
    if user in users:
        raise SlackError("already_reacted")
    users.append(user)
    ws.announce("message", message.channel, user, message.ts)
    events.reaction_changed(ws, "reaction_added", message, user, name)


def unreact(ws: Workspace, message: Message, user: str, name: str) -> None:
    if user not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(user)
    if not message.reactions[name]:
        del message.reactions[name]
    ws.announce("message", message.channel, user, message.ts)
    events.reaction_changed(ws, "reaction_removed", message, user, name)


def snapshot(ws: Workspace, message: Message) -> Json:
    return message_json(message, ws.app, ws.team, ws.base_url)


def _forget(ws: Workspace, message: Message) -> None:
    message.shown = None
    ws.picked.pop((message.channel, message.ts), None)
