"""conversations.*: which channels there are, who is in them, and what was written."""

from bot.sandbox.slack_server import events
from bot.sandbox.slack_server.model import Channel, Json, Message, SlackError
from bot.sandbox.slack_server.shapes import channel_json, message_json
from bot.sandbox.slack_server.web_api.method import Args, Method, needs, needs_of_channel, page_of
from bot.sandbox.slack_server.web_api.rooms import joined, visible
from bot.sandbox.slack_server.workspace import Workspace

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
_READS = {"channel": "channels:read", "group": "groups:read", "im": "im:read", "mpim": "mpim:read"}


def list_(ws: Workspace, args: Args) -> Json:
    kinds = _kinds(args)
    found = [
        channel_json(channel, ws.app.user_id, ws.team)
        for channel in ws.channels.values()
        if channel.kind in kinds and _listed(ws, channel, args)
    ]
    page, meta = page_of(found, args)
    return {"channels": page, "response_metadata": meta}


def _kinds(args: Args) -> set[str]:
    types = args.words("types") or ["public_channel"]
    if any(name not in _KINDS for name in types):
        raise SlackError("invalid_types")
    return {_KINDS[name] for name in types}


def _listed(ws: Workspace, channel: Channel, args: Args) -> bool:
    if args.flag("exclude_archived") and channel.archived:
        return False
    return channel.kind == "channel" or ws.app.user_id in channel.members


def info(ws: Workspace, args: Args) -> Json:
    channel = visible(ws, args.required("channel"))
    shape = channel_json(channel, ws.app.user_id, ws.team)
    if not args.flag("include_num_members"):
        shape.pop("num_members", None)
    return {"channel": shape}


def history(ws: Workspace, args: Args) -> Json:
    channel = joined(ws, args.required("channel"))
    timeline = ws.timelines[channel.id]
    found = timeline.tops(args.text("oldest"), args.text("latest"), args.flag("inclusive"))
    page, meta = page_of(found[::-1], args, most=999)
    messages = [_shape(ws, ws.message(channel.id, ts), args) for ts in page]
    return {"messages": messages, "has_more": bool(meta["next_cursor"]), "pin_count": 0} | _cursor(meta)


def replies(ws: Workspace, args: Args) -> Json:
    channel = joined(ws, args.required("channel"))
    oldest, latest, inclusive = args.text("oldest"), args.text("latest"), args.flag("inclusive")
    head, *answers = ws.timelines[channel.id].thread(args.required("ts"))
    found = [answer for answer in answers if _between(answer.ts, oldest, latest, inclusive)]
    page, meta = page_of([head, *found], args, default=1000)
    messages = [_shape(ws, message, args) for message in page]
    return {"messages": messages, "has_more": bool(meta["next_cursor"])} | _cursor(meta)


def _between(ts: str, oldest: str, latest: str, inclusive: bool) -> bool:
    if inclusive and ts in (oldest, latest):
        return True
    return (not oldest or ts > oldest) and (not latest or ts < latest)


def _shape(ws: Workspace, message: Message, args: Args) -> Json:
    shape = message_json(message, ws.app, ws.team, ws.base_url, args.flag("include_all_metadata"))
    if message.is_reply and message.thread_ts:
        shape["parent_user_id"] = ws.message(message.channel, message.thread_ts).user
    return shape


def _cursor(meta: Json) -> Json:
    return {"response_metadata": meta} if meta["next_cursor"] else {}


def members(ws: Workspace, args: Args) -> Json:
    channel = visible(ws, args.required("channel"))
    page, meta = page_of(sorted(channel.members), args)
    return {"members": page, "response_metadata": meta}


def open_(ws: Workspace, args: Args) -> Json:
    if channel_id := args.text("channel"):
        return {"channel": _opened(ws, ws.channel(channel_id), args)}
    users = args.words("users")
    if len(users) != 1:
        raise SlackError("users_list_not_supplied" if not users else "method_not_supported_for_channel_type")
    user = ws.user(users[0])
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    known = "D" + user.id[1:] in ws.channels
    already = {"already_open": True, "no_op": True} if known else {}
    return already | {"channel": _opened(ws, ws.dm(user.id), args)}


def _opened(ws: Workspace, channel: Channel, args: Args) -> Json:
    if args.flag("return_im"):
        return channel_json(channel, ws.app.user_id, ws.team)
    return {"id": channel.id}


def join(ws: Workspace, args: Args) -> Json:
    channel = visible(ws, args.required("channel"))
    if channel.archived:
        raise SlackError("is_archived")
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    already = {"warning": "already_in_channel"} if ws.app.user_id in channel.members else {}
    if not already:
        channel.members.add(ws.app.user_id)
        ws.announce("channel", channel=channel.id)
        events.member_changed(ws, "member_joined_channel", channel, ws.app.user_id)
    return already | {"channel": channel_json(channel, ws.app.user_id, ws.team)}


def _needs_to_list(ws: Workspace, args: Args) -> frozenset[str]:
    kinds = sorted(_kinds(args))
    missing = [_READS[kind] for kind in kinds if _READS[kind] not in ws.app.scopes]
    return frozenset(missing[:1]) or frozenset(_READS[kind] for kind in kinds)


METHODS = {
    "conversations.list": Method(list_, 2, _needs_to_list),
    "conversations.info": Method(info, 3, needs_of_channel("read")),
    "conversations.history": Method(history, 3, needs_of_channel("history")),
    "conversations.replies": Method(replies, 3, needs_of_channel("history")),
    "conversations.members": Method(members, 4, needs_of_channel("read")),
    "conversations.open": Method(open_, 3, needs("im:write", "mpim:write")),
    "conversations.join": Method(join, 3, needs("channels:join", "channels:manage")),
}
