"""A new colleague's answer is sent back, written again, and goes out as its approver changed it, across restarts."""

import pytest

from tests.journeys.town import Town

RIGHTS = """
[permissions]
needs_approval = ["U0BEN"]
approve = ["U0LEAD"]
"""


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path, more=RIGHTS) as town:
        yield town


async def test_an_answer_is_sent_back_and_then_approved_after_an_edit(town: Town):
    ben, lead = town.person("U0BEN"), town.person("U0LEAD")
    complaint, card = await town.complaint("@acmeair where is my suitcase")
    await town.reply(ben, card, "Not our problem.")
    waiting = await town.in_thread(card, "Waits for approval")
    assert "Please read it" in town.text(waiting)
    await town.stop_bot()
    await town.start_bot()
    await lead.click(waiting, "Send back")
    assert await lead.submit(await lead.sees_modal("Reason"), {"Reason": "Be kind"}) is None
    await town.in_thread(card, "sent your reply back: Be kind")
    assert town.answers(complaint) == []

    await town.reply(ben, card, "We are sory, and look for it.")
    again = await town.in_thread(card, "We are sory, and look for it.")
    await town.shows(again, "Waits for approval")
    await town.stop_bot()
    await town.start_bot()
    await lead.click(again, "Edit and approve")
    window = await lead.sees_modal("The answer to case #1")
    assert await lead.submit(window, {"Reply": "We are sorry, and look for it."}) is None
    assert "We are sorry, and look for it." in (await town.posted(complaint)).whole.text
    await town.shows(card, "We answered")
    assert len(town.answers(complaint)) == 1
    await ben.say(card.channel, "@Mentiondesk history", card.ts)
    told = town.text(await ben.sees_ephemeral("The last of what happened to case #1"))
    assert "changed the answer to: “We are sorry, and look for it.”" in told
    assert "sent the answer back: Be kind" in told
