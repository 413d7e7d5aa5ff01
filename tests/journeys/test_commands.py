"""Every slash command with a number, a link and a picker; every word in a thread; both shortcuts; and nonsense."""

import pytest

from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        yield town


async def named(town, way):
    """A case, and how somebody names it at the beginning of a command."""
    post, card = await town.complaint("@acmeair where is my suitcase")
    note = await town.person("U0BEN").say("C0MENTIONS", "Oslo, I think", thread_ts=card.ts)
    await town.slack_server.settled()
    link, link_to_note = town.slack.permalink(card), f"<{town.slack.permalink(note)}|a note in the thread>"
    return post, card, {"number": "#1", "link": link, "link to a note": link_to_note}[way]


WAYS = ("number", "link", "link to a note")


@pytest.mark.parametrize("way", WAYS)
async def test_reply_names_a_case(town, way):
    post, _, case = await named(town, way)
    ann = town.person("U0ANN")
    await ann.command("/reply", f"{case} It is in Oslo.", "C0GENERAL")
    assert await ann.submit(await ann.sees_modal("14 of 280")) is None
    await town.posted(post, "It is in Oslo.")


@pytest.mark.parametrize("way", WAYS)
async def test_assign_names_a_case(town, way):
    _, card, case = await named(town, way)
    ann = town.person("U0ANN")
    await ann.command("/assign", f"{case} @Ben Brook", "C0GENERAL")
    await ann.sees_ephemeral("Case #1 is now with @Ben Brook", "C0GENERAL")
    await town.shows(card, "Ben Brook")
    await town.in_thread(card, "gave you this case")


@pytest.mark.parametrize("way", WAYS)
async def test_escalate_names_a_case(town, way):
    _, card, case = await named(town, way)
    ann = town.person("U0ANN")
    await ann.command("/escalate", f"{case} baggage Is it in Oslo?", "C0GENERAL")
    await ann.sees_ephemeral("Team baggage is asked about case #1", "C0GENERAL")
    await town.person("U0BAG").sees_message("C0BAGGAGE", "Is it in Oslo?")
    await town.shows(card, "Waiting for team baggage")


@pytest.mark.parametrize("way", WAYS)
async def test_cases_names_a_case_and_its_buttons_work(town, way):
    _, card, case = await named(town, way)
    ann = town.person("U0ANN")
    await ann.command("/cases", case, "C0GENERAL")
    shown = await ann.sees_ephemeral("where is my suitcase", "C0GENERAL")
    await ann.click(shown, "Claim")
    await town.shows(card, "Ann Arden")


