"""How Slack writes people, channels, messages, files and views as JSON."""

from bot.sandbox.slack_server.inputs import values_json
from bot.sandbox.slack_server.model import App, Channel, File, Json, Message, Team, User, UserGroup, View


def user_json(user: User, avatar: str, with_email: bool = False) -> Json:
    common = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile_json(user, avatar, with_email),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if user.is_stranger:
        common["is_stranger"] = True
    if user.deleted:
        return common
    return common | {
        "color": "9f69e7",
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset,
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": not user.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }


def profile_json(user: User, avatar: str, with_email: bool = False) -> Json:
    first, _, last = user.real_name.partition(" ")
    profile: Json = {
        "title": user.title,
        "phone": "",
        "skype": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.display_name,
        "display_name_normalized": user.display_name,
        "first_name": first,
        "last_name": last,
        "fields": None,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": f"g{user.id.lower()}",
        "team": user.team_id,
    }
    profile |= {f"image_{size}": avatar for size in (24, 32, 48, 72, 192, 512)}
    return profile | ({"email": user.email} if with_email and user.email else {})


_NEVER = [
    "is_im",
    "is_mpim",
    "is_shared",
    "is_ext_shared",
    "is_org_shared",
    "is_pending_ext_shared",
    "is_frozen",
    "is_thread_only",
    "is_read_only",
]


def channel_json(channel: Channel, bot: str, team: Team) -> Json:
    common = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "context_team_id": team.id,
        "is_org_shared": False,
    }
    if channel.kind == "im":
        return common | {"is_im": True, "user": channel.im_user, "is_user_deleted": False, "priority": 0}
    return (
        dict.fromkeys(_NEVER, False)
        | common
        | {
            "name": channel.name,
            "name_normalized": channel.name,
            "is_channel": channel.kind == "channel",
            "is_group": channel.kind == "group",
            "is_private": channel.kind == "group",
            "is_general": channel.name == "general",
            "is_member": bot in channel.members,
            "creator": channel.creator,
            "unlinked": 0,
            "previous_names": [],
            "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
            "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": channel.created},
            "num_members": len(channel.members),
        }
    )


def group_json(group: UserGroup, team: Team, with_users: bool) -> Json:
    shape: Json = {
        "id": group.id,
        "team_id": team.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_delete": 1 if group.disabled else 0,
        "auto_type": None,
        "user_count": len(group.users),
    }
    return shape | ({"users": list(group.users)} if with_users else {})


def file_json(file: File, base: str, team: Team) -> Json:
    private = f"{base}/files-pri/{team.id}-{file.id}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "pretty_type": file.name.rpartition(".")[2].upper(),
        "user": file.user,
        "user_team": team.id,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "is_public": bool(file.channels),
        "url_private": f"{private}/{file.name}",
        "url_private_download": f"{private}/download/{file.name}",
        "permalink": f"https://{team.domain}.slack.com/files/{file.user}/{file.id}/{file.name}",
        "channels": list(file.channels),
    }


def message_json(message: Message, app: App, team: Team, base: str, with_metadata: bool = False) -> Json:
    """A message as the history shows it and events carry it (there without channel)."""
    shape: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts, "team": team.id}
    optional: Json = {
        "subtype": message.subtype,
        "client_msg_id": message.client_msg_id,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "edited": message.edited,
        "files": [file_json(file, base, team) for file in message.files],
        "metadata": message.metadata if with_metadata else None,
        "thread_ts": message.thread_ts,
    }
    shape |= {key: value for key, value in optional.items() if value}
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": app.id, "bot_profile": bot_json(app, team, base)}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.replies:
        shape |= {
            "thread_ts": message.ts,
            "reply_count": len(message.replies),
            "reply_users_count": len(message.reply_users),
            "reply_users": message.reply_users[:5],
            "latest_reply": message.replies[-1],
            "is_locked": False,
            "subscribed": False,
        }
    return shape


def permalink(message: Message, team: Team) -> str:
    """The address of a message, as people copy it in Slack."""
    path = f"{message.channel}/p{message.ts.replace('.', '')}"
    tail = f"?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else ""
    return f"https://{team.domain}.slack.com/archives/{path}{tail}"


def bot_json(app: App, team: Team, base: str) -> Json:
    avatar = f"{base}/avatars/{app.user_id}.svg"
    return {
        "id": app.bot_id,
        "app_id": app.id,
        "user_id": app.user_id,
        "name": app.name,
        "deleted": False,
        "updated": 1,
        "team_id": team.id,
        "icons": {f"image_{size}": avatar for size in (36, 48, 72)},
    }


def view_json(view: View, app: App, team: Team) -> Json:
    content = view.content
    shape: Json = {
        "id": view.id,
        "team_id": team.id,
        "type": view.type,
        "blocks": view.blocks,
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": content.get("external_id", ""),
        "state": {"values": values_json(view.values)},
        "hash": view.hash,
        "title": content.get("title", {"type": "plain_text", "text": "View Title"}),
        "submit": content.get("submit"),
        "close": content.get("close"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "submit_disabled": content.get("submit_disabled", False),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": app.id,
        "app_installed_team_id": team.id,
        "bot_id": app.bot_id,
    }
    return shape
