"""Windows and Homes, and what one person alone is told."""

import pytest

from bot.slack.ids import Button, Target
from tests.faults.acts.act import Act
from tests.faults.stage import DESK


class Open(Act):
    async def prepare(self) -> None:
        _, self.case, self.card = await self.stage.case(self.words)
        while view := self.anna.modal():
            await self.anna.close(view)
        self.said = len(self.stage.world.ephemerals("U0ANNA"))

    async def do(self) -> None:
        await self.anna.click(self.card, "Reply")
        await self.stage.settled()

    def there(self) -> int:
        return len(self.stage.world.modals.get("U0ANNA", []))

    def shows(self) -> str:
        view = self.anna.modal()
        return self.stage.world.text_of(view) if view else ""

    async def told(self) -> str:
        return self.private()

    def private(self) -> str:
        return " ".join(self.stage.world.text_of(each) for each in self.stage.world.ephemerals("U0ANNA")[self.said :])


class Push(Open):
    """A step in the window behind **More…**, which a card needs once it has more steps than fit."""

    async def prepare(self) -> None:
        await super().prepare()
        target = Target(case=self.case.id, step=Button.MORE).write()
        option = {"text": {"type": "plain_text", "text": "More…"}, "value": target}
        menu = {"type": "overflow", "action_id": Button.MORE, "options": [option]}
        posted = await self.stage.office.client.chat_postMessage(
            channel=DESK, text="?", blocks=[{"type": "actions", "elements": [menu]}]
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.slack.buttons.hidden", lambda steps: tuple(steps)[4:])
            await self.anna.click(self.stage.world.message(DESK, posted["ts"]), "More…")
            self.more = await self.anna.sees_modal("Snooze")
        self.said = len(self.stage.world.ephemerals("U0ANNA"))

    async def do(self) -> None:
        await self.anna.click(self.more, "Snooze")
        await self.stage.settled()

    def there(self) -> int:
        return super().there() - 1


class Fill(Open):
    """The window is open already, and is to show what it is about."""


class Home(Act):
    async def do(self) -> None:
        self.before = self._hash()
        await self.anna.open_home()
        await self.stage.settled()

    def there(self) -> int:
        return int(self._hash() != self.before)

    def _hash(self) -> str:
        home = self.stage.world.home("U0ANNA")
        return home.hash if home else ""


class InThread(Open):
    """A refusal in a thread, where Slack gives no other way to answer."""

    async def do(self) -> None:
        await self.anna.say(DESK, "@Mentiondesk release", self.card.ts)
        await self.stage.settled()

    def there(self) -> int:
        return self.private().count("Nobody has case")

    async def told(self) -> str:
        return ""


class ToACommand(InThread):
    async def do(self) -> None:
        await self.anna.command("/reply", "#99999 hello", DESK)
        await self.stage.settled()

    def there(self) -> int:
        return self.private().count("There is no case")


class Question(Act):
    """A question in the direct messages, which is answered in its thread."""

    async def do(self) -> None:
        self.asked = await self.anna.say(self.anna.dm(), f"#{900_000 + self.number}?")
        await self.stage.settled()

    def there(self) -> int:
        return len(self.stage.world.thread(self.asked.channel, self.asked.ts)) - 1


class Prompts(Act):
    async def prepare(self) -> None:
        self.stage.world.prompts.clear()

    async def do(self) -> None:
        await self.anna.open_home("messages")
        await self.stage.settled()

    async def after(self) -> None:
        await self.do()

    def there(self) -> int:
        return len(self.stage.world.prompts)
