"""Every button and menu entry, pressed: on cards, replies, requests and the Home."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.town import Town

APPROVAL = '[permissions]\nneeds_approval = ["U0BEN"]\napprove = ["U0LEAD"]'


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path, more=APPROVAL) as town:
        yield town


async def test_claim_and_release(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Claim")
    await town.shows(card, "In work")
    assert "@Ann Arden" in town.text(card)
    await ann.click(card, "Release")
    await town.shows(card, "Nobody yet")
    await ann.click(card, "Claim")
    await town.shows(card, "In work")


async def test_assign(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Assign")
    assert await ann.submit(await ann.sees_modal("Nobody has it yet"), {"Assignee": "Ben Brook"}) is None
    await town.shows(card, "@Ben Brook")
    assert "@Ben Brook, @Ann Arden gave you this case" in town.text(await town.in_thread(card, "gave you this case"))
    await town.person("U0BEN").click(card, "Assign")
    window = await town.person("U0BEN").sees_modal("has it now")
    assert "@Ben Brook has it now" in town.text(window)


async def test_resolve_and_reopen(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Resolve")
    await town.shows(card, "#1 resolved")
    for gone in ("Claim", "Assign", "Resolve", "Snooze"):
        with pytest.raises(LookupError):
            await ann.click(card, gone)
    await ann.click(card, "Reopen")
    await town.shows(card, "New")
    await ann.click(card, "Claim")
    await town.shows(card, "In work")


async def test_not_for_us(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair is a fine name for a cat")
    await ann.click(card, "Not for us")
    await town.shows(card, "not for us")
    assert "#1 resolved" in town.text(card)


async def test_snooze_until_the_customer_writes_again(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Snooze")
    window = await ann.sees_modal("Snooze #1")
    past = int((datetime.now(UTC) - timedelta(hours=1)).timestamp())
    assert await ann.submit(window, {"Until": past}) == {"Until": "That time has passed already. Choose one to come."}
    assert await ann.submit(window, {"Until": past + 7200}) is None
    await town.shows(card, "Snoozed until")
    town.x.post(town.vera, "@acmeair hello?", reply_to=post)
    await town.in_thread(card, "hello?")
    await town.until(lambda: "Snoozed" not in town.text(card), "the case to wake up")


async def test_a_snooze_ends_by_itself_with_a_word_to_the_owner(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Claim")
    await ann.click(card, "Snooze")
    soon = int(datetime.now(UTC).timestamp()) + 2
    assert await ann.submit(await ann.sees_modal("Snooze #1"), {"Until": soon}) is None
    await town.shows(card, "Snoozed until")
    assert "@Ann Arden" in town.text(await town.in_thread(card, "the snooze is over"))
    await town.shows(card, "In work")


async def test_open_on_x_stands_in_the_menu_and_leads_to_the_post(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Open on X")
    assert post.url in str(card.blocks)
    post, card = await town.complaint("acme air never again", town.omar)
    await ann.click(card, "Open on X")
    assert post.url in str(card.blocks)
    assert not [ack for ack in town.slack_server.acks if ack.error]


async def test_a_team_takes_a_request_or_gives_it_back(town):
    ann, bag = town.person("U0ANN"), town.person("U0BAG")
    _, card = await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Escalate")
    filled = {"Team": "baggage", "Reason": "Is it in Oslo?"}
    assert await ann.submit(await ann.sees_modal("Escalate #1"), filled) is None
    asked = await bag.sees_message("C0BAGGAGE", "Is it in Oslo?")
    await town.shows(card, "baggage (asked)")
    await bag.click(asked, "Take it")
    await town.shows(asked, "@Bo Agard is on it")
    await town.shows(card, "baggage (on it)")
    await bag.click(asked, "Not ours")
    window = await bag.sees_modal("Pass it on")
    assert await bag.submit(window, {"Reason": "Ask *Oslo* airport"}) is None
    await town.shows(asked, "gave it back to the desk")
    await town.shows(card, "baggage (not theirs)")
    assert "@Bo Agard says this is not for team baggage" in town.text(await town.in_thread(card, "Ask Oslo airport"))
    assert "New" in town.text(card)


async def test_escalating_twice_to_the_same_team_is_refused_with_what_to_do(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.command("/escalate", "#1 baggage Is it in Oslo?")
    await town.shows(card, "baggage (asked)")
    await ann.command("/escalate", "#1 baggage And now?")
    said = town.text(await ann.sees_ephemeral("Team baggage has case #1 already"))
    assert "Write in the thread" in said and "And now?" in said


async def test_undo_gives_the_text_back(tmp_path):
    async with Town(tmp_path, undo=30) as town:
        ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
        assert await town.reply(ann, card, "5 &lt; 7 in Oslo") is None
        waiting = await town.in_thread(card, "in Oslo")
        await ann.click(card, "Resolve")
        await ann.sees_ephemeral("still on its way", "C0MENTIONS")
        await ann.click(waiting, "Undo")
        await town.shows(waiting, "Taken back before it reached X")
        await ann.click(card, "Reply")
        window = await ann.sees_modal("of 280")
        assert window.values["reply_text", "reply_text"]["value"] == "5 < 7 in Oslo"
        assert town.answers(post) == []


async def test_a_reply_waits_for_approval_is_sent_back_and_approved(town):
    ben, lead = town.person("U0BEN"), town.person("U0LEAD")
    post, card = await town.complaint("@acmeair where is my suitcase")
    assert await town.reply(ben, card, "No idea.") is None
    waiting = await town.in_thread(card, "No idea.")
    assert "Waits for approval" in town.text(waiting)
    await ben.click(waiting, "Approve")
    assert "@Lea Dahl" in town.text(await ben.sees_ephemeral("You may not approve replies here"))
    await lead.click(waiting, "Send back")
    window = await lead.sees_modal("No idea.")
    assert await lead.submit(window, {"Reason": "Be kind"}) is None
    await town.shows(waiting, "Sent back, not posted on X")
    assert "Be kind" in town.text(await town.in_thread(card, "@Ben Brook, @Lea Dahl sent your reply back"))
    await ben.click(card, "Reply")
    window = await ben.sees_modal("No idea.")
    assert await ben.submit(window, {"Reply": "We are looking for it."}) is None
    second = await town.in_thread(card, "We are looking for it.")
    assert town.answers(post) == []
    await lead.click(second, "Approve")
    await town.posted(post, "We are looking for it.")
    await town.shows(second, "Posted on X")
    assert "approved by Lea Dahl" in town.text(second) and len(town.answers(post)) == 1


async def test_a_reply_that_failed_can_be_tried_again(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    town.x_server.faults.add("POST /2/tweets", "403_not_author")
    assert await town.reply(ann, card, "It is in Oslo.") is None
    failed = await town.in_thread(card, "It is in Oslo.")
    await town.shows(failed, "Not posted on X")
    await ann.click(failed, "Try again")
    await town.posted(post, "It is in Oslo.")
    await town.shows(failed, "Posted on X")
    await ann.click(card, "Reply")
    await ann.sees_modal("0 of 280")  # the draft went with the answer


async def test_the_home_teaches_then_shows_what_is_mine_unowned_and_late(tmp_path):
    async with Town(tmp_path, bot=False) as town:
        earlier = datetime.now(UTC) - timedelta(minutes=30)
        town.x.post(town.omar, "@acmeair half an hour ago", created_at=earlier)
        await town.start_bot()
        await town.card("half an hour ago")
        _, mine = await town.complaint("@acmeair where is my suitcase")
        kim = town.x.add_user("kim")
        _, free = await town.complaint("@acmeair and my meal", kim)
        ann = town.person("U0ANN")
        await ann.click(mine, "Claim")
        await town.shows(mine, "In work")
        await ann.open_home()
        home = town.text(await ann.sees_home("Late"))
        order = ["Late", "half an hour ago", "Yours", "where is my suitcase", "Nobody has these yet", "and my meal"]
        places = [home.index(words) for words in order]
        assert places == sorted(places)
        await ann.command("/cases", "late")
        assert "half an hour ago" in town.text(await ann.sees_ephemeral("Late cases"))
        for card in list(town.slack.messages("C0MENTIONS")):
            await ann.click(card, "Resolve")
        await ann.open_home()
        assert "Press Claim" in town.text(await ann.sees_home("How a case is answered"))
        assert free


async def test_a_case_is_claimed_and_answered_from_the_home(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.open_home()
    await ann.click(await ann.sees_home("Nobody has these yet"), "Claim")
    home = await ann.sees_home("Yours")
    await town.shows(card, "In work")
    await ann.click(home, "Reply")
    assert await ann.submit(await ann.sees_modal("280"), {"Reply": "It is in Oslo."}) is None
    await town.posted(post)
