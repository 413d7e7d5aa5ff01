"""A case through all of its clocks: late, answered, heard of again, asleep over a restart, resolved by silence."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.cases.settings import Settings
from tests.journeys.town import Town

LEAD = '[permissions]\nlead = ["U0LEAD"]\n\n[[tiers]]\nname = "gold"\nhandles = ["vera"]'
LATE = "The customer still waits for an answer, and it is late."


def in_seconds(settings: Settings) -> Settings:
    """A first answer within one and a half, and silence of four: the desk file counts minutes and hours."""
    desk = replace(settings.desk, resolve_after_silence_hours=4 / 3600)
    return replace(settings, desk=desk, sla=replace(settings.sla, first_reply_minutes=1.5 / 60))


async def test_a_case_through_all_of_its_clocks(tmp_path):
    async with Town(tmp_path, more=LEAD, hurry=in_seconds) as town:
        ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
        assert "gold" in town.text(card) and "Reply due" in town.text(card)
        await ann.click(card, "Claim")
        await town.shows(card, "At risk")
        await town.shows(card, "Late since")
        assert town.text(await town.in_thread(card, LATE)) == f"@Ann Arden @Lea Dahl {LATE}"

        assert await town.reply(ann, card, "We look into it.") is None
        await town.shows(card, "Resolves itself")
        town.x.post(town.vera, "@acmeair and?", reply_to=post)
        await town.in_thread(card, "and?")
        await town.shows(card, "Reply due")
        assert "Resolves itself" not in town.text(card)

        await ann.click(card, "Snooze")
        soon = int(datetime.now(UTC).timestamp()) + 2
        assert await ann.submit(await ann.sees_modal("The customer waits for an answer"), {"Until": soon}) is None
        await town.shows(card, "Snoozed until")
        await town.stop_bot()
        await town.until(lambda: datetime.now(UTC).timestamp() > soon, "the snooze to end")
        await town.start_bot()
        await town.in_thread(card, "@Ann Arden, the snooze is over.")
        await town.shows(card, "In work")

        assert await town.reply(ann, card, "It is in Oslo, and flies home tonight.") is None
        await town.shows(card, "#1 resolved")
        assert "the customer wrote nothing more" in town.text(card)
        town.x.post(town.vera, "@acmeair it has arrived, thanks!", reply_to=post)
        await town.shows(card, "In work")
        said = [town.text(message) for message in town.slack.thread(card.channel, card.ts)]
        assert sum(LATE in words for words in said) == 1
        assert sum("the snooze is over" in words for words in said) == 1
