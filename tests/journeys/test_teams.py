"""A team that is asked: its thread and the case's are one talk, whatever is written, edited, deleted or attached."""

from dataclasses import replace

import pytest

from bot.sandbox.slack_server import Message, posting
from tests.journeys.town import Town


@pytest.fixture
async def town(tmp_path):
    async with Town(tmp_path) as town:
        yield town


async def asked(town: Town, text: str = "Is it in Oslo?") -> tuple[Message, Message]:
    """The card of a case, and of the request to the baggage team."""
    _, card = await town.complaint("@acmeair where is my suitcase", media=["a blue suitcase"])
    await town.person("U0ANN").command("/escalate", f"#1 baggage {text}")
    return card, await town.person("U0BAG").sees_message("C0BAGGAGE", text)


async def test_the_request_says_what_is_asked_by_whom_and_shows_the_whole_conversation(town):
    post, card = await town.complaint("@acmeair where is my suitcase", media=["a blue suitcase"])
    assert await town.reply(town.person("U0ANN"), card, "Which flight was it?") is None
    answer = await town.posted(post)
    town.x.post(town.vera, "@acmeair the one to Oslo", reply_to=answer)
    await town.in_thread(card, "the one to Oslo")
    await town.person("U0ANN").command("/escalate", "#1 baggage Please look in Oslo")
    text = town.text(await town.person("U0BAG").sees_message("C0BAGGAGE", "Please look in Oslo"))
    order = ["Team baggage, can you help?", "Please look in Oslo", "Ann Arden asks from #mentions", "please answer by"]
    order += ["where is my suitcase", "Which flight was it?", "the one to Oslo", "Nobody has taken it yet"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


async def test_what_happens_in_public_meanwhile_shows_in_the_request(town):
    card, request = await asked(town)
    town.x.post(town.vera, "@acmeair it is blue", reply_to=town.x.posts_of(town.vera)[0])
    await town.shows(request, "it is blue")
    assert await town.reply(town.person("U0ANN"), card, "We are looking.") is None
    await town.shows(request, "We are looking.")
    await town.person("U0ANN").click(card, "Resolve")
    await town.shows(request, "The case is resolved")
    with pytest.raises(LookupError):
        await town.person("U0BAG").click(request, "Take it")


@pytest.mark.parametrize("side", ["desk", "team"])
async def test_a_note_is_mirrored_with_its_edits_and_its_end(town, side):
    card, request = await asked(town)
    here, there, who = (card, request, "U0ANN") if side == "desk" else (request, card, "U0BAG")
    person = town.person(who)
    note = await person.say(here.channel, "PNR X7K9 & *blue*", thread_ts=here.ts)
    mirrored = await town.in_thread(there, "PNR X7K9 & blue")
    where = "in the case’s thread" if side == "desk" else "in team baggage’s thread"
    assert f"{person.user.real_name} wrote {where}" in town.text(mirrored)
    await person.edit(note, "PNR X7K8, sorry")
    await town.shows(mirrored, "PNR X7K8, sorry")
    assert "edited" in town.text(mirrored) and "X7K9" not in town.text(mirrored)
    await person.delete(note)
    await town.shows(mirrored, "deleted")
    assert "X7K8" not in town.text(mirrored)
    assert len(town.slack.thread(there.channel, there.ts)) == 2


async def test_a_note_edited_before_its_mirror_stands_shows_as_it_is_now(town):
    card, request = await asked(town)
    late = town.slack_server.faults.hold("POST chat.postMessage")
    note = await town.person("U0ANN").say("C0MENTIONS", "a red one", thread_ts=card.ts)
    await late.reached()
    await town.person("U0ANN").edit(note, "a blue one")
    late.release()
    await town.in_thread(request, "a blue one")
    assert len(town.slack.thread(request.channel, request.ts)) == 2


async def test_a_note_deleted_while_it_is_being_mirrored_says_so_and_shows_no_word(town):
    card, request = await asked(town)
    late = town.slack_server.faults.hold("POST chat.postMessage")
    note = await town.person("U0ANN").say("C0MENTIONS", "a secret", thread_ts=card.ts)
    await late.reached()
    await town.person("U0ANN").delete(note)
    await town.slack_server.settled()
    late.release()
    mirrored = await town.in_thread(request, "wrote in the case’s thread")
    await town.shows(mirrored, "deleted")
    assert "a secret" not in town.text(mirrored)


async def test_a_channel_that_is_archived_gives_the_request_back(town):
    card, _ = await asked(town)
    town.slack.archive("C0BAGGAGE", by="U0LEAD")
    told = await town.in_thread(card, "Team baggage cannot be reached, so this is back with the desk.")
    assert "@Ann Arden" in town.text(told)
    await town.shows(card, "baggage (not reached)")


async def test_files_in_a_note_are_linked_in_its_mirror(town):
    card, request = await asked(town)
    files = [("tag.png", b"picture"), ("list.pdf", b"list")]
    await town.person("U0ANN").say("C0MENTIONS", "the tag", thread_ts=card.ts, files=files)
    mirrored = await town.in_thread(request, "the tag")
    assert "tag.png" in town.text(mirrored) and "list.pdf" in town.text(mirrored)
    await town.person("U0BAG").say("C0BAGGAGE", "", thread_ts=request.ts, files=[("found.png", b"picture")])
    await town.in_thread(card, "found.png")


async def test_a_link_preview_is_no_edit(town):
    card, request = await asked(town)
    note = await town.person("U0ANN").say("C0MENTIONS", "see https://example.com/tag", thread_ts=card.ts)
    mirrored = await town.in_thread(request, "https://example.com/tag")
    town.slack.unfurl(note)
    await town.slack_server.settled()
    await town.person("U0ANN").say("C0MENTIONS", "that was it", thread_ts=card.ts)
    await town.in_thread(request, "that was it")
    assert "edited" not in town.text(mirrored)


async def test_two_teams_hear_the_desk_and_not_each_other(tmp_path):
    more = '[[teams]]\nname = "crew"\nchannel = "C0GENERAL"'
    async with Town(tmp_path, more=more) as town:
        town.slack.invite_bot("C0GENERAL")
        card, baggage = await asked(town)
        await town.person("U0ANN").command("/escalate", "#1 crew Who flew it?")
        crew = await town.person("U0BEN").sees_message("C0GENERAL", "Who flew it?")
        await town.shows(card, "baggage (asked), crew (asked)")
        await town.person("U0ANN").say("C0MENTIONS", "for both of you", thread_ts=card.ts)
        for request in (baggage, crew):
            await town.in_thread(request, "for both of you")
        await town.person("U0BAG").say("C0BAGGAGE", "for the desk only", thread_ts=baggage.ts)
        await town.in_thread(card, "for the desk only")
        await town.person("U0ANN").say("C0MENTIONS", "thank you", thread_ts=card.ts)
        await town.in_thread(crew, "thank you")
        said = [town.text(message) for message in town.slack.thread("C0GENERAL", crew.ts)]
        assert not [text for text in said if "for the desk only" in text]


async def test_a_team_that_keeps_silent_is_told_of_in_both_threads_and_one_that_spoke_is_not(tmp_path):
    def soon(settings):
        return replace(settings, teams=tuple(replace(team, answer_within_minutes=0.02) for team in settings.teams))

    async with Town(tmp_path, hurry=soon) as town:
        card, request = await asked(town)
        for root in (card, request):
            await town.in_thread(root, "@Lea Dahl Team baggage was asked about case #1 and has not answered in time.")
        await town.person("U0BAG").click(request, "Take it")
        await town.shows(card, "baggage (on it)")


async def test_somebody_in_the_team_answers_the_customer_from_the_teams_own_thread(town):
    card, request = await asked(town)
    bag = town.person("U0BAG")
    await bag.say("C0BAGGAGE", "@Mentiondesk reply It is in Oslo.", thread_ts=request.ts)
    await bag.click(await bag.sees_ephemeral("14 of 280", "C0BAGGAGE"), "Send")
    await town.shows(await town.in_thread(card, "It is in Oslo."), "Posted on X")


async def test_a_request_deleted_by_an_administrator_hurts_nobody(town):
    card, request = await asked(town)
    posting.delete(town.slack, request)
    await town.person("U0ANN").say("C0MENTIONS", "still there?", thread_ts=card.ts)
    town.x.post(town.vera, "@acmeair hello?", reply_to=town.x.posts_of(town.vera)[0])
    await town.in_thread(card, "hello?")
    await town.person("U0ANN").click(card, "Resolve")
    await town.shows(card, "#1 resolved")
