"""The owner of a case goes silent: they are asked, the bot restarts, and the case goes back to everybody."""

from dataclasses import replace

import pytest

from bot.cases.settings import Settings
from tests.journeys.town import Town


def hurried(settings: Settings) -> Settings:
    """Asked after a second, and back after another two."""
    return replace(settings, desk=replace(settings.desk, still_on_it_minutes=1 / 60, return_after_minutes=2 / 60))


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path, hurry=hurried) as town:
        yield town


async def test_the_owner_goes_silent_and_the_case_returns_across_a_restart(town):
    _, card = await town.complaint("@acmeair where is my suitcase")
    await town.person("U0ANN").click(card, "Claim")
    question = await town.in_thread(card, "Ann Arden, still on it?")
    await town.stop_bot()
    await town.start_bot()
    await town.card("Case #1 is free again, since @Ann Arden had it")
    await town.shows(question, "so it is free again")
    with pytest.raises(LookupError):
        await town.person("U0ANN").click(question, "Still on it")
    await town.shows(card, "Claim")
    await town.person("U0BEN").click(card, "Claim")
    await town.shows(card, "Ben Brook")
    await town.person("U0BEN").say("C0MENTIONS", "@Mentiondesk history", card.ts)
    told = town.text(await town.person("U0BEN").sees_ephemeral("whether they are still on it"))
    assert "took the case back from" in told


async def test_an_owner_who_is_still_on_it_keeps_the_case(town):
    _, card = await town.complaint("@acmeair where is my suitcase")
    await town.person("U0ANN").click(card, "Claim")
    question = await town.in_thread(card, "still on it?")
    await town.person("U0BEN").click(question, "Still on it")
    await town.person("U0BEN").sees_ephemeral("only they can say so")
    await town.person("U0ANN").click(question, "Still on it")
    await town.shows(question, "is still on it.")


async def test_the_cases_of_somebody_who_leaves_return_at_once(tmp_path):
    async with Town(tmp_path) as town:
        _, card = await town.complaint("@acmeair where is my suitcase")
        await town.person("U0ANN").click(card, "Claim")
        await town.shows(card, "Ann Arden")
        town.slack.change_user("U0ANN", deleted=True)
        await town.in_thread(card, "their account is deactivated")
        await town.shows(card, "Claim")
        await town.person("U0BEN").click(card, "Claim")
        await town.shows(card, "Ben Brook")
