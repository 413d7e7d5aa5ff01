"""The end of a modal: what Slack's client checks before it submits, and what the app's answer does to the screen."""

from bot.sandbox.slack_server import controls, screens
from bot.sandbox.slack_server.controls import Control
from bot.sandbox.slack_server.inputs import value_in
from bot.sandbox.slack_server.model import AppDidNotAnswer, Json, SlackError, View
from bot.sandbox.slack_server.workspace import Workspace


def client_errors(view: View) -> dict[str, str]:
    """What Slack's client refuses by itself, by label; the app hears nothing of it."""
    errors = {}
    for control in controls.fields(view.blocks):
        if control.block["type"] == "input" and (problem := _problem(view, control)):
            errors[control.words] = problem
    return errors


def _problem(view: View, control: Control) -> str | None:
    value = value_in(view.values[control.place])
    if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
        return None if control.block.get("optional") else "Please complete this required field."
    if not isinstance(value, str):
        return None
    least, most = control.element.get("min_length", 0), control.element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter at most {most} characters." if len(value) > most else None


def take_answer(ws: Workspace, view: View, answer: Json) -> dict[str, str] | View | None:
    """Errors by label; or the view seen next; or None when nothing is left on the screen."""
    match answer.get("response_action"):
        case None if not answer:
            screens.close_view(ws, view)
        case "clear":
            screens.close_all(ws, view.user)
        case "errors":
            return _by_label(view, answer.get("errors"))
        case "update" | "push" as action:
            return _next_view(ws, view, action, answer.get("view"))
        case other:
            raise AppDidNotAnswer(f"the app answered with response_action {other!r}")
    return ws.modal(view.user)


def _next_view(ws: Workspace, view: View, action: str, content: object) -> View:
    try:
        good = screens.checked(ws, content, "modal")
        if action == "push":
            return screens.push_onto(ws, view.user, good)
    except SlackError as error:
        raise AppDidNotAnswer(f"the app answered with a view that Slack refuses: {error.extra or error}") from error
    screens.replace_content(ws, view, good)
    return view


def _by_label(view: View, errors: object) -> dict[str, str]:
    labels = {b["block_id"]: c.words for c in controls.fields(view.blocks) if (b := c.block)["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= labels.keys():
        raise AppDidNotAnswer(f"the app sent errors for blocks that are no inputs of this view: {errors!r}")
    return {labels[block_id]: str(text) for block_id, text in errors.items()}
