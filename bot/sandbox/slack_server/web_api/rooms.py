"""Finding the conversation that a call names, by the rules of who may see and write where."""

from bot.sandbox.slack_server.model import Channel, SlackError
from bot.sandbox.slack_server.workspace import Workspace


def visible(ws: Workspace, id: str) -> Channel:
    """A conversation that the bot can see: a private one only as a member."""
    channel = ws.channel(id)
    if channel.kind == "group" and ws.app.user_id not in channel.members:
        raise SlackError("channel_not_found")
    return channel


def joined(ws: Workspace, id: str) -> Channel:
    """A conversation that the bot is a member of."""
    channel = visible(ws, id)
    if ws.app.user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def writable(ws: Workspace, id: str) -> Channel:
    """Where the bot may post: a channel by id or #name, or a person, which means their direct messages."""
    if id in ws.users:
        return _dm(ws, id)
    channel = visible(ws, _by_name(ws, id))
    if channel.archived:
        raise SlackError("is_archived")
    open_to_all = channel.kind == "channel" and "chat:write.public" in ws.app.scopes
    if ws.app.user_id not in channel.members and not open_to_all:
        raise SlackError("not_in_channel")
    return channel


def _dm(ws: Workspace, user: str) -> Channel:
    if ws.users[user].deleted or ws.users[user].is_bot:
        raise SlackError("channel_not_found")
    return ws.dm(user)


def _by_name(ws: Workspace, id: str) -> str:
    if id in ws.channels:
        return id
    name = id.removeprefix("#")
    named = (c.id for c in ws.channels.values() if c.name == name and c.kind == "channel")
    return next(named, id)
