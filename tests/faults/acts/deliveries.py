"""What leaves through the outbox about a case: messages in Slack, their edits, and public answers."""

from dataclasses import replace

from bot.cases import outbox
from bot.cases.case import Case
from bot.cases.outbox import Delivery, Does, Thing
from bot.desk import claim, escalate, handoff, reply
from bot.desk.handoff import Written
from bot.ports.store import Change
from tests.desk_room import ANN
from tests.faults.acts.act import Act
from tests.faults.stage import DESK, TEAM, seconds

NEWEST = "SELECT max(id), key FROM deliveries WHERE does = ? AND subject LIKE ?"
ENDED = ("sent", "failed", "cancelled")


class Delivered(Act):
    """`cause` commits a delivery of this kind; with the first step it meets the trouble."""

    does = Does.POST
    thing = Thing.CARD
    opens = True

    async def prepare(self) -> None:
        if self.opens:
            self.post, self.case, self.card = await self.stage.case(self.words)

    async def cause(self) -> None:
        raise NotImplementedError

    async def do(self) -> None:
        self.begun = self.stage.clock.now()
        await self.cause()
        [(self.id, self.key)] = self.stage.rows(NEWEST, self.does, f"{self.thing}:%")
        await self.stage.step()

    async def after(self) -> None:
        while self.state() not in ENDED:
            await self.stage.passes()
        self.elapsed = seconds(self.stage.clock.now() - self.begun)
        await self.stage.goes_on()

    def state(self) -> str:
        [(state,)] = self.stage.rows("SELECT state FROM deliveries WHERE id = ?", self.id)
        return str(state)

    def there(self) -> int:
        return len(self.stage.standing(self.key))

    async def told(self) -> str:
        return await self.stage.on_desk()

    async def deliver(self, *deliveries: Delivery) -> None:
        async with self.stage.store.change() as change:
            await change.deliver(*deliveries)

    async def case_now(self, change: Change) -> Case:
        return await change.case(self.case.id)


class Card(Delivered):
    opens = False

    async def cause(self) -> None:
        await self.stage.complains(f"@acmeair my {self.words}", media=["a torn bag"])
        await self.stage.poll.look()


class NextPost(Delivered):
    thing = Thing.POST

    async def cause(self) -> None:
        await self.stage.writes_again(self.post, f"@acmeair and {self.words}")
        await self.stage.poll.look()


class ReplyMessage(Delivered):
    thing = Thing.REPLY

    async def cause(self) -> None:
        await reply.reply(self.stage.desk, self.case.id, f"We {self.words}", ANNA)


class Mirrored(Delivered):
    """The note of a team, under the case's card."""

    thing = Thing.NOTE

    async def prepare(self) -> None:
        await super().prepare()
        asked = await escalate.escalate(self.stage.desk, self.case.id, "baggage", self.words, ANNA)
        await self.stage.goes_on()
        self.asked = asked.handoffs[0]

    async def cause(self) -> None:
        ts = self.stage.world.new_ts()
        note = Written(case=self.case.id, handoff=self.asked.id, channel=TEAM, ts=ts, by="U0BEN", text=self.words)
        await handoff.write(self.stage.desk, note)


class TeamsAnswer(Mirrored):
    """What a team answered, under the case's card."""

    thing = Thing.ANSWER

    async def cause(self) -> None:
        await handoff.answer(self.stage.desk, self.case.id, self.asked.id, self.words, False, BEN)


class Notice(Delivered):
    thing = Thing.NOTICE

    async def cause(self) -> None:
        await self.deliver(outbox.notice(self.case, self.words, self.stage.clock.now()))


class Still(Delivered):
    """The question to the owner of a case that does not move."""

    thing = Thing.STILL

    async def cause(self) -> None:
        await self.deliver(outbox.still(self.case, self.words, self.stage.clock.now()))


class HandoffCard(Delivered):
    thing = Thing.HANDOFF

    async def cause(self) -> None:
        await escalate.escalate(self.stage.desk, self.case.id, "baggage", self.words, ANNA)


class Call(Mirrored):
    """A line in a team's channel itself, about what is asked of them."""

    thing = Thing.CALL

    async def cause(self) -> None:
        await self.deliver(outbox.call(self.case, self.words, TEAM, self.stage.clock.now(), self.asked))


class Edit(Delivered):
    does = Does.EDIT

    async def cause(self) -> None:
        await claim.claim(self.stage.desk, self.case.id, ANNA)

    def there(self) -> int:
        card = self.stage.world.message(DESK, self.card.ts)
        return int("Anna" in self.stage.world.text_of(card) or not card.blocks)  # as plain text it says less


class Erase(Delivered):
    does = Does.ERASE

    async def cause(self) -> None:
        card = outbox.redraw(self.case, self.stage.clock.now())
        await self.deliver(replace(card, does=Does.ERASE))

    def there(self) -> int:
        return int(all(self.card.ts != message.ts for message in self.stage.world.messages(DESK)))


class PublicAnswer(ReplyMessage):
    does = Does.PUBLISH

    def there(self) -> int:
        return len(self.stage.answers(self.post))

    def shows(self) -> str:
        return " ".join(each for each in self._thread() if f"We {self.words}" in each)

    async def told(self) -> str:
        return " ".join(each for each in self._thread() if "your reply" in each)

    def _thread(self) -> list[str]:
        return [self.stage.world.text_of(each) for each in self.stage.world.thread(DESK, self.card.ts)[1:]]


BEN = replace(ANN, id="U0BEN", name="Ben Carter")
ANNA = replace(ANN, id="U0ANNA", name="Anna Berg")
