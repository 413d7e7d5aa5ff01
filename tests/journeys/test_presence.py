"""A customer deletes their complaint on X: it vanishes from Slack and from the database, and the case stays."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

from bot.relay.patience import Patience
from tests.journeys import town as towns
from tests.journeys.town import Town


async def test_what_a_customer_deletes_on_x_is_erased_here_when_somebody_asks(tmp_path, monkeypatch):
    monkeypatch.setattr(towns, "SHORT", replace(towns.SHORT, sure_gone=timedelta(seconds=0.2)))
    async with Town(tmp_path) as town:
        ann = town.person("U0ANN")
        post, card = await town.complaint("@acmeair my passport number is C01X00T47, help")
        town.x.delete(post)
        await ann.say(card.channel, "@Mentiondesk check", card.ts)
        await ann.sees_ephemeral("I am looking")
        await town.shows(card, "The author deleted this post")
        assert "C01X00T47" not in town.text(card)
        await ann.click(card, "History")
        await ann.sees_modal("was deleted on its network")
        with sqlite3.connect(tmp_path / "desk.db") as database:
            everything = "\n".join(database.iterdump())
        assert "C01X00T47" not in everything
    assert Patience().sure_gone == timedelta(minutes=10)
