"""What a person does with the pointer: it acts on the one control under it, found by its place and not by its words."""

from dataclasses import dataclass

from bot.sandbox.slack_server import controls, payloads
from bot.sandbox.slack_server.controls import Control
from bot.sandbox.slack_server.inputs import state_key, state_of, value_in
from bot.sandbox.slack_server.model import AppDidNotAnswer, Json, Message, NotPossible, View
from bot.sandbox.slack_server.payloads import Target
from bot.sandbox.slack_server.workspace import Workspace

GONE = "That has just changed. Please look again."


@dataclass(frozen=True)
class Spot:
    """A message or a view, and the element in it."""

    target: Target
    block_id: str
    action_id: str

    @property
    def place(self) -> tuple[str, str]:
        return self.block_id, self.action_id


class Pointer:
    """One person's pointer. Raises NotPossible for what is not there any more."""

    def __init__(self, workspace: Workspace, user: str) -> None:
        self._ws = workspace
        self._user = user

    def find(self, where: Json) -> Target:
        """The view (`view`) or the message (`channel`, `ts`) that the page speaks of."""
        if view_id := where.get("view"):
            view = self._ws.views.get(view_id)
            if view is None or view.user != self._user:
                raise NotPossible(GONE)
            return view
        return self.message(where)

    def message(self, where: Json) -> Message:
        channel, ts = str(where.get("channel")), str(where.get("ts"))
        for whisper in self._ws.ephemerals(self._user, channel):
            if whisper.ts == ts:
                return whisper
        timeline = self._ws.timelines.get(channel)
        message = timeline.get(ts) if timeline else None
        if message is None:
            raise NotPossible(GONE)
        return message

    async def press(self, spot: Spot, option: str | None = None) -> None:
        """Press a button, or the entry of an overflow menu with this value."""
        for control in controls.clickables(spot.target.blocks):
            if control.place == spot.place and (control.option or {}).get("value") == option:
                await self._tell(spot, _pressed(control))
                return
        raise NotPossible(GONE)

    async def fill(self, spot: Spot, value: object) -> None:
        """Put a value into an input or a menu; the app hears of it if it asked to."""
        control = self._field(spot)
        value = value or None
        if _is_same(self._values(spot.target).get(spot.place), value):
            return
        self._values(spot.target)[spot.place] = state_of(control.element, value)
        if isinstance(spot.target, View):
            self._ws.announce("view", user=self._user, about=spot.target.id)
        typed = state_key(control.element) == "value"
        wanted = controls.wants_every_letter(control) if typed else controls.tells_when_chosen(control)
        if wanted:
            await self._tell(spot, state_of(control.element, value if not typed else value or ""))

    async def enter(self, spot: Spot) -> None:
        """Press Enter in a text input."""
        control = self._field(spot)
        if controls.wants_enter(control):
            await self._tell(spot, self._values(spot.target)[spot.place])

    async def suggestions(self, spot: Spot, typed: str) -> list[Json]:
        """The options that the app offers for what was typed."""
        payload = payloads.block_suggestion(self._ws, self._user, spot.target, spot.place, typed)
        answer = await self._ws.gateway.ask("interactive", payload)
        if not answer.keys() & {"options", "option_groups"}:
            raise AppDidNotAnswer("the app sent no options")
        return controls.all_options(answer)

    def _field(self, spot: Spot) -> Control:
        for control in controls.fields(spot.target.blocks):
            if control.place == spot.place:
                return control
        raise NotPossible(GONE)

    def _values(self, target: Target) -> dict[tuple[str, str], Json]:
        if isinstance(target, View):
            return target.values
        return self._ws.picked.setdefault((target.channel, target.ts), {}).setdefault(self._user, {})

    async def _tell(self, spot: Spot, state: Json) -> None:
        kind = next(c.element["type"] for c in _acting(spot.target) if c.place == spot.place)
        action = {"block_id": spot.block_id, "action_id": spot.action_id, **state, "type": kind}
        await self._ws.gateway.ask("interactive", payloads.block_actions(self._ws, self._user, spot.target, action))


def _acting(target: Target) -> list[Control]:
    return [*controls.clickables(target.blocks), *controls.fields(target.blocks)]


def _pressed(control: Control) -> Json:
    if control.option is not None:
        return {"selected_option": control.option}
    kept = ("text", "value", "style")
    return {key: control.element[key] for key in kept if key in control.element}


def _is_same(state: Json | None, value: object) -> bool:
    return state is not None and value_in(state) == value
