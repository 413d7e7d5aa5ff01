"""Giving a case to a team or a user group, with a note, and with everybody's load in sight."""

from datetime import date

import pytest

from bot.cases.settings import Away, Team
from bot.desk.assign import assign
from bot.slack.assign import named
from tests.slack.room import ELSEWHERE, TEAM, Room, settings

TEAMS = (
    Team(name="baggage", channel=TEAM, members=("U0BEN", "U0LEAD")),
    Team(name="lost and found", channel=TEAM),
)
AWAY = (Away(person="U0LEAD", from_=date(2000, 1, 1), until=date(2100, 12, 31)),)
pytestmark = pytest.mark.parametrize("desk_file", [settings(teams=TEAMS, away=AWAY)], indirect=True)


async def window(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Assign")
    return case, card, await room.anna.sees_modal("Assign #1")


async def test_the_window_shows_what_everybody_of_a_team_has_to_do(room: Room):
    await room.case("my meal was cold")
    await assign(room.office.desk, 1, "U0BEN", room.office.actor("U0ANNA"))
    await room.case("my seat was wet")
    await room.anna.command("/assign", "#2")
    shown = room.world.text_of(await room.anna.sees_modal("Assign #2"))
    assert "baggage\nBen Carter: 1 open\nLea Dahl: nothing open  ·  away until 31 December" in shown


async def test_who_is_chosen_is_shown_with_what_they_have_to_do(room: Room):
    _, _, shown = await window(room)
    await room.anna.choose(shown, "Assignee", "Au Thor")
    await room.anna.sees_modal("Au Thor: nothing open")
    assert await room.anna.submit(room.anna.modal(), {"Note": "She waits in Oslo"}) is None


async def test_the_window_gives_the_case_to_one_of_the_team_with_the_note(room: Room):
    case, card, shown = await window(room)
    assert await room.anna.submit(shown, {"Team": "baggage", "Note": "She waits in Oslo"}) is None
    await room.becomes(case, owner="U0BEN")
    said = await room.posted_in(card, "gave this case to team baggage")
    assert "She waits in Oslo" in room.world.text_of(said)


async def test_a_person_and_a_team_at_once_are_refused(room: Room):
    case, _, shown = await window(room)
    errors = await room.anna.submit(shown, {"Team": "baggage", "Assignee": "Ben Carter"})
    assert errors == {"Team": "Choose a person or a team, not both."}
    assert await room.now(case) == case


async def test_nobody_at_all_is_refused(room: Room):
    _, _, shown = await window(room)
    errors = await room.anna.submit(shown, {"Note": "whoever"})
    assert errors["Assignee"].startswith("Please name a colleague")


@pytest.mark.parametrize("said", ["#1 baggage she waits in Oslo", "baggage #1 she waits in Oslo"])
async def test_the_command_takes_a_team_and_a_note(room: Room, said: str):
    case, card = await room.case()
    await room.anna.command("/assign", said, ELSEWHERE)
    await room.anna.sees_ephemeral("is now with", ELSEWHERE)
    assert (await room.now(case)).owner == "U0BEN"
    await room.posted_in(card, "she waits in Oslo")


async def test_the_command_takes_a_user_group(room: Room):
    case, _ = await room.case()
    await room.anna.command("/assign", "#1 <!subteam^S0BAGGAGE|@baggage-team>")
    await room.anna.sees_ephemeral("of @baggage-team")
    assert (await room.now(case)).owner == "U0BEN"


async def test_a_word_in_the_thread_takes_a_team(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk assign baggage she waits", card.ts)
    await room.becomes(case, owner="U0BEN")


async def test_a_team_where_nobody_is_there_is_told_to_the_one_who_asked_and_in_the_thread(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk assign lost and found", card.ts)
    await room.anna.sees_ephemeral("has no members who could have it, so nobody has the case yet")
    await room.posted_in(card, "has no members who could have it")
    assert (await room.now(case)).team == "lost and found"


async def test_somebody_who_is_away_gets_the_case_and_the_giver_is_told(room: Room):
    case, _ = await room.case()
    await room.anna.command("/assign", "#1 @Lea Dahl")
    await room.anna.sees_ephemeral("has case #1 now, but is away until 31 December")
    assert (await room.now(case)).owner == "U0LEAD"


async def test_a_note_for_a_colleague_goes_into_the_thread(room: Room):
    case, card = await room.case()
    await room.anna.command("/assign", "#1 @Ben Carter please call her")
    await room.posted_in(card, "please call her")
    assert (await room.now(case)).owner == "U0BEN"


async def test_the_team_that_a_command_named_is_chosen_in_the_window(room: Room):
    await room.case()
    await room.anna.command("/assign", "baggage")
    picker = await room.anna.sees_modal("Case")
    shown = await room.anna.submit(picker, {"Case": picker.blocks[0]["element"]["options"][0]["text"]["text"]})
    assert await room.anna.submit(shown) is None
    case = await room.card_of(1)
    assert case


async def test_words_are_read_as_people_teams_and_notes(room: Room):
    def read(text: str) -> tuple:
        wanted = named(room.office, text, "U0ANNA")
        return wanted.to, wanted.pool and wanted.pool.team, wanted.note

    assert read("<@U0BEN|ben> call her") == ("U0BEN", None, "call her")
    assert read("me") == ("U0ANNA", None, "")
    assert read("Baggage, call her") == (None, "baggage", "call her")
    assert read("somebody else") == (None, None, "somebody else")
