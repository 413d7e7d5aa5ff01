"""Two teams are asked about one case: one declines, one answers, and the bot is restarted in the middle."""

import pytest

from tests.journeys.town import Town

CREW = '[[teams]]\nname = "crew"\nchannel = "C0GENERAL"'
ANSWER = "It is in Oslo and flies to you tonight."


@pytest.mark.timeout(90)
async def test_one_team_declines_the_other_answers_and_the_owner_replies(tmp_path):
    async with Town(tmp_path, more=CREW) as town:
        await two_teams(town)


@pytest.mark.timeout(90)
async def test_the_same_on_postgresql(tmp_path, postgres_url):
    async with Town(tmp_path, more=CREW, database=postgres_url) as town:
        await two_teams(town)


async def two_teams(town: Town) -> None:
    town.slack.invite_bot("C0GENERAL")
    ann, bag, crew = (town.person(who) for who in ("U0ANN", "U0BAG", "U0BEN"))
    post, card = await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Claim")
    await ann.command("/escalate", "#1 baggage Is it in Oslo?")
    await ann.command("/escalate", "#1 crew Who flew it?")
    asked = await bag.sees_message("C0BAGGAGE", "Is it in Oslo?")
    other = await crew.sees_message("C0GENERAL", "Who flew it?")

    await crew.click(other, "Not ours")
    window = await crew.sees_modal("Where does it belong?")
    assert await crew.submit(window, {"Reason": "Nothing was left on board"}) is None
    await town.in_thread(card, "Nothing was left on board")
    await town.shows(card, "Waiting for team baggage")
    await bag.click(asked, "Need more")
    assert await bag.submit(await bag.sees_modal("Question"), {"Question": "Which colour?"}) is None
    await town.in_thread(card, "needs more: Which colour?")
    await town.stop_bot()
    await town.start_bot()
    await ann.say("C0MENTIONS", "It is blue", thread_ts=card.ts)
    await town.in_thread(asked, "It is blue")
    await town.shows(card, "Waiting for team baggage")

    await bag.click(asked, "Answer")
    assert await bag.submit(await bag.sees_modal("Answer #1"), {"Answer": ANSWER}) is None
    await town.shows(card, "In work")
    await town.shows(card, "baggage (answered), crew (not theirs)")
    proposal = await town.in_thread(card, "team baggage proposes a reply")
    assert "@Ann Arden" in town.text(proposal) and town.answers(post) == []
    await ann.click(proposal, "Use as reply")
    assert await ann.submit(await ann.sees_modal("Proposed by Bo Agard")) is None
    await town.posted(post, ANSWER)
    await town.shows(asked, "We answered")
    await ann.click(card, "Resolve")
    await town.shows(card, "#1 resolved")
    assert len(town.answers(post)) == 1
