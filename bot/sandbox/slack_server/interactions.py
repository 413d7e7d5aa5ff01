"""What a person does with buttons, menus, modals, commands and shortcuts, as Slack's client does it."""

from bot.sandbox.slack_server import choices, controls, payloads, replies, screens
from bot.sandbox.slack_server.controls import Control
from bot.sandbox.slack_server.inputs import state_key, state_of
from bot.sandbox.slack_server.model import Json, Message, NotPossible, View
from bot.sandbox.slack_server.payloads import Target
from bot.sandbox.slack_server.reading import words
from bot.sandbox.slack_server.submission import client_errors, take_answer
from bot.sandbox.slack_server.triggers import ResponseGrant
from bot.sandbox.slack_server.workspace import Workspace


async def click(ws: Workspace, user: str, target: Target, wanted: str) -> None:
    """Press a button or an overflow entry (and confirm, if the app asks)."""
    _check_visible(ws, user, target)
    control = controls.find(controls.clickables(target.blocks), wanted)
    action = _action(control)
    if control.option is not None:
        action["selected_option"] = control.option
    else:
        action["text"] = control.element["text"]
        action |= {key: control.element[key] for key in ("value", "style") if key in control.element}
    await ws.gateway.ask("interactive", payloads.block_actions(ws, user, target, action))


async def choose(
    ws: Workspace, user: str, target: Target, label: str, wanted: object, typed: str | None = None
) -> None:
    """Choose in a menu, a picker, radio buttons or checkboxes; a list of words where several are possible."""
    _check_visible(ws, user, target)
    control = controls.find(controls.fields(target.blocks), label)
    value = await choices.chosen(ws, user, target, control, wanted, typed)
    if control.element["type"] == "checkboxes" and isinstance(value, list) and not isinstance(wanted, list | None):
        value = choices.toggled(_values(ws, user, target).get(control.place), value[0])
    _set(ws, user, target, control, value)
    if controls.tells_when_chosen(control):
        await _tell(ws, user, target, control, value)


async def type_into(ws: Workspace, user: str, target: Target, label: str, text: str) -> None:
    """Fill in a text input; tells the app at once when the input asks for every letter."""
    _check_visible(ws, user, target)
    control = controls.find(controls.fields(target.blocks), label)
    _set(ws, user, target, control, text or None)
    if controls.wants_every_letter(control):
        await _tell(ws, user, target, control, text)


async def press_enter(ws: Workspace, user: str, target: Target, label: str) -> None:
    control = controls.find(controls.fields(target.blocks), label)
    if controls.wants_enter(control):
        state = _values(ws, user, target).get(control.place, {})
        await _tell(ws, user, target, control, state.get("value"))


async def suggestions(ws: Workspace, user: str, target: Target, label: str, typed: str) -> list[str]:
    """The options that the app offers for what was typed into a menu with type-ahead."""
    control = controls.find(controls.fields(target.blocks), label)
    return [words(option["text"]) for option in await choices.offered(ws, user, target, control, typed)]


async def submit(ws: Workspace, user: str, view: View, filled: dict[str, object]) -> dict[str, str] | View | None:
    """Fill in by labels and submit. Errors by label; or the view seen next; or None when all is closed."""
    for label, value in filled.items():
        control = controls.find(controls.fields(view.blocks), label)
        if state_key(control.element) == "value":
            await type_into(ws, user, view, label, str(value))
        else:
            await choose(ws, user, view, label, value)
    if not view.content.get("submit"):
        raise NotPossible("this view has nothing to submit")
    if errors := client_errors(view):
        return errors
    answer = await ws.gateway.ask("interactive", payloads.view_submission(ws, view))
    return take_answer(ws, view, answer)


async def close(ws: Workspace, view: View) -> None:
    """Close a modal by its cross or its close button."""
    clears = bool(view.content.get("clear_on_close"))
    stack = list(ws.modals.get(view.user, []))
    if clears:
        screens.close_all(ws, view.user)
    else:
        screens.close_view(ws, view)
    for closed in reversed(stack) if clears else [view]:
        if closed.content.get("notify_on_close"):
            await ws.gateway.ask("interactive", payloads.view_closed(ws, closed, clears))


async def command(ws: Workspace, user: str, channel_id: str, name: str, text: str) -> Message | None:
    """A slash command; returns what the app said in its ack, if anything."""
    channel = ws.channel(channel_id)
    if user not in channel.members:
        raise NotPossible(f"{user} is not in {channel.name}")
    if ws.app.commands is not None and name not in ws.app.commands:
        raise NotPossible(f"{name} is not a valid command")
    answer = await ws.gateway.ask("slash_commands", payloads.slash_command(ws, user, channel, name, text))
    if not answer:
        return None
    return replies.reply(ws, ResponseGrant(channel_id, user, ws.clock()), answer)


async def shortcut(ws: Workspace, user: str, name: str, message: Message) -> None:
    """An entry of a message's own menu."""
    _check_visible(ws, user, message)
    if name not in ws.app.shortcuts:
        raise LookupError(f"no shortcut {name!r}; there is: {', '.join(ws.app.shortcuts) or 'nothing'}")
    payload = payloads.message_action(ws, user, message, ws.app.shortcuts[name])
    await ws.gateway.ask("interactive", payload)


async def global_shortcut(ws: Workspace, user: str, name: str) -> None:
    if name not in ws.app.global_shortcuts:
        raise LookupError(f"no shortcut {name!r}; there is: {', '.join(ws.app.global_shortcuts) or 'nothing'}")
    await ws.gateway.ask("interactive", payloads.global_shortcut(ws, user, ws.app.global_shortcuts[name]))


def _check_visible(ws: Workspace, user: str, target: Target) -> None:
    if isinstance(target, View):
        seen = target.user == user and ws.views.get(target.id) is target
        if not seen:
            raise NotPossible("this view is no longer on the screen")
    elif target.ephemeral_for:
        if target not in ws.whispers.get(user, []):
            raise NotPossible("this message is not there for this person")
    elif ws.timelines[target.channel].get(target.ts) is not target:
        raise NotPossible("this message is deleted")
    elif user not in ws.channels[target.channel].members and ws.channels[target.channel].kind != "channel":
        raise NotPossible(f"{user} cannot see this message")


def _action(control: Control) -> Json:
    block_id, action_id = control.place
    return {"type": control.element["type"], "action_id": action_id, "block_id": block_id}


def _values(ws: Workspace, user: str, target: Target) -> dict[tuple[str, str], Json]:
    if isinstance(target, View):
        return target.values
    return ws.picked.setdefault((target.channel, target.ts), {}).setdefault(user, {})


def _set(ws: Workspace, user: str, target: Target, control: Control, value: object) -> None:
    _values(ws, user, target)[control.place] = state_of(control.element, value)
    if isinstance(target, View):
        ws.announce("view", user=user, about=target.id)


async def _tell(ws: Workspace, user: str, target: Target, control: Control, value: object) -> None:
    action = _action(control) | state_of(control.element, value)
    await ws.gateway.ask("interactive", payloads.block_actions(ws, user, target, action))
