"""What people get wrong, end to end: one private sentence that says what to do, and nothing that was typed is lost."""

import asyncio
import sqlite3

import pytest

from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        yield town


@pytest.mark.parametrize(
    "command", ["/reply #99 Sorry!", "/assign #99 @Ben Brook", "/escalate #99 baggage Help", "/cases #99"]
)
async def test_an_unknown_case_number_is_said_and_the_list_is_named(town, command):
    name, _, text = command.partition(" ")
    await town.person("U0ANN").command(name, text, "C0GENERAL")
    said = town.text(await town.person("U0ANN").sees_ephemeral("There is no case #99", "C0GENERAL"))
    assert "/cases lists" in said


async def test_what_was_written_for_an_unknown_case_comes_back_to_be_copied(town):
    await town.person("U0ANN").command("/reply", "#99 We are so sorry & on it!")
    said = await town.person("U0ANN").sees_ephemeral("There is no case #99")
    assert "We are so sorry & on it!" in town.text(said)


async def test_an_unknown_team_is_answered_with_the_teams_there_are(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.command("/escalate", "#1 hotel Where does she sleep?")
    said = town.text(await ann.sees_ephemeral("There is no team “hotel”"))
    assert "You can ask baggage" in said and "Where does she sleep?" in said
    await ann.say("C0MENTIONS", "@Mentiondesk escalate hotel now", card.ts)
    assert "You can ask baggage" in town.text(await ann.sees_ephemeral("“hotel”", "C0MENTIONS"))
    await ann.say("C0MENTIONS", "@Mentiondesk escalate", card.ts)
    await ann.sees_ephemeral("Name the team and what you need", "C0MENTIONS")


OUTSIDERS = {
    "Far Away": "is not a member of this workspace",
    "Gus Est": "is a guest",
    "Gone Person": "is not a member of this workspace",
    "Mentiondesk": "is not a member of this workspace",
}


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_nobody_from_outside_is_given_a_case_by_command(town, name):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Claim")
    await town.shows(card, "Ann Arden")
    await ann.command("/assign", f"#1 @{name}")
    assert "Pick a colleague" in town.text(await ann.sees_ephemeral(OUTSIDERS[name]))
    await town.until(lambda: "Ann Arden" in town.text(card) and name not in town.text(card), "Ann to have the case")


@pytest.mark.parametrize("name", [name for name in OUTSIDERS if name != "Gone Person"])  # Slack offers no one who left
async def test_nobody_from_outside_is_given_a_case_in_the_window(town, name):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Assign")
    window = await ann.sees_modal("Assign #1")
    await ann.choose(window, "Assignee", name)
    if errors := await ann.submit(window):
        assert OUTSIDERS[name] in errors["Assignee"]
    else:  # sent before Slack could say who that is
        await ann.sees_ephemeral(OUTSIDERS[name])
    await town.until(lambda: name not in town.text(card), "the case to be without an owner")


async def test_a_mention_waits_until_the_bot_is_invited_to_the_desk(town):
    ann = town.person("U0ANN")
    town.slack.remove_bot("C0MENTIONS", by="U0LEAD")
    town.x.post(town.vera, "@acmeair where is my suitcase")
    await town.until(lambda: refused(town, "not_in_channel"), "Slack to refuse the card")
    await ann.command("/desk")
    said = town.text(await ann.sees_ephemeral("I am not a member of #mentions"))
    assert "Invite me with /invite" in said
    town.slack.invite_bot("C0MENTIONS")
    await town.card("where is my suitcase")
    assert len(town.slack.messages("C0MENTIONS")) == 1


async def test_a_request_to_a_team_whose_channel_is_closed_comes_back_and_can_be_made_again(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    town.slack.remove_bot("C0BAGGAGE", by="U0LEAD")
    await ann.command("/escalate", "#1 baggage Please look in Oslo")
    await ann.sees_ephemeral("Team baggage is asked")
    await town.until(lambda: refused(town, "not_in_channel"), "Slack to refuse the request")
    await town.in_thread(card, "Team baggage cannot be reached, so this is back with the desk.")
    await ann.say("C0MENTIONS", "She is in Bergen now.", card.ts)
    town.slack.invite_bot("C0BAGGAGE")
    await ann.command("/escalate", "#1 baggage Please look in Bergen")
    await town.person("U0BAG").sees_message("C0BAGGAGE", "Please look in Bergen")


def refused(town, error):
    posts = town.slack_server.calls_of("chat.postMessage")
    return any(call.error == error for call in posts)


TOO_LONG = {
    "letters": ("a" * 281, "1 character too long: 281 of 280"),
    "characters that count twice": ("行" * 141, "2 characters too long: 282 of 280"),
    "families": ("👨‍👩‍👧‍👦" * 141, "2 characters too long: 282 of 280"),
    "links": ("https://example.com/" + "x" * 200 + " " + "b" * 257, "1 character too long: 281 of 280"),
}


@pytest.mark.parametrize("kind", TOO_LONG)
async def test_a_reply_too_long_by_the_count_of_x_is_refused_and_kept(town, kind):
    text, words = TOO_LONG[kind]
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    errors = await town.reply(ann, card, text)
    assert words in errors["Reply"] and "Shorten it" in errors["Reply"]
    await ann.close(ann.modal())
    await ann.click(card, "Reply")
    window = await ann.sees_modal("too many")
    assert written(window) == text
    assert town.answers(post) == []


async def test_the_signature_counts(tmp_path):
    async with Town(tmp_path, signature="^{initials}") as town:
        _, card = await town.complaint("@acmeair where is my suitcase")
        errors = await town.reply(town.person("U0ANN"), card, "a" * 277)
        assert "1 character too long: 281 of 280" in errors["Reply"]


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u2060 \ufeff", "\u200e\u200f"])
async def test_a_reply_without_anything_to_read_is_empty(town, text):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    errors = await town.reply(ann, card, text)
    assert errors == {"Reply": "The reply is empty. Write what the customer should read."}
    assert town.answers(post) == []


async def test_an_empty_reply_by_word_is_refused(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.say("C0MENTIONS", "@Mentiondesk reply", card.ts)
    await ann.sees_ephemeral("The reply is empty", "C0MENTIONS")


async def test_a_reply_to_a_post_deleted_meanwhile_is_said_and_its_text_kept(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.click(card, "Reply")
    window = await ann.sees_modal("280")
    town.x.delete(post)
    assert await ann.submit(window, {"Reply": "It is in Oslo."}) is None
    shown = await town.in_thread(card, "It is in Oslo.")
    await town.shows(shown, "Not posted on X")
    assert "was deleted" in town.text(shown)
    notice = await town.in_thread(card, "your reply was not published")
    assert "@Ann Arden" in town.text(notice)
    await town.shows(card, "Our answer did not go out")
    await town.shows(card, "Open on X")  # nothing is left that X lets us answer
    await ann.command("/reply", "#1")
    await ann.sees_modal("does not let us answer")
    with sqlite3.connect(town.folder / "desk.db") as database:
        assert database.execute("SELECT text FROM drafts").fetchall() == [("It is in Oslo.",)]


async def test_claiming_a_claimed_case_names_who_has_it(town):
    ann, ben = town.person("U0ANN"), town.person("U0BEN")
    _, card = await town.complaint("@acmeair where is my suitcase")
    late = town.slack_server.faults.hold("POST chat.update")  # Ben still sees the button
    await ann.click(card, "Claim")
    await ben.click(card, "Claim")
    said = town.text(await ben.sees_ephemeral("already has case #1", "C0MENTIONS"))
    assert "@Ann Arden" in said and "Assign" in said
    late.release()
    await town.shows(card, "Ann Arden")
    await ann.say("C0MENTIONS", "@Mentiondesk claim", card.ts)
    await ann.sees_ephemeral("Case #1 is already yours", "C0MENTIONS")


async def test_a_post_that_x_does_not_let_us_answer_leads_to_x_and_keeps_the_text(town):
    ann = town.person("U0ANN")
    post, card = await town.complaint("never again with acme air")
    shown = town.text(card)
    assert "Open on X" in shown and "Reply\n" not in shown and "does not let us answer" in shown
    await ann.command("/reply", "#1 We are sorry.")
    refusal = await ann.sees_modal("does not let us answer case #1")
    assert post.url in str(refusal.blocks) and "We are sorry." in town.text(refusal)
    await ann.say("C0MENTIONS", "@Mentiondesk reply We are sorry.", card.ts)
    said = await ann.sees_ephemeral("does not let us answer", "C0MENTIONS")
    assert post.url in str(said.text)
    answerable = town.x.post(town.vera, "@acmeair are you there?", reply_to=post)
    await town.in_thread(card, "are you there?")
    await ann.click(card, "Reply")
    window = await ann.sees_modal("of 280")
    assert written(window) == "We are sorry."
    assert await ann.submit(window) is None
    await town.posted(answerable, "We are sorry.")


async def test_of_two_who_submit_at_once_one_is_posted_and_the_other_asked_again(town):
    ann, ben = town.person("U0ANN"), town.person("U0BEN")
    post, card = await town.complaint("@acmeair where is my suitcase")
    for who in (ann, ben):
        await who.click(card, "Reply")
        await who.sees_modal("280")
    results = await asyncio.gather(
        ann.submit(ann.modal(), {"Reply": "It is in Oslo, says Ann."}),
        ben.submit(ben.modal(), {"Reply": "It is in Oslo, says Ben."}),
    )
    first, second = (ann, ben) if results[0] is None else (ben, ann)
    window = second.modal()
    assert f"@{first.user.real_name} replied to the customer" in town.text(window)
    assert written(window) == f"It is in Oslo, says {second.user.real_name.split()[0]}."
    await town.posted(post)
    assert len(town.answers(post)) == 1
    await second.close(window)
    await second.click(card, "Reply")
    window = await second.sees_modal("24 of 280")
    assert written(window).startswith("It is in Oslo")
    assert await second.submit(window) is None
    await town.until(lambda: len(town.answers(post)) == 2, "the second answer, wanted all the same")


def written(window):
    """What stands in the field of the reply window."""
    return next(state["value"] for (block, _), state in window.values.items() if block == "reply_text")
