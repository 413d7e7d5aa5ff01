"""The small methods: who am I, which team, which bot, and reactions."""

from bot.sandbox.slack_server import posting
from bot.sandbox.slack_server.model import Json, Message, SlackError
from bot.sandbox.slack_server.shapes import bot_json
from bot.sandbox.slack_server.web_api.method import Args, Method, needs
from bot.sandbox.slack_server.web_api.rooms import joined
from bot.sandbox.slack_server.workspace import Workspace


def api_test(ws: Workspace, args: Args) -> Json:
    if error := args.text("error"):
        raise SlackError(error)
    return {"args": dict(args.values)}


def auth_test(ws: Workspace, args: Args) -> Json:
    return {
        "url": f"https://{ws.team.domain}.slack.com/",
        "team": ws.team.name,
        "user": ws.users[ws.app.user_id].name,
        "team_id": ws.team.id,
        "user_id": ws.app.user_id,
        "bot_id": ws.app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(ws: Workspace, args: Args) -> Json:
    address = f"https://{ws.team.domain}.slack.com/"
    team = {"id": ws.team.id, "name": ws.team.name, "domain": ws.team.domain, "url": address}
    return {"team": {**team, "email_domain": "", "icon": {"image_default": True}}}


def bots_info(ws: Workspace, args: Args) -> Json:
    if args.text("bot", ws.app.bot_id) != ws.app.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": bot_json(ws.app, ws.team, ws.base_url)}


def reactions_add(ws: Workspace, args: Args) -> Json:
    posting.react(ws, _message(ws, args), ws.app.user_id, _emoji(args))
    return {}


def reactions_remove(ws: Workspace, args: Args) -> Json:
    posting.unreact(ws, _message(ws, args), ws.app.user_id, _emoji(args))
    return {}


def _message(ws: Workspace, args: Args) -> Message:
    return ws.message(joined(ws, args.required("channel")).id, args.required("timestamp"))


def _emoji(args: Args) -> str:
    name = args.required("name").strip(":")
    if not name.replace("_", "").replace("-", "").replace("+", "").isalnum() or not name.isascii():
        raise SlackError("invalid_name")
    return name


METHODS = {
    "api.test": Method(api_test, None, needs()),
    "auth.test": Method(auth_test, None, needs()),
    "team.info": Method(team_info, 3, needs("team:read")),
    "bots.info": Method(bots_info, 3, needs("users:read")),
    "reactions.add": Method(reactions_add, 3, needs("reactions:write")),
    "reactions.remove": Method(reactions_remove, 2, needs("reactions:write")),
}
