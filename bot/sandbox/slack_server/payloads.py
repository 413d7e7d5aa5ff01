"""The payloads that Slack sends when a person acts: on a message, in a view, with a command or a shortcut."""

from bot.sandbox.slack_server.inputs import first_values, values_json
from bot.sandbox.slack_server.model import Channel, Json, Message, View
from bot.sandbox.slack_server.shapes import message_json, view_json
from bot.sandbox.slack_server.workspace import Workspace

Target = Message | View


def _head(ws: Workspace, user: str, kind: str) -> Json:
    person = ws.users[user]
    return {
        "type": kind,
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": person.team_id},
        "api_app_id": ws.app.id,
        "token": ws.app.verification_token,
        "team": {"id": ws.team.id, "domain": ws.team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _permits(ws: Workspace, user: str) -> Json:
    return {"trigger_id": ws.triggers.issue(user)}


def channel_name(channel: Channel) -> str:
    """A command never learns the name of a private channel."""
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)


def response_url(ws: Workspace, kind: str, channel: str, user: str, message: Message | None = None) -> str:
    ts = message.ts if message else None
    token = ws.response_grants.issue(channel, user, ts, bool(message and message.ephemeral_for))
    return f"{ws.base_url}/{kind}/{ws.team.id}/{token}"


def _on_message(ws: Workspace, user: str, message: Message) -> Json:
    channel = ws.channels[message.channel]
    ephemeral = message.ephemeral_for is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    where: Json = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
    if not ephemeral:  # Slack keeps no copy of an ephemeral message
        where["message"] = message_json(message, ws.app, ws.team, ws.base_url)
    return where


def _in_view(ws: Workspace, view: View) -> Json:
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(view, ws.app, ws.team),
    }


def _at(ws: Workspace, user: str, target: Target) -> Json:
    return _in_view(ws, target) if isinstance(target, View) else _on_message(ws, user, target)


def block_actions(ws: Workspace, user: str, target: Target, action: Json) -> Json:
    payload = _head(ws, user, "block_actions") | _permits(ws, user) | _at(ws, user, target)
    if isinstance(target, Message):
        payload["response_url"] = response_url(ws, "actions", target.channel, user, target)
        picked = ws.picked.get((target.channel, target.ts), {}).get(user, {})
        payload["state"] = {"values": values_json(first_values(target.blocks) | picked)}
    return payload | {"actions": [{**action, "action_ts": ws.new_ts()}]}


def block_suggestion(ws: Workspace, user: str, target: Target, place: tuple[str, str], typed: str) -> Json:
    asked = {"block_id": place[0], "action_id": place[1], "value": typed}
    return _head(ws, user, "block_suggestion") | _at(ws, user, target) | asked


def view_submission(ws: Workspace, view: View) -> Json:
    shape = {"view": view_json(view, ws.app, ws.team), "response_urls": []}
    return _head(ws, view.user, "view_submission") | _permits(ws, view.user) | shape


def view_closed(ws: Workspace, view: View, is_cleared: bool) -> Json:
    shape = {"view": view_json(view, ws.app, ws.team), "is_cleared": is_cleared}
    return _head(ws, view.user, "view_closed") | shape


def message_action(ws: Workspace, user: str, message: Message, callback_id: str) -> Json:
    shape = {
        "callback_id": callback_id,
        "action_ts": ws.new_ts(),
        "message_ts": message.ts,
        "response_url": response_url(ws, "app", message.channel, user, message),
    }
    where = _on_message(ws, user, message)
    del where["container"]
    return _head(ws, user, "message_action") | _permits(ws, user) | where | shape


def global_shortcut(ws: Workspace, user: str, callback_id: str) -> Json:
    shape = {"callback_id": callback_id, "action_ts": ws.new_ts()}
    return _head(ws, user, "shortcut") | _permits(ws, user) | shape


def slash_command(ws: Workspace, user: str, channel: Channel, command: str, text: str) -> Json:
    return {
        "token": ws.app.verification_token,
        "team_id": ws.team.id,
        "team_domain": ws.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": ws.users[user].name,
        "command": command,
        "text": text,
        "api_app_id": ws.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(ws, "commands", channel.id, user),
        "trigger_id": ws.triggers.issue(user),
    }
