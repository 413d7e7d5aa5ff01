"""Giving a case to a colleague: window, command and word."""

import asyncio

import pytest

from tests.slack.room import ELSEWHERE, Room, both_wires


@both_wires
async def test_the_window_gives_the_case_to_whom_it_names(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Assign")
    window = await room.anna.sees_modal("Assign #1")
    assert await room.anna.submit(window, {"Assignee": "Ben Carter"}) is None
    assert (await room.now(case)).owner == "U0BEN"
    await room.posted_in(card, "gave you this case")


async def test_the_loading_window_comes_before_the_real_one(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Assign")
    await room.anna.sees_modal("Assign #1")
    opened = room.server.calls_of("views.open")[0]
    assert "One moment" in str(opened.args["view"])


async def test_assigning_to_the_owner_is_refused_beside_the_field(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Claim")
    await room.anna.click(card, "Assign")
    window = await room.anna.sees_modal("Assign #1")
    errors = await room.anna.submit(window, {"Assignee": "Anna Berg"})
    assert errors == {"Assignee": "Case #1 is already with Anna Berg."}


@pytest.mark.parametrize(("name", "user"), [("Far Away", "U0FAR"), ("Mentiondesk", "U0DESK")])
async def test_who_does_not_work_here_is_refused_beside_the_field(room: Room, name: str, user: str):
    case, card = await room.case()
    await room.anna.click(card, "Assign")
    window = await room.anna.sees_modal("Assign #1")
    await room.anna.choose(window, "Assignee", name)
    await room.eventually(lambda: _known(room, user))
    errors = await room.anna.submit(window)
    assert errors["Assignee"].startswith(f"{name} is not a member of this workspace")
    assert (await room.now(case)).owner is None


async def test_the_command_gives_the_case_and_answers_anywhere(room: Room):
    case, _ = await room.case()
    await room.anna.command("/assign", "#1 @Ben Carter", ELSEWHERE)
    assert (await room.now(case)).owner == "U0BEN"
    await room.anna.sees_ephemeral("Case #1 is now with", ELSEWHERE)


async def test_the_command_takes_me_and_any_order(room: Room):
    case, _ = await room.case()
    await room.anna.command("/assign", "1 me")
    assert (await room.now(case)).owner == "U0ANNA"
    await room.anna.command("/assign", "@Ben Carter #1")
    assert (await room.now(case)).owner == "U0BEN"


async def test_the_command_without_a_person_opens_the_window(room: Room):
    case, _ = await room.case()
    await room.anna.command("/assign", "#1")
    window = await room.anna.sees_modal("Assign #1")
    await room.anna.submit(window, {"Assignee": "Ben Carter"})
    assert (await room.now(case)).owner == "U0BEN"


async def test_the_command_without_a_case_lets_one_be_picked_and_keeps_the_person(room: Room):
    case, _ = await room.case("My bag is lost")
    await room.anna.command("/assign", "@Ben Carter")
    picker = await room.anna.sees_modal("Case")
    window = await room.anna.submit(picker, {"Case": _option(picker)})
    assert "Assign #1" in room.world.text_of(window)
    assert await room.anna.submit(window) is None
    assert (await room.now(case)).owner == "U0BEN"


async def test_who_is_unknown_gets_the_case_at_once_and_loses_it_should_they_not_work_here(room: Room):
    case, _ = await room.case()
    await room.anna.click(await room.card(case), "Claim")
    await room.anna.command("/assign", "#1 <@U0NOBODY>")
    await room.anna.sees_ephemeral("is not a member of this workspace")
    await room.becomes(case, owner="U0ANNA")
    assert not [said for said in room.world.ephemerals("U0ANNA") if "is now with" in room.world.text_of(said)]


async def test_who_is_unknown_but_works_here_is_confirmed_too(room: Room):
    await room.case()
    await room.anna.command("/assign", "#1 <@U0AUTHOR>")
    await room.anna.sees_ephemeral("is now with")


async def test_a_person_of_another_organisation_is_refused(room: Room):
    case, _ = await room.case()
    await room.office.people.person("U0FAR")
    await room.anna.command("/assign", "#1 <@U0FAR>")
    await room.anna.sees_ephemeral("is not a member of this workspace")
    assert (await room.now(case)).owner is None


async def test_a_name_that_is_no_mention_is_refused(room: Room):
    await room.case()
    await room.anna.command("/assign", "#1 @somebody")
    await room.anna.sees_ephemeral("@somebody is not a member of this workspace")


async def test_an_unknown_number_is_refused(room: Room):
    await room.anna.command("/assign", "#99 @Ben Carter")
    await room.anna.sees_ephemeral("There is no case #99")


async def test_nonsense_is_answered_with_how_to_name_a_case(room: Room):
    await room.anna.command("/assign", "please do")
    await room.anna.sees_ephemeral("/assign #12 @colleague")


async def test_help_is_given(room: Room):
    await room.anna.command("/assign", "help")
    await room.anna.sees_ephemeral("gives case #12 to a colleague")


async def test_a_link_to_the_card_names_the_case(room: Room):
    case, card = await room.case()
    await room.anna.command("/assign", f"{room.world.permalink(card)} @Ben Carter")
    assert (await room.now(case)).owner == "U0BEN"


async def test_a_link_to_a_message_in_the_thread_names_the_case(room: Room):
    case, card = await room.case()
    note = await room.anna.say(card.channel, "look at this", card.ts)
    await room.settled()
    await room.anna.command("/assign", f"{room.world.permalink(note)} @Ben Carter")
    assert (await room.now(case)).owner == "U0BEN"


async def test_a_link_elsewhere_names_no_case(room: Room):
    message = await room.anna.say(ELSEWHERE, "nothing here")
    await room.anna.command("/assign", f"{room.world.permalink(message)} @Ben Carter")
    await room.anna.sees_ephemeral("There is no case behind that link")


async def test_by_word_in_the_thread(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk assign @Ben Carter", card.ts)
    await room.becomes(case, owner="U0BEN")
    await room.anna.say(card.channel, "@Mentiondesk assign me", card.ts)
    await room.becomes(case, owner="U0ANNA")


async def test_by_word_without_anybody_is_refused(room: Room):
    _, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk assign somebody", card.ts)
    await room.anna.sees_ephemeral("somebody is not a member of this workspace")


async def test_an_unknown_assignee_by_word_is_taken_back_and_told_in_the_thread(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk assign <@U0NOBODY>", card.ts)
    said = await room.anna.sees_ephemeral("is not a member of this workspace")
    assert said.thread_ts == card.ts
    await room.becomes(case, owner=None)


async def test_two_people_submitting_at_once_leave_one_owner(room: Room):
    case, card = await room.case()
    for who in (room.anna, room.ben):
        await who.click(card, "Assign")
        await who.sees_modal("Assign #1")
    await asyncio.gather(
        room.anna.submit(room.anna.modal(), {"Assignee": "Lea Dahl"}),
        room.ben.submit(room.ben.modal(), {"Assignee": "Ben Carter"}),
    )
    assert (await room.now(case)).owner in ("U0LEAD", "U0BEN")


async def _known(room: Room, user: str) -> bool:
    return room.office.people.cached(user) is not None


def _option(view) -> str:
    return view.blocks[0]["element"]["options"][0]["text"]["text"]


async def test_the_note_of_a_refused_command_is_given_back(room: Room):
    await room.case()
    await room.anna.command("/assign", "#99 @Ben Carter she called twice already")
    refused = await room.anna.sees_ephemeral("There is no case")
    assert "she called twice already" in room.world.text_of(refused)
