"""From the words a person chooses to the value that a menu, picker or set of boxes then holds."""

from bot.sandbox.slack_server import controls, payloads
from bot.sandbox.slack_server.controls import Control
from bot.sandbox.slack_server.inputs import value_in
from bot.sandbox.slack_server.model import AppDidNotAnswer, Json, NotPossible
from bot.sandbox.slack_server.payloads import Target
from bot.sandbox.slack_server.workspace import Workspace

OWN_OPTIONS = ("static_select", "radio_buttons", "checkboxes")


async def offered(ws: Workspace, user: str, target: Target, control: Control, typed: str) -> list[Json]:
    """What the app offers in a type-ahead menu."""
    payload = payloads.block_suggestion(ws, user, target, control.place, typed)
    answer = await ws.gateway.ask("interactive", payload)
    if not answer.keys() & {"options", "option_groups"}:
        raise AppDidNotAnswer("the app sent no options")
    return controls.all_options(answer)


async def chosen(
    ws: Workspace, user: str, target: Target, control: Control, wanted: object, typed: str | None
) -> object:
    """The value for `wanted`: words, an id, a date; a list of them where several are possible; None for nothing."""
    kind = control.element["type"]
    several = kind.startswith("multi_") or kind == "checkboxes"
    if wanted is None:
        return [] if several else None
    wishes = wanted if isinstance(wanted, list) else [wanted]
    if not several and len(wishes) != 1:
        raise NotPossible(f"{control.words!r} takes one choice")
    options = []
    if kind.endswith("external_select"):
        options = await offered(ws, user, target, control, str(wishes[0]) if typed is None else typed)
    found = [_one(ws, kind.removeprefix("multi_"), control, wish, options) for wish in wishes]
    return found if several else found[0]


def toggled(state: Json | None, one: object) -> list[object]:
    """Checkboxes after a click on one of them."""
    before = value_in(state) if state else None
    boxes = before if isinstance(before, list) else []
    return [box for box in boxes if box != one] if one in boxes else [*boxes, one]


def _one(ws: Workspace, kind: str, control: Control, wish: object, options: list[Json]) -> object:
    words = str(wish)
    if kind in OWN_OPTIONS:
        return controls.option_among(controls.all_options(control.element), words)
    if kind == "external_select":
        return controls.option_among(options, words)
    if kind == "users_select":
        living = (user for user in ws.users.values() if not user.deleted)
        return _by_name(words, {user.id: (user.real_name, user.display_name, user.name) for user in living})
    if kind in ("conversations_select", "channels_select"):
        return _by_name(words, {c.id: (c.name, f"#{c.name}") for c in ws.channels.values() if not c.archived})
    return wish


def _by_name(wanted: str, names: dict[str, tuple[str, ...]]) -> str:
    for id, known in names.items():
        if wanted == id or wanted.removeprefix("@") in known:
            return id
    raise LookupError(f"nobody and nothing to choose is called {wanted!r}")
