"""views.*: modals and the App Home."""

from bot.sandbox.slack_server import screens
from bot.sandbox.slack_server.model import Json, View
from bot.sandbox.slack_server.shapes import view_json
from bot.sandbox.slack_server.web_api.method import Args, Method, needs
from bot.sandbox.slack_server.workspace import Workspace


def open_(ws: Workspace, args: Args) -> Json:
    return _answer(ws, screens.open_view(ws, args.required("trigger_id"), args.tree("view")))


def push(ws: Workspace, args: Args) -> Json:
    return _answer(ws, screens.push_view(ws, args.required("trigger_id"), args.tree("view")))


def update(ws: Workspace, args: Args) -> Json:
    ids = args.text("view_id"), args.text("external_id"), args.text("hash")
    return _answer(ws, screens.update_view(ws, args.tree("view"), *ids))


def publish(ws: Workspace, args: Args) -> Json:
    user, hash = args.required("user_id"), args.text("hash")
    return _answer(ws, screens.publish_home(ws, user, args.tree("view"), hash))


def _answer(ws: Workspace, view: View) -> Json:
    return {"view": view_json(view, ws.app, ws.team)}


METHODS = {
    "views.open": Method(open_, 4, needs()),
    "views.push": Method(push, 4, needs()),
    "views.update": Method(update, 4, needs()),
    "views.publish": Method(publish, 4, needs()),
}
