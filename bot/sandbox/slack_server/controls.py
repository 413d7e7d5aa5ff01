"""Finds what a person can click, choose or fill in, by the words they see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.slack_server.inputs import TEXT_INPUTS, elements_of, state_key
from bot.sandbox.slack_server.model import Json
from bot.sandbox.slack_server.reading import words

_TRIMMINGS = re.compile(r"^(?::[\w+-]+:|[^\w#@])+|(?::[\w+-]+:|[^\w.…?!)])+$")


@dataclass(frozen=True)
class Control:
    """A button, an overflow entry (`option`), or an input under its label."""

    words: str
    block: Json
    element: Json
    option: Json | None = None

    @property
    def place(self) -> tuple[str, str]:
        return self.block["block_id"], self.element["action_id"]


def clickables(blocks: list[Json]) -> list[Control]:
    """Every button and every entry of an overflow menu."""
    return [control for block in blocks for control in _clickables(block)]


def _clickables(block: Json) -> Iterator[Control]:
    for element in elements_of(block):
        if element["type"] == "button":
            yield Control(words(element["text"]), block, element)
        elif element["type"] == "overflow":
            for option in element["options"]:
                yield Control(words(option["text"]), block, element, option)


def fields(blocks: list[Json]) -> list[Control]:
    """Every input and menu, under its label; without one, under its placeholder or the text beside it."""
    return [
        Control(_label(block, element), block, element)
        for block in blocks
        for element in elements_of(block)
        if state_key(element)
    ]


def _label(block: Json, element: Json) -> str:
    if block["type"] == "input":
        return words(block["label"])
    if "placeholder" in element:
        return words(element["placeholder"])
    return words(block.get("text"))


def find(controls: list[Control], wanted: str) -> Control:
    """The control with these words; pictures and emoji before or after them do not matter."""
    exact = [control for control in controls if control.words == wanted]
    near = [control for control in controls if _bare(control.words) == _bare(wanted)]
    for candidates in (exact, near):
        if candidates:
            return candidates[0]
    there = ", ".join(repr(control.words) for control in controls) or "nothing"
    raise LookupError(f"no {wanted!r} here; there is: {there}")


def _bare(text: str) -> str:
    return _TRIMMINGS.sub("", text)


def option_among(options: list[Json], wanted: str) -> Json:
    shown = [(words(option["text"]), option) for option in options]
    exact = [option for text, option in shown if text == wanted]
    near = [option for text, option in shown if _bare(text) == _bare(wanted)]
    if not exact and not near:
        there = ", ".join(repr(text) for text, _ in shown) or "nothing"
        raise LookupError(f"no option {wanted!r}; there is: {there}")
    return (exact or near)[0]


def all_options(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def wants_every_letter(control: Control) -> bool:
    """Does typing alone tell the app? (`dispatch_action` with on_character_entered)"""
    return "on_character_entered" in _triggers(control)


def wants_enter(control: Control) -> bool:
    return "on_enter_pressed" in _triggers(control)


def _triggers(control: Control) -> list[str]:
    if control.element["type"] not in TEXT_INPUTS or not control.block.get("dispatch_action"):
        return []
    config = control.element.get("dispatch_action_config", {})
    triggers: list[str] = config.get("trigger_actions_on", ["on_enter_pressed"])
    return triggers


def tells_when_chosen(control: Control) -> bool:
    """Menus outside input blocks always tell the app; those inside only with `dispatch_action`."""
    return control.block["type"] != "input" or bool(control.block.get("dispatch_action"))
