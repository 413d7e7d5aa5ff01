"""An urgent case offers one button that asks the team; nothing happens until somebody who may has pressed it."""

from bot.sandbox.model_server import ModelServer
from tests.journeys.town import Town

RIGHTS = '\n[permissions]\nescalate = ["U0BEN"]\n'


async def test_the_team_is_asked_by_a_click_of_somebody_who_may(tmp_path):
    async with Town(tmp_path, model=ModelServer(), more=RIGHTS) as town:
        ann, ben = town.person("U0ANN"), town.person("U0BEN")
        _, card = await town.complaint("@acmeair my child is alone at gate 4, it is about our lost bag")
        await town.shows(card, "Lost bag: somebody may be in need")
        await ann.click(card, "Ask team baggage")
        await ann.sees_ephemeral("You may not escalate cases")
        assert town.slack.messages("C0BAGGAGE") == []
        await ben.click(card, "Ask team baggage")
        asked = await town.slack.until(lambda: town.slack.messages("C0BAGGAGE"), 8, "the team's card")
        assert "Lost bag: somebody may be in need" in town.text(asked[0])
        await town.shows(card, "baggage (asked)")
        assert "Ask team" not in town.text(town.slack.message(card.channel, card.ts))
        await ben.say(card.channel, "@Mentiondesk history", card.ts)
        await ben.sees_ephemeral("did what the assistant (gpt-6-luna) had suggested: to ask team baggage.")


async def test_without_a_key_the_desks_own_words_suggest_it(tmp_path):
    async with Town(tmp_path) as town:
        ann = town.person("U0ANN")
        _, card = await town.complaint("@acmeair this is an emergency, it is about our lost bag")
        assert "suggested by rules" in town.text(card)
        await ann.click(card, "Ask team baggage")
        await town.slack.until(lambda: town.slack.messages("C0BAGGAGE"), 8, "the team's card")
