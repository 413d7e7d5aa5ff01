"""A question to a model, behind which plain rules stand."""

from bot.ai.assistant import ModelAssistant
from bot.ai.assistant.asking import Server
from bot.ai.backed import Backed
from bot.ai.rules import Rules
from bot.ports.assistant import NoHelp
from bot.sandbox.model_server.server import KEY, MODEL
from bot.slack import machine
from tests.faults.acts.act import Act
from tests.faults.stage import PATIENCE, SETTINGS, seconds
from tests.faults.troubles import HASTE


class Asked(Act):
    """Somebody wants to know what happened in a case so far."""

    async def prepare(self) -> None:
        _, self.case, _ = await self.stage.case(self.words)
        self.said = 0

    async def do(self) -> None:
        self.begun = self.stage.clock.now()
        address = f"{self.stage.doors['model'].url}/v1"
        patience = HASTE if self.stage.hurries else PATIENCE
        server = Server(key=KEY, model=MODEL, base_url=address, seconds=patience)
        self.model = ModelAssistant(server, self.stage.store, self.stage.store, SETTINGS, self.stage.clock)
        self.said += bool((await Backed(self.model, Rules(SETTINGS)).summary(self.case, by="U0ANNA")).text)
        self.standing = self.model.standing

    async def after(self) -> None:
        while not await self._helps():
            pass
        self.elapsed = seconds(self.stage.clock.now() - self.begun)
        await self.model.stop()

    async def _helps(self) -> bool:
        """Whether the model itself answers; else the time passes that it is left in peace."""
        try:
            await self.model.summary(self.case)
        except NoHelp as none:
            assert none.until
            self.stage.clock.forward((none.until - self.stage.clock.now()).total_seconds())
            return False
        return True

    def there(self) -> int:
        return self.said

    async def told(self) -> str:
        return " ".join(str(block) for block in machine.standing(self.standing)) if self.standing.problem else ""
