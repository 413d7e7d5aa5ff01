"""Everything one person sees, as JSON for a web page."""

from bot.sandbox.slack_server.inputs import values_json
from bot.sandbox.slack_server.model import Channel, Json, Message, User
from bot.sandbox.slack_server.shapes import message_json, view_json
from bot.sandbox.slack_server.workspace import Workspace

NEWEST = 200
"""Messages of one channel that a page gets."""


def snapshot(ws: Workspace, user: str, channel: str | None = None) -> Json:
    """With the messages of every channel, or only of the one named; the others then carry their `latest` ts alone."""
    modal, home = ws.modal(user), ws.home(user)
    seen = [each for each in ws.channels.values() if _sees(each, user)]
    return {
        "team": {"id": ws.team.id, "name": ws.team.name, "domain": ws.team.domain},
        "app": {"id": ws.app.id, "name": ws.app.name, "user": ws.app.user_id},
        "me": user,
        "commands": sorted(ws.app.commands or ()),
        "shortcuts": list(ws.app.shortcuts),
        "users": [_user(ws, each) for each in ws.users.values()],
        "groups": [{"id": g.id, "handle": g.handle, "users": g.users} for g in ws.groups.values()],
        "channels": [_channel(ws, each, user, channel in (None, each.id)) for each in seen],
        "ephemerals": [_message(ws, message, user) for message in ws.ephemerals(user)],
        "modal": view_json(modal, ws.app, ws.team) if modal else None,
        "modal_depth": len(ws.modals.get(user, [])),
        "home": view_json(home, ws.app, ws.team) if home else None,
        "files": [_file(ws, id) for id, file in ws.files.items() if _may_open(ws, file.channels, user)],
    }


def _sees(channel: Channel, user: str) -> bool:
    return channel.kind == "channel" or user in channel.members


def _may_open(ws: Workspace, channels: list[str], user: str) -> bool:
    return any(_sees(ws.channels[channel], user) for channel in channels)


def _user(ws: Workspace, user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "shown_name": user.shown_name,
        "avatar": ws.avatar(user.id),
        "is_bot": user.is_bot,
        "deleted": user.deleted,
        "guest": user.is_restricted or user.is_ultra_restricted,
        "stranger": user.is_stranger,
        "presence": user.presence,
        "dnd": user.dnd,
    }


def _channel(ws: Workspace, channel: Channel, user: str, with_messages: bool) -> Json:
    messages = ws.messages(channel.id)[-NEWEST:]
    shape = {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "archived": channel.archived,
        "members": sorted(channel.members),
        "is_member": user in channel.members,
        "im_user": channel.im_user,
        "latest": ws.timelines[channel.id].latest(),
    }
    if not with_messages:
        return shape
    threads = {
        message.ts: [_message(ws, answer, user) for answer in ws.thread(channel.id, message.ts)[1:]]
        for message in messages
        if message.replies
    }
    return shape | {"messages": [_message(ws, message, user) for message in messages], "threads": threads}


def _message(ws: Workspace, message: Message, user: str) -> Json:
    shape = message_json(message, ws.app, ws.team, ws.base_url)
    picked = ws.picked.get((message.channel, message.ts), {}).get(user, {})
    return {
        **shape,
        "channel": message.channel,
        "thread_ts": message.thread_ts,
        "ephemeral": message.ephemeral_for is not None,
        "state": values_json(picked),
        "words": ws.text_of(message),
    }


def _file(ws: Workspace, id: str) -> Json:
    file = ws.files[id]
    address = f"{ws.base_url}/files-pub/{id}/{file.secret}"
    return {"id": id, "name": file.name, "title": file.title, "mimetype": file.mimetype, "url": address}
