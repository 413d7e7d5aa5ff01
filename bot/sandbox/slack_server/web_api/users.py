"""users.*, bots.*, usergroups.*, dnd.*: who is there, and may be disturbed."""

from bot.sandbox.slack_server.model import Json, SlackError, User
from bot.sandbox.slack_server.shapes import group_json, profile_json, user_json
from bot.sandbox.slack_server.web_api.method import Args, Method, needs, page_of
from bot.sandbox.slack_server.workspace import Workspace

DND_MOST = 50
"""Documented: people per call of dnd.teamInfo."""


def info(ws: Workspace, args: Args) -> Json:
    return {"user": _shape(ws, ws.user(args.required("user")))}


def bots_info(ws: Workspace, args: Args) -> Json:
    app = ws.app
    if args.required("bot") != app.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": {"id": app.bot_id, "app_id": app.id, "user_id": app.user_id, "name": app.name, "deleted": False}}


def list_(ws: Workspace, args: Args) -> Json:
    members = [user for user in ws.users.values() if not user.is_stranger]
    page, meta = page_of(members, args)
    return {
        "members": [_shape(ws, user) for user in page],
        "cache_ts": ws.seconds(),
        "response_metadata": meta,
    }


def get_presence(ws: Workspace, args: Args) -> Json:
    return {"presence": ws.user(args.required("user")).presence}


def profile_get(ws: Workspace, args: Args) -> Json:
    user = ws.user(args.required("user"))
    return {"profile": profile_json(user, ws.avatar(user.id), _email(ws))}


def lookup_by_email(ws: Workspace, args: Args) -> Json:
    email = args.required("email").lower()
    for user in ws.users.values():
        if user.email.lower() == email and not user.deleted:
            return {"user": _shape(ws, user)}
    raise SlackError("users_not_found")


def dnd_info(ws: Workspace, args: Args) -> Json:
    return _dnd(ws, ws.user(args.text("user", ws.app.user_id)))


def dnd_team_info(ws: Workspace, args: Args) -> Json:
    users = args.words("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > DND_MOST:
        raise SlackError("too_many_users")
    return {"users": {id: _dnd(ws, ws.users[id]) for id in users if id in ws.users}}


def _dnd(ws: Workspace, user: User) -> Json:
    begin = ws.seconds() - 3600 if user.dnd else 1
    return {
        "dnd_enabled": user.dnd,
        "next_dnd_start_ts": begin,
        "next_dnd_end_ts": begin + 8 * 3600 if user.dnd else 1,
    }


def groups_list(ws: Workspace, args: Args) -> Json:
    with_users, disabled = args.flag("include_users"), args.flag("include_disabled")
    found = [group for group in ws.groups.values() if disabled or not group.disabled]
    return {"usergroups": [group_json(group, ws.team, with_users) for group in found]}


def groups_users_list(ws: Workspace, args: Args) -> Json:
    group = ws.groups.get(args.required("usergroup"))
    if group is None or (group.disabled and not args.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": [id for id in group.users if not ws.users[id].deleted]}


def _shape(ws: Workspace, user: User) -> Json:
    return user_json(user, ws.avatar(user.id), _email(ws))


def _email(ws: Workspace) -> bool:
    return "users:read.email" in ws.app.scopes


METHODS = {
    "users.info": Method(info, 4, needs("users:read")),
    "bots.info": Method(bots_info, 3, needs("users:read")),
    "users.list": Method(list_, 2, needs("users:read")),
    "users.getPresence": Method(get_presence, 3, needs("users:read")),
    "users.profile.get": Method(profile_get, 4, needs("users.profile:read")),
    "users.lookupByEmail": Method(lookup_by_email, 3, needs("users:read.email")),
    "dnd.info": Method(dnd_info, 3, needs("dnd:read")),
    "dnd.teamInfo": Method(dnd_team_info, 2, needs("dnd:read")),
    "usergroups.list": Method(groups_list, 2, needs("usergroups:read")),
    "usergroups.users.list": Method(groups_users_list, 2, needs("usergroups:read")),
}
