"""Events as Slack sends them to the app: only what it subscribed to, only from where it is a member."""

from bot.sandbox.slack_server.model import Channel, Json, Message
from bot.sandbox.slack_server.shapes import message_json, user_json, view_json
from bot.sandbox.slack_server.workspace import Workspace

_CHANNEL_EVENTS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def emit(ws: Workspace, event: Json, subscription: str | None = None) -> None:
    if (subscription or event["type"]) in ws.app.events:
        ws.gateway.tell(_envelope(ws, event))


def _envelope(ws: Workspace, event: Json) -> Json:
    event_id = ws.new_id("Ev")
    return {
        "token": ws.app.verification_token,
        "team_id": ws.team.id,
        "context_team_id": ws.team.id,
        "context_enterprise_id": None,
        "api_app_id": ws.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": ws.seconds(),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": ws.team.id,
                "user_id": ws.app.user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def _in_channel(ws: Workspace, channel: Channel, event: Json) -> None:
    """A message event, where the bot is a member."""
    if ws.app.user_id in channel.members:
        full = {**event, "channel": channel.id, "channel_type": channel.kind}
        emit(ws, full, _CHANNEL_EVENTS[channel.kind])


def _shape(ws: Workspace, message: Message) -> Json:
    return message_json(message, ws.app, ws.team, ws.base_url)


def message_posted(ws: Workspace, message: Message) -> None:
    channel = ws.channels[message.channel]
    event = {**_shape(ws, message), "event_ts": message.ts}
    if message.is_reply and message.thread_ts:
        head = ws.message(message.channel, message.thread_ts)
        event["parent_user_id"] = head.user
        if message.is_broadcast:
            event["root"] = _shape(ws, head)
    _in_channel(ws, channel, event)
    if f"<@{ws.app.user_id}" in message.text and ws.app.user_id in channel.members and channel.kind != "im":
        keep = ("user", "text", "ts", "team", "client_msg_id", "blocks", "thread_ts", "files", "event_ts")
        mention = {key: event[key] for key in keep if key in event}
        emit(ws, {"type": "app_mention", **mention, "channel": channel.id})


def message_changed(ws: Workspace, message: Message, before: Json) -> None:
    now = ws.new_ts()
    changed = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": now, "event_ts": now}
    shape = {"message": _shape(ws, message), "previous_message": before}
    _in_channel(ws, ws.channels[message.channel], changed | shape)


def message_deleted(ws: Workspace, message: Message, before: Json) -> None:
    now = ws.new_ts()
    deleted = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": now, "event_ts": now}
    shape = {"deleted_ts": message.ts, "previous_message": before}
    _in_channel(ws, ws.channels[message.channel], deleted | shape)


def reaction_changed(ws: Workspace, kind: str, message: Message, user: str, name: str) -> None:
    """`kind`: reaction_added or reaction_removed."""
    if ws.app.user_id in ws.channels[message.channel].members:
        item = {"type": "message", "channel": message.channel, "ts": message.ts}
        event = {"type": kind, "user": user, "reaction": name, "item_user": message.user, "item": item}
        emit(ws, {**event, "event_ts": ws.new_ts()})


def home_opened(ws: Workspace, user: str, tab: str) -> None:
    event = {"type": "app_home_opened", "user": user, "channel": ws.dm(user).id, "tab": tab}
    home = ws.home(user)
    view = {"view": view_json(home, ws.app, ws.team)} if home and tab == "home" else {}
    emit(ws, {**event, **view, "event_ts": ws.new_ts()})


def channel_archived(ws: Workspace, channel: Channel, by: str) -> None:
    kind = "group_archive" if channel.kind == "group" else "channel_archive"
    if ws.app.user_id in channel.members:
        emit(ws, {"type": kind, "channel": channel.id, "user": by, "event_ts": ws.new_ts()})


def bot_removed(ws: Workspace, channel: Channel, by: str) -> None:
    kind = "group_left" if channel.kind == "group" else "channel_left"
    emit(ws, {"type": kind, "channel": channel.id, "actor_id": by, "event_ts": ws.new_ts()})


def member_changed(ws: Workspace, kind: str, channel: Channel, user: str) -> None:
    """`kind`: member_joined_channel or member_left_channel."""
    if ws.app.user_id in channel.members:
        where = {"channel": channel.id, "channel_type": "G" if channel.kind == "group" else "C"}
        emit(ws, {"type": kind, "user": user, **where, "team": ws.team.id, "event_ts": ws.new_ts()})


def user_changed(ws: Workspace, user: str) -> None:
    shape = user_json(ws.users[user], ws.avatar(user), "users:read.email" in ws.app.scopes)
    now = ws.seconds()
    emit(ws, {"type": "user_change", "user": shape, "cache_ts": now, "event_ts": ws.new_ts()})
