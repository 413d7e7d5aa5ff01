"""Modals and App Homes: opened, pushed, updated, published and closed by Slack's rules."""

import json

from bot.sandbox.slack_server.blocks import VIEW_BYTES, view_errors
from bot.sandbox.slack_server.inputs import first_values, kept_values, with_ids
from bot.sandbox.slack_server.model import Json, SlackError, View
from bot.sandbox.slack_server.workspace import Workspace

STACK_MOST = 3
"""Documented: views one above the other."""


def checked(ws: Workspace, content: object, kind: str) -> Json:
    """A view that Slack accepts, with an id on every block and element; `kind`: modal or home."""
    if not isinstance(content, dict):
        raise refused(["missing required field: view [json-pointer:/view]"])
    if len(json.dumps(content)) > VIEW_BYTES:
        raise SlackError("view_too_large")
    errors = view_errors(content, ws.fetchable)
    if not errors and content["type"] != kind:
        errors = [f"must be a {kind} view [json-pointer:/view/type]"]
    if errors:
        raise refused(errors)
    return {**content, "blocks": with_ids(content["blocks"], ws.new_block_ids())}


def refused(errors: list[str]) -> SlackError:
    messages = [f"[ERROR] {error}" for error in errors]
    return SlackError("invalid_arguments", response_metadata={"messages": messages})


def open_view(ws: Workspace, trigger_id: str, content: object) -> View:
    """A modal in place of whatever modals stand on the screen of the one who acted."""
    good = checked(ws, content, "modal")
    _check_external_id(ws, good)
    user = ws.triggers.redeem(trigger_id)
    _drop(ws, ws.modals.pop(user, []))
    return _place(ws, user, good)


def push_view(ws: Workspace, trigger_id: str, content: object) -> View:
    good = checked(ws, content, "modal")
    _check_external_id(ws, good)
    return push_onto(ws, ws.triggers.redeem(trigger_id), good)


def push_onto(ws: Workspace, user: str, good: Json) -> View:
    stack = ws.modals.get(user)
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK_MOST:
        raise SlackError("push_limit_reached")
    return _place(ws, user, good)


def _place(ws: Workspace, user: str, good: Json) -> View:
    stack = ws.modals.setdefault(user, [])
    id = ws.new_id("V")
    view = View(id, user, good, _hash(ws), first_values(good["blocks"]))
    view.root_id, view.previous_id = (stack[0].id, stack[-1].id) if stack else (id, None)
    stack.append(view)
    ws.views[id] = view
    ws.announce("view", user=user, about=id)
    return view


def update_view(ws: Workspace, content: object, view_id: str = "", external_id: str = "", hash: str = "") -> View:
    view = ws.views.get(view_id) if view_id else _by_external_id(ws, external_id)
    if view is None or view.type != "modal":
        raise SlackError("not_found")
    if hash and hash != view.hash:
        raise SlackError("hash_conflict")
    replace_content(ws, view, checked(ws, content, "modal"))
    return view


def replace_content(ws: Workspace, view: View, good: Json) -> None:
    view.content, view.hash = good, _hash(ws)
    view.values = kept_values(good["blocks"], view.values)
    ws.announce("home" if view.type == "home" else "view", user=view.user, about=view.id)


def publish_home(ws: Workspace, user: str, content: object, hash: str = "") -> View:
    ws.user(user)
    good = checked(ws, content, "home")
    home = ws.homes.get(user)
    if home and hash and hash != home.hash:
        raise SlackError("hash_conflict")
    if home is None:
        id = ws.new_id("V")
        home = View(id, user, good, _hash(ws), root_id=id)
        ws.homes[user] = ws.views[id] = home
    replace_content(ws, home, good)
    return home


def close_view(ws: Workspace, view: View) -> None:
    """Take one view away, if it is still there; what is below is seen again."""
    stack = ws.modals.get(view.user, [])
    if view in stack:
        stack.remove(view)
        _drop(ws, [view])
        ws.announce("view", user=view.user)


def close_all(ws: Workspace, user: str) -> None:
    _drop(ws, ws.modals.pop(user, []))
    ws.announce("view", user=user)


def _drop(ws: Workspace, views: list[View]) -> None:
    for view in views:
        ws.views.pop(view.id, None)


def _hash(ws: Workspace) -> str:
    return f"{ws.seconds()}.{ws.new_id('h')}"


def _by_external_id(ws: Workspace, external_id: str) -> View | None:
    found = (view for view in ws.views.values() if view.content.get("external_id") == external_id)
    return next(found, None) if external_id else None


def _check_external_id(ws: Workspace, content: Json) -> None:
    if _by_external_id(ws, content.get("external_id", "")):
        raise SlackError("duplicate_external_id")
