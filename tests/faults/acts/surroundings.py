"""What the bot asks Slack about its surroundings, and at a start."""

import asyncio

from bot.desk.desk import Desk
from bot.slack import channels
from bot.slack.roster import SlackRoster
from tests.faults.acts.act import Act
from tests.faults.stage import SETTINGS


class Person(Act):
    async def prepare(self) -> None:
        self.user = f"U0NEW{self.words.split()[0].upper()}"
        self.stage.world.add_user(self.user, self.user.lower(), "Nova")

    async def do(self) -> None:
        await self.stage.office.people.meet(self.user)

    async def after(self) -> None:
        await self.stage.office.people.meet(self.user)

    def there(self) -> int:
        return int(self.stage.office.people.name(self.user) == "Nova")


class Presence(Act):
    """Somebody is to be asked for help; what is not known of them is taken for the best."""

    async def prepare(self) -> None:
        self.roster = SlackRoster(self.stage.slack.client, self.stage.office.people, SETTINGS, self.stage.clock)

    async def do(self) -> None:
        self.found = await self.roster.colleagues(["U0BEN"])

    def there(self) -> int:
        return len(self.found)


class Round(Act):
    """A look at groups, channels and people; what it says is when the next one comes."""

    async def do(self) -> None:
        self.elapsed = await channels.look_round(self.stage.office)

    async def after(self) -> None:
        self.again = await channels.look_round(self.stage.office)

    def there(self) -> int:
        return int(self.again == channels.EVERY_SECONDS and bool(self.stage.office.people.groups_of("U0BEN")))


class Start(Act):
    """Another start of the Slack room."""

    async def do(self) -> None:
        self.slack = self.stage.another_slack()
        self.starting = asyncio.create_task(self._start())
        met = self.stage.met
        await self.stage.until(lambda: self.starting.done() or met is None or met.struck > 1)

    async def _start(self) -> None:
        await self.slack.start()
        await self.slack.serve(Desk(self.stage.store, SETTINGS, self.stage.clock), self.stage.store, lambda: ())

    async def after(self) -> None:
        try:
            async with asyncio.timeout(30):
                await asyncio.wait([self.starting])
        finally:
            await self.slack.stop(0.5)

    def there(self) -> int:
        return int(self.starting.exception() is None)

    async def told(self) -> str:
        failed = self.starting.exception() if self.starting.done() else None
        return str(failed or "")
