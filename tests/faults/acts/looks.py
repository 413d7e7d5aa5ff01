"""Looks: those that settle what nobody knows, and those at what is new on X."""

from tests.faults.acts.act import Act
from tests.faults.acts.deliveries import Card, Delivered, NextPost, PublicAnswer
from tests.faults.stage import DESK, LOOKS_EVERY, seconds

FIRST_LOOK = 2.0


class Settled(Delivered):
    """It stands, and nobody has said so; now it is looked for."""

    async def prepare(self) -> None:
        await super().prepare()
        self.stage.slack_server.faults.add("* chat.postMessage", "internal_error", where="after")
        self.stage.x_server.faults.add("POST /2/tweets", "500", where="after")
        await super().do()
        assert self.state() == "unsure"

    async def do(self) -> None:
        self.stage.clock.forward(FIRST_LOOK)
        self.begun = self.stage.clock.now()
        await self.stage.step()


class SettleCard(Settled, Card): ...


class SettleMessage(Settled, NextPost): ...


class SettleAnswer(Settled, PublicAnswer): ...


class Mentions(Act):
    """Something new is on X, and somebody looks."""

    source = "mentions"

    async def do(self) -> None:
        self.begun = self.stage.clock.now()
        await self.publish()
        await self.stage.poll.look()

    async def publish(self) -> None:
        await self.stage.complains(f"@acmeair my {self.words}")

    async def after(self) -> None:
        look = self.stage.poll.looks[self.source]
        while look.problem:
            self.stage.clock.forward(LOOKS_EVERY)
            await self.stage.poll.look()
        self.elapsed = seconds(self.stage.clock.now() - self.begun)
        await self.stage.goes_on()

    def there(self) -> int:
        world = self.stage.world
        return sum(self.words in world.text_of(message) for message in world.messages(DESK))

    async def told(self) -> str:
        return self.stage.poll.looks[self.source].problem


class Tracked(Mentions):
    source = "search: acme air"

    async def publish(self) -> None:
        await self.stage.complains(f"acme air has lost my {self.words}")


class ByHand(Mentions):
    source = "own posts"

    async def prepare(self) -> None:
        self.post, _, self.card = await self.stage.case(self.words)

    async def publish(self) -> None:
        self.stage.x.post("acmeair", f"By hand, {self.words}", reply_to=self.post)

    def there(self) -> int:
        world = self.stage.world
        thread = world.thread(DESK, self.card.ts)[1:]
        return sum("By hand" in world.text_of(message) for message in thread)


class StillThere(Act):
    """A post was deleted on X, and it is time to look whether it still stands."""

    async def prepare(self) -> None:
        self.post, self.case, self.card = await self.stage.case(self.words)
        self.stage.x.delete(self.post)
        async with self.stage.store.change() as change:
            await change.looked_at([self.case.posts[0].id], self.stage.clock.now())

    async def do(self) -> None:
        self.elapsed = seconds(await self.stage.presence.look() - self.stage.clock.now())

    async def after(self) -> None:
        assert self.elapsed is not None
        self.stage.clock.forward(self.elapsed)
        await self.stage.presence.look()
        await self.stage.goes_on()

    def there(self) -> int:
        return int(self.words not in self.stage.world.text_of(self.stage.world.message(DESK, self.card.ts)))


class WhoWeAre(Mentions):
    """At a start nobody knows yet whose keys these are."""

    async def prepare(self) -> None:
        self.stage.network._me = None


class WhoWeAreByName(WhoWeAre):
    async def prepare(self) -> None:
        await super().prepare()
        self.stage.knows_no_me()