async def test_a_case_is_picked_where_none_is_named(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await town.complaint("@acmeair and my meal", town.omar)
    await ann.command("/reply", "It is in Oslo.")
    picker = await ann.sees_modal("Go on")
    window = await ann.submit(picker, {"Case": option(picker, "#1")})
    assert "14 of 280" in town.text(window) and await ann.submit(window) is None
    await town.posted(post, "It is in Oslo.")
    await ann.command("/assign", "")
    picker = await ann.sees_modal("Go on")
    window = await ann.submit(picker, {"Case": option(picker, "#1")})
    assert await ann.submit(window, {"Assignee": "Ben Brook"}) is None
    await town.shows(card, "Ben Brook")
    await ann.command("/escalate", "baggage")
    picker = await ann.sees_modal("Go on")
    window = await ann.submit(picker, {"Case": option(picker, "#1")})
    assert await ann.submit(window, {"Reason": "Is it in Oslo?"}) is None
    await town.person("U0BAG").sees_message("C0BAGGAGE", "Is it in Oslo?")


def option(picker, number):
    offered = [each["text"]["text"] for each in picker.blocks[0]["element"]["options"]]
    return next(text for text in offered if number in text)


async def test_cases_lists_all_mine_unowned_and_by_handle(town):
    ann, (_, first) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await town.complaint("@acmeair and my meal", town.omar)
    await ann.click(first, "Claim")
    await town.shows(first, "Ann Arden")
    seen = {}
    titles = {"": "Open cases", "mine": "Your cases", "unowned": "Cases that nobody has", "@omar": "of @omar"}
    for wanted, title in titles.items():
        await ann.command("/cases", wanted)
        seen[wanted] = town.text(await ann.sees_ephemeral(title))
    suitcase, meal = "where is my suitcase", "and my meal"
    assert suitcase in seen[""] and meal in seen[""]
    assert suitcase in seen["mine"] and meal not in seen["mine"]
    assert suitcase not in seen["unowned"] and meal in seen["unowned"]
    assert suitcase not in seen["@omar"] and meal in seen["@omar"]
    await ann.command("/cases", "late")
    assert "Nothing waits here" in town.text(await ann.sees_ephemeral("Late cases"))


async def test_desk_shows_the_figures_and_when_x_was_read(town):
    await town.complaint("@acmeair where is my suitcase")
    await town.person("U0ANN").command("/desk")
    said = town.text(await town.person("U0ANN").sees_ephemeral("Acme Air"))
    assert "Open\n1" in said and "Nobody has them\n1" in said and "last read" in said


NONSENSE = {
    "/reply": ("", ":seedling: No case is open"),
    "/assign": ("please do", "Please name a case, like this: /assign #12 @colleague"),
    "/escalate": ("tea and cake", "There is no team “tea”"),
    "/cases": ("whatever", "I know no such list"),
    "/desk": ("please", "/desk shows how many cases are open"),
}
HELP = {
    "/reply": "opens the answer to case #12",
    "/assign": "gives case #12 to a colleague",
    "/escalate": "asks team baggage about case #12",
    "/cases": "lists the open cases",
    "/desk": "shows how many cases are open",
}


@pytest.mark.parametrize("command", NONSENSE)
async def test_nonsense_and_help_are_answered_with_what_to_write(town, command):
    ann, (text, answer) = town.person("U0ANN"), NONSENSE[command]
    await ann.command(command, text)
    await (ann.sees_modal(answer) if command == "/reply" else ann.sees_ephemeral(answer))
    await ann.command(command, "help")
    await ann.sees_ephemeral(HELP[command])


async def test_every_word_in_a_thread_does_what_it_says(town):
    ann, bag = town.person("U0ANN"), town.person("U0BAG")
    post, card = await town.complaint("@acmeair where is my suitcase")

    async def say(words):
        await ann.say("C0MENTIONS", f"@Mentiondesk {words}", thread_ts=card.ts)

    await say("claim")
    await town.shows(card, "Ann Arden")
    await say("release")
    await town.shows(card, "Nobody yet")
    await say("assign @Ben Brook")
    await town.shows(card, "Ben Brook")
    await say("Assign: me")
    await town.shows(card, "Ann Arden")
    await say("escalate baggage, where is it?")
    await bag.sees_message("C0BAGGAGE", "where is it?")
    await say("reply It is in Oslo.")
    await ann.click(await ann.sees_ephemeral("14 of 280", "C0MENTIONS"), "Send")
    await town.posted(post, "It is in Oslo.")
    await town.shows(card, "We answered")
    await say("snooze 2h")
    await town.shows(card, "Snoozed until")
    await say("snooze soon")
    await ann.sees_ephemeral("Say for how long, like snooze 2h", "C0MENTIONS")
    await say("resolve")
    await town.shows(card, "resolved")
    await say("reopen")
    await town.shows(card, "In work")
    await say("help")
    await ann.sees_ephemeral("In the thread of a case you can say", "C0MENTIONS")
    assert all(
        message.user == ann.id for message in town.slack.thread("C0MENTIONS", card.ts)[1:] if "help" in message.text
    )


async def test_the_preview_of_a_reply_can_be_taken_into_the_window(town):
    ann, (post, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.say("C0MENTIONS", "@Mentiondesk reply It is in Oslo.", card.ts)
    preview = await ann.sees_ephemeral("14 of 280", "C0MENTIONS")
    await ann.click(preview, "Edit…")
    window = await ann.sees_modal("14 of 280")
    assert await ann.submit(window, {"Reply": "It is in Bergen."}) is None
    await town.posted(post, "It is in Bergen.")
    await town.until(lambda: preview not in town.slack.ephemerals(ann.id), "the preview to go")


async def test_words_that_are_no_verb_are_kept_as_a_note_and_explained(town):
    ann, (_, card) = town.person("U0ANN"), await town.complaint("@acmeair where is my suitcase")
    await ann.command("/escalate", "#1 baggage where is it?")
    asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "where is it?")
    await ann.say("C0MENTIONS", "@Mentiondesk make me some tea", thread_ts=card.ts)
    await ann.sees_ephemeral("I did not understand that, so I kept it as a note", "C0MENTIONS")
    await town.in_thread(asked, "make me some tea")


async def test_the_bot_explains_itself_outside_a_thread_and_in_messages_to_it(town):
    ann = town.person("U0ANN")
    await ann.say("C0MENTIONS", "@Mentiondesk claim")
    await ann.sees_ephemeral("I look after the cases in #mentions", "C0MENTIONS")
    await ann.say(ann.dm(), "hello?")
    await ann.sees_message(ann.dm(), "You can ask me what is late")


async def test_the_shortcuts_take_what_a_colleague_wrote(town):
    ann, ben = town.person("U0ANN"), town.person("U0BEN")
    post, card = await town.complaint("@acmeair where is my suitcase")
    note = await ben.say("C0MENTIONS", "It is in Oslo & <safe>.", thread_ts=card.ts)
    await town.slack_server.settled()
    await ann.shortcut("Escalate", note)
    assert await ann.submit(await ann.sees_modal("Escalate #1"), {"Team": "baggage"}) is None
    asked = await town.person("U0BAG").sees_message("C0BAGGAGE", "It is in Oslo & <safe>.")
    await ann.shortcut("Reply with this", note)
    assert await ann.submit(await ann.sees_modal("23 of 280")) is None
    await town.posted(post, "It is in Oslo")
    answer = await town.person("U0BAG").say("C0BAGGAGE", "No, in Bergen.", thread_ts=asked.ts)
    mirrored = await town.in_thread(card, "No, in Bergen.")
    for message in (answer, mirrored):  # where the team wrote it, and where the desk reads it
        await ann.shortcut("Reply with this", message)
        await ann.close(await ann.sees_modal("14 of 280"))
    await ann.shortcut("Reply with this", card)
    await ann.sees_ephemeral("There is nothing in this message to reply with")
    elsewhere = await ann.say("C0MENTIONS", "What a day")
    for name in ("Reply with this", "Escalate"):
        await ann.shortcut(name, elsewhere)
        await ann.sees_ephemeral("This message does not belong to a case")
