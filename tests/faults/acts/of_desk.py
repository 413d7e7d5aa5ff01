"""What leaves through the outbox about the desk as a whole: storms, trouble, budgets, ideas and the week."""

from datetime import timedelta

from bot.cases import outbox
from bot.cases.health import Problem, Trouble
from bot.cases.outbox import Thing
from bot.cases.report import Figures, Report
from bot.cases.storms import Storm
from bot.cases.wishes import Kind, Topic
from tests.faults.acts.deliveries import Delivered
from tests.faults.stage import DESK, TEAM


class StormMessage(Delivered):
    thing = Thing.STORM
    opens = False

    async def cause(self) -> None:
        await self.begins()

    async def begins(self) -> Storm:
        here, now = self.stage.store.workspace, self.stage.clock.now()
        storm = Storm(workspace=here, lane=outbox.post_lane(here, DESK), channel=DESK, since=now, over_at=now)
        async with self.stage.store.change() as change:
            begun = await change.keep_storm(storm)
            await change.deliver(outbox.storm(begun, now))
        return begun


class WaveOver(StormMessage):
    """A line under a storm's message."""

    thing = Thing.WAVE

    async def prepare(self) -> None:
        self.storm = await self.begins()
        await self.stage.goes_on()

    async def cause(self) -> None:
        await self.deliver(outbox.wave_over(self.storm, self.number, self.words, self.stage.clock.now()))


class TroubleMessage(Delivered):
    thing = Thing.TROUBLE
    opens = False

    async def cause(self) -> None:
        now = self.stage.clock.now()
        problem = Problem(part="X", words=self.words, since=now - timedelta(minutes=3))
        async with self.stage.store.change() as change:
            told = await change.keep_trouble(Trouble(channel=DESK, told_at=now, problems=(problem,)))
            await change.deliver(outbox.trouble(self.stage.store.workspace, told, now))


class BudgetWarning(Delivered):
    thing = Thing.BUDGET
    opens = False

    async def cause(self) -> None:
        here, now = self.stage.store.workspace, self.stage.clock.now()
        await self.deliver(outbox.budget_warning(here, DESK, self.number, self.words, now))


class CaughtUp(Delivered):
    thing = Thing.LATENESS
    opens = False

    async def cause(self) -> None:
        self.stage.clock.forward(1)  # it is told once in a second
        here, now = self.stage.store.workspace, self.stage.clock.now()
        await self.deliver(outbox.caught_up(here, DESK, self.words, now))


class TopicMessage(Delivered):
    thing = Thing.TOPIC
    opens = False

    async def cause(self) -> None:
        here, now = self.stage.store.workspace, self.stage.clock.now()
        name = "".join(chr(ord("a") + int(digit)) for digit in str(self.number))  # numbers make no other topic
        about = Topic(id=0, workspace=here, team="baggage", channel=TEAM, kind=Kind.IDEA, name=name, seen_at=now)
        async with self.stage.store.change() as change:
            await change.deliver(outbox.topic_message(await change.add_topic(about), now))


class Week(Delivered):
    thing = Thing.REPORT
    opens = False

    async def cause(self) -> None:
        here, now = self.stage.store.workspace, self.stage.clock.now()
        figures = Figures(since=now - timedelta(days=7), until=now, cases=self.number)
        async with self.stage.store.change() as change:
            kept = await change.keep_report(f"2026-{self.number}", Report(week=figures, before=figures))
            assert kept
            await change.deliver(outbox.report(here, DESK, kept, now))
