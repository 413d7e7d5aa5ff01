"""What X bills: counted to the cent over a mixed day, shown to people, and stopped where the budget ends."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.slack_server import Message
from bot.sandbox.x_server import Post
from tests.journeys import town as towns
from tests.journeys.town import Town


@pytest.fixture(autouse=True)
def quick_to_tell(monkeypatch):
    monkeypatch.setattr(towns, "SHORT", replace(towns.SHORT, trouble=timedelta(seconds=0.6)))


class ThriftyTown(Town):
    """A town with a budget for X, in US dollars a month."""

    def __init__(self, folder: Path, budget: float) -> None:
        super().__init__(folder)
        self._desk = self._desk.replace("[x]\n", f"[x]\nmonthly_budget = {budget}\n")

    async def metric(self, name: str) -> float:
        assert self.bot
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.bot.port}/metrics") as answer,
        ):
            lines = (await answer.text()).splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(f"{name} "))

    async def counted(self) -> float:
        return await self.metric("mentiondesk_spend_dollars")

    async def desk(self) -> str:
        ann = self.person("U0ANN")
        await ann.command("/desk", "", "C0MENTIONS")
        return self.text(await ann.sees_ephemeral("X this month", "C0MENTIONS"))

    async def billed(self) -> None:
        """Wait until our books show what X's own bill says, within a cent."""
        last = -1.0
        for _ in range(300):
            ours, theirs = await self.counted(), self.x.spend.total
            if abs(ours - theirs) < 0.0005 and theirs == last:
                return
            last = theirs
            await asyncio.sleep(0.1)
        raise AssertionError(f"we count ${ours:.3f}, X bills ${theirs:.3f}: {self.x.spend.counts}")


async def answers(town: Town, card: Message, post: Post, text: str) -> None:
    assert await town.reply(town.person("U0ANN"), card, text) is None
    await town.posted(post, text[:20])


async def test_a_mixed_day_is_counted_to_the_cent_over_a_restart(tmp_path):
    async with ThriftyTown(tmp_path, 100.0) as town:
        first, card = await town.complaint("@acmeair my suitcase never came to Oslo")
        town.x.post(town.omar, "acme air lost my bag and nobody answers")
        await town.card("acme air lost my bag")
        await answers(town, card, first, "We look for it in Oslo right now.")
        town.x.post(town.vera, "@acmeair thank you, it is blue", reply_to=first)
        await town.in_thread(card, "it is blue")
        taxi, other = await town.complaint("@acmeair where do I claim my taxi?", town.omar)
        await answers(town, other, taxi, "You can claim it here: https://acme.com/claims")
        town.x.post(town.acme, "Our lounges are open again.")
        await town.billed()
        await town.stop_bot()
        town.x.post(town.omar, "@acmeair and my hotel?", reply_to=town.answers(taxi)[0])
        await town.start_bot()
        await town.in_thread(other, "and my hotel?")
        await town.billed()
        spent = town.x.spend.total
        assert spent > 0.2  # the link made it dear
        assert f"X this month: ${spent:.2f} of $100.00" in await town.desk()
        assert await town.metric("mentiondesk_budget_dollars") == 100.0


async def test_at_the_end_of_the_budget_reading_stops_replies_go_on_and_a_higher_one_lets_it_go_on(tmp_path):
    async with ThriftyTown(tmp_path, 0.02) as town:
        complaint, card = await town.complaint("@acmeair my suitcase never came to Oslo")
        await answers(town, card, complaint, "We look for it in Oslo right now.")
        told = await town.card("is used up, so X is not read. Replies still go out.")
        town.x.post(town.omar, "@acmeair is anybody there?")
        calls = len(town.x_server.calls)
        await asyncio.sleep(1)  # for five looks
        assert len(town.x_server.calls) == calls
        assert "used up" in await town.desk()
        await answers(town, card, complaint, "It is found, and on its way to you.")
        assert len(town.answers(complaint)) == 2

        await town.stop_bot()
        town._desk = town._desk.replace("monthly_budget = 0.02", "monthly_budget = 20")
        await town.start_bot()
        await town.card("is anybody there?")
        await town.shows(told, "All is well again", 15)
        warnings = [m for m in town.slack.messages("C0MENTIONS") if "X this month" in town.slack.text_of(m)]
        assert len(warnings) <= 1  # of four fifths, if a look fell in between


async def test_a_budget_of_nothing_reads_nothing(tmp_path):
    async with ThriftyTown(tmp_path, 0.0) as town:
        town.x.post(town.vera, "@acmeair hello?")
        await town.card("is used up, so X is not read", 15)
        assert town.x.spend.total == 0
