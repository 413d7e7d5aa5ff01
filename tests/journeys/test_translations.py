"""A customer in another language: the desk reads both, and whoever answers knows what they say."""

from bot.sandbox.model_server import ModelServer
from bot.sandbox.model_server.server import CHAT
from tests.journeys.town import Town


async def test_posts_and_answers_are_read_in_both_languages(tmp_path):
    async with Town(tmp_path, model=ModelServer()) as town:
        ann, hold = town.person("U0ANN"), town.model.faults.hold(CHAT)
        post, card = await town.complaint("@acmeair Wo ist mein Koffer?", lang="de")
        await hold.reached()
        assert "English, by" not in town.text(card)
        hold.release()
        await town.shows(card, "where is my Koffer?")
        town.x.post(town.vera, "@acmeair Ich warte noch", reply_to=post, lang="de")
        await town.in_thread(card, "I warte noch")
        await ann.click(card, "Reply")
        await ann.type(await ann.sees_modal("Suggest"), "Reply", "Wir sehen nach.")
        await ann.click(await ann.sees_modal("Read it in English"), "Read it in English")
        assert await ann.submit(await ann.sees_modal("we look")) is None
        await town.in_thread(card, "Wir sehen nach.")
        await town.in_thread(card, "we look")
        assert "Wo ist mein Koffer?" in town.text(town.slack.message(card.channel, card.ts))
