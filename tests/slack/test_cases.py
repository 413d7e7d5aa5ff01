"""Lists, the desk at a glance, and the App Home."""

from dataclasses import replace

import pytest

from bot.ai.rules import Rules
from bot.cases.settings import Assistant
from tests.slack.room import DESK, ELSEWHERE, TEAM, Room, both_wires


@both_wires
async def test_cases_lists_the_open_ones_privately_and_anywhere(room: Room):
    await room.case("My bag is lost")
    await room.case("Where is my refund", by="omar")
    await room.anna.command("/cases", "", ELSEWHERE)
    said = await room.anna.sees_ephemeral("Open cases", ELSEWHERE)
    assert "My bag is lost" in room.world.text_of(said) and "Where is my refund" in room.world.text_of(said)


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("mine", "My bag", "refund"),
        ("unowned", "refund", "My bag"),
        ("@omar", "refund", "My bag"),
        ("ALL", "My bag", "?"),
    ],
)
async def test_cases_lists_some(room: Room, asked: str, shown: str, hidden: str):
    _, card = await room.case("My bag is lost")
    await room.case("Where is my refund", by="omar")
    await room.anna.click(card, "Claim")
    await room.anna.command("/cases", asked)
    said = room.world.text_of(await room.anna.sees_ephemeral("ases"))
    assert shown in said and hidden not in said


async def test_an_empty_list_says_so(room: Room):
    await room.anna.command("/cases", "late")
    await room.anna.sees_ephemeral("Nothing waits here")


async def test_a_button_in_the_list_works(room: Room):
    case, _ = await room.case()
    await room.anna.command("/cases")
    said = await room.anna.sees_ephemeral("Open cases")
    await room.anna.click(said, "Claim")
    assert (await room.now(case)).owner == "U0ANNA"


async def test_cases_shows_one_with_its_buttons(room: Room):
    case, card = await room.case("My bag is lost")
    for named in ("#1", "1", room.world.permalink(card)):
        await room.anna.command("/cases", named)
    said = await room.anna.sees_ephemeral("My bag is lost")
    await room.anna.click(said, "Claim")
    assert (await room.now(case)).owner == "U0ANNA"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("#9", "There is no case #9"), ("cheese", "I know no such list"), ("help", "lists the open cases")],
)
async def test_cases_answers_nonsense_with_what_there_is(room: Room, asked: str, answer: str):
    await room.anna.command("/cases", asked)
    await room.anna.sees_ephemeral(answer)


async def test_desk_shows_figures_the_last_look_and_problems(room: Room):
    await room.case()
    room.office.problems[TEAM] = "Something is wrong with the channel."
    await room.anna.command("/desk")
    said = room.world.text_of(await room.anna.sees_ephemeral("Acme Air"))
    assert "Open\n1" in said and "last read" in said and "Something is wrong with the channel." in said


async def test_desk_says_what_was_learnt_from_corrections(room: Room):
    room.office.assistant = Rules(replace(room.office.settings, assistant=Assistant(learn=True)))
    await room.anna.command("/desk")
    await room.anna.sees_ephemeral("Learning begins with 15 corrected complaints and 15 other cases; 0 so far")


async def test_desk_helps(room: Room):
    await room.anna.command("/desk", "help")
    await room.anna.sees_ephemeral("how many cases are open")


@both_wires
async def test_the_home_shows_what_is_mine_and_what_nobody_has(room: Room):
    _, card = await room.case("My bag is lost")
    await room.case("Where is my refund", by="omar")
    await room.anna.click(card, "Claim")
    await room.anna.open_home()
    home = room.world.text_of(await room.anna.sees_home("Yours"))
    assert home.index("Yours") < home.index("My bag is lost") < home.index("Nobody has these") < home.index("refund")


async def test_an_empty_home_teaches(room: Room):
    await room.anna.open_home()
    home = await room.anna.sees_home("Nothing waits here")
    assert "/reply #12" in room.world.text_of(home)


async def test_the_messages_tab_publishes_nothing(room: Room):
    await room.anna.open_home("messages")
    await room.settled()
    assert room.server.calls_of("views.publish") == []


async def test_a_claim_in_the_home_draws_it_afresh(room: Room):
    case, _ = await room.case("My bag is lost")
    await room.anna.open_home()
    await room.anna.click(await room.anna.sees_home("Nobody has these"), "Claim")
    await room.anna.sees_home("Yours")
    assert (await room.now(case)).owner == "U0ANNA"


async def test_a_reply_from_the_home_opens_the_window(room: Room):
    _, card = await room.case("My bag is lost")
    await room.anna.click(card, "Claim")
    await room.anna.open_home()
    await room.anna.click(await room.anna.sees_home("Yours"), "Reply")
    await room.anna.sees_modal("Reply to #1")


async def test_a_refusal_in_the_home_is_a_window(room: Room):
    _, card = await room.case("My bag is lost")
    await room.anna.open_home()
    home = await room.anna.sees_home("Nobody has these")
    await room.ben.click(card, "Claim")
    await room.anna.click(home, "Claim")
    await room.anna.sees_modal("already has case #1")


async def test_a_home_that_cannot_be_published_is_no_defect(room: Room):
    room.server.faults.add("POST views.publish", "internal_error")
    await room.anna.open_home()
    await room.settled()
    assert room.acks("app_home_opened") == [None]
    assert room.world.messages(DESK) == []
