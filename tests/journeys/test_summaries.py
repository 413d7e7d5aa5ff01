"""The team that is asked reads in a few sentences what happened; so does whoever asks for it in a thread."""

from datetime import timedelta

from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import CHAT
from tests.journeys.town import Town


async def test_a_team_and_a_colleague_read_what_happened(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.ports.summarising.SETTLED", timedelta())
    async with Town(tmp_path, model=ModelServer()) as town:
        ann = town.person("U0ANN")
        post, card = await town.complaint("@acmeair where is my stroller?")
        await town.shows(card, "by gpt-6-luna")
        hold = town.model.faults.hold(CHAT)
        await ann.command("/escalate", f"{town.number(card)} baggage Is it in Oslo?", "C0GENERAL")
        await hold.reached()
        [asked] = await town.slack.until(lambda: town.slack.messages("C0BAGGAGE"), 8, "the team's card")
        assert "In short" not in town.text(asked)
        hold.release()
        await town.shows(asked, "In short, by gpt-6-luna:")
        await ann.say(card.channel, "@Mentiondesk summary", card.ts)
        await ann.sees_ephemeral("The customer has written once")
        town.x.post(town.vera, "@acmeair it is blue", reply_to=post)
        await town.shows(asked, "The customer has written 2 times, last: @acmeair it is blue")


async def test_without_a_key_a_few_plain_words_take_its_place(tmp_path):
    async with Town(tmp_path) as town:
        ann = town.person("U0ANN")
        _, card = await town.complaint("@acmeair where is my stroller?")
        await ann.command("/escalate", f"{town.number(card)} baggage Is it in Oslo?", "C0GENERAL")
        [asked] = await town.slack.until(lambda: town.slack.messages("C0BAGGAGE"), 8, "the team's card")
        await ann.say(card.channel, "@Mentiondesk summary", card.ts)
        await ann.sees_ephemeral("wrote 1 post, we answered 0 times")
        assert "In short" not in town.text(asked)
