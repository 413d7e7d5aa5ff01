"""What people do on the Slack side of the page, as small JSON calls over the hands of the sandbox."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.page.pointer import Pointer, Spot
from bot.sandbox.slack_server import Person, SlackWorld, View
from bot.sandbox.slack_server.controls import fields
from bot.sandbox.slack_server.model import Json, NotPossible

Deed = Callable[[Json], Awaitable[Json | None]]


class SlackDesk:
    """Every call names who acts in `as`; `where` names a view (`view`) or a message (`channel`, `ts`)."""

    def __init__(self, world: SlackWorld) -> None:
        self._world = world

    @property
    def deeds(self) -> dict[str, Deed]:
        return {
            "say": self.say,
            "edit": self.edit,
            "delete": self.delete,
            "react": self.react,
            "join": self.join,
            "command": self.command,
            "shortcut": self.shortcut,
            "click": self.click,
            "fill": self.fill,
            "enter": self.enter,
            "suggest": self.suggest,
            "submit": self.submit,
            "close": self.close,
            "home": self.home,
        }

    async def say(self, asked: Json) -> Json:
        message = await self._person(asked).say(
            asked["channel"], asked["text"], asked.get("thread_ts"), broadcast=bool(asked.get("broadcast"))
        )
        return {"ts": message.ts}

    async def edit(self, asked: Json) -> None:
        await self._person(asked).edit(self._pointer(asked).message(asked["where"]), asked["text"])

    async def delete(self, asked: Json) -> None:
        await self._person(asked).delete(self._pointer(asked).message(asked["where"]))

    async def react(self, asked: Json) -> None:
        await self._person(asked).react(self._pointer(asked).message(asked["where"]), asked["name"])

    async def join(self, asked: Json) -> None:
        self._world.join(self._person(asked).id, asked["channel"])

    async def command(self, asked: Json) -> None:
        """A slash command; `thread_ts` says that it was typed in a thread, where Slack refuses it."""
        await self._person(asked).command(
            asked["command"], asked.get("text", ""), asked["channel"], thread_ts=asked.get("thread_ts")
        )

    async def shortcut(self, asked: Json) -> None:
        await self._person(asked).shortcut(asked["name"], self._pointer(asked).message(asked["where"]))

    async def click(self, asked: Json) -> None:
        await self._pointer(asked).press(self._spot(asked), asked.get("option"))

    async def fill(self, asked: Json) -> None:
        await self._pointer(asked).fill(self._spot(asked), asked.get("value"))

    async def enter(self, asked: Json) -> None:
        await self._pointer(asked).enter(self._spot(asked))

    async def suggest(self, asked: Json) -> Json:
        return {"options": await self._pointer(asked).suggestions(self._spot(asked), asked.get("typed", ""))}

    async def submit(self, asked: Json) -> Json:
        """`errors`: by block_id, what stands in the way; empty when the submission was taken."""
        view = self._view(asked)
        labels = {control.block["block_id"]: control.words for control in fields(view.blocks)}
        outcome = await self._person(asked).submit(view)
        errors = outcome if isinstance(outcome, dict) else {}
        return {"errors": {block_id: errors[label] for block_id, label in labels.items() if label in errors}}

    async def close(self, asked: Json) -> None:
        await self._person(asked).close(self._view(asked))

    async def home(self, asked: Json) -> None:
        await self._person(asked).open_home(asked.get("tab", "home"))

    def _person(self, asked: Json) -> Person:
        return self._world.person(str(asked.get("as")))

    def _pointer(self, asked: Json) -> Pointer:
        return Pointer(self._world, self._person(asked).id)

    def _spot(self, asked: Json) -> Spot:
        return Spot(self._pointer(asked).find(asked["where"]), asked["block_id"], asked["action_id"])

    def _view(self, asked: Json) -> View:
        view = self._pointer(asked).find(asked["where"])
        if not isinstance(view, View):
            raise NotPossible("only views can be submitted and closed")
        return view


async def read_json(request: web.Request) -> Json:
    """Raises NotPossible for what is not a JSON object."""
    try:
        asked = await request.json()
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise NotPossible("a JSON object is expected")
    return asked
