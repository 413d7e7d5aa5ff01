"""Asking a team for help: window, command, word and shortcut."""

import pytest

from bot.cases.settings import Team
from tests.slack.room import DESK, ELSEWHERE, TEAM, Room, both_wires, settings


@both_wires
async def test_the_window_asks_the_team_in_its_channel(room: Room):
    case, card = await room.case()
    await room.anna.click(card, "Escalate")
    window = await room.anna.sees_modal("Escalate #1")
    assert await room.anna.submit(window, {"Team": "baggage", "Reason": "PNR X7K9 missing"}) is None
    asked = await room.handed_to(case)
    assert "PNR X7K9 missing" in room.world.text_of(asked)


async def test_a_reason_without_words_is_refused_beside_the_field(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Escalate")
    window = await room.anna.sees_modal("Escalate #1")
    window.values["reason", "reason"]["value"] = " \u2003"
    errors = await room.anna.submit(window, {"Team": "baggage"})
    assert list(errors) == ["Reason"]


async def test_asking_the_same_team_twice_is_refused_beside_the_field(room: Room):
    _, card = await room.case()
    await room.anna.command("/escalate", "#1 baggage please look")
    await room.anna.click(card, "Escalate")
    window = await room.anna.sees_modal("Escalate #1")
    errors = await room.anna.submit(window, {"Team": "baggage", "Reason": "again"})
    assert "Team baggage has case #1 already" in errors["Team"]


async def test_the_command_takes_case_team_and_reason(room: Room):
    case, _ = await room.case()
    await room.anna.command("/escalate", "#1 baggage PNR X7K9 missing since Monday", ELSEWHERE)
    asked = await room.handed_to(case)
    assert "PNR X7K9 missing since Monday" in room.world.text_of(asked)
    await room.anna.sees_ephemeral("Team baggage is asked about case #1", ELSEWHERE)


async def test_the_name_of_a_team_may_have_several_words(room: Room):
    case, _ = await room.case()
    await room.anna.command("/escalate", "#1 Lost and Found a blue umbrella")
    found = (await room.now(case)).handoffs[0]
    assert (found.team, found.reason) == ("lost and found", "a blue umbrella")


async def test_an_unknown_team_is_refused_and_the_teams_are_named(room: Room):
    case, _ = await room.case()
    await room.anna.command("/escalate", "#1 catering cold soup")
    said = await room.anna.sees_ephemeral("There is no team “catering”")
    assert "baggage" in room.world.text_of(said) and "lost and found" in room.world.text_of(said)
    assert (await room.now(case)).handoffs == ()


async def test_the_command_without_a_reason_opens_the_window_with_the_team(room: Room):
    case, _ = await room.case()
    await room.anna.command("/escalate", "#1 baggage")
    window = await room.anna.sees_modal("Escalate #1")
    assert await room.anna.submit(window, {"Reason": "please look"}) is None
    assert (await room.now(case)).handoffs[0].team == "baggage"


async def test_the_command_without_a_case_lets_one_be_picked_and_keeps_the_rest(room: Room):
    case, _ = await room.case()
    await room.anna.command("/escalate", "baggage please look")
    picker = await room.anna.sees_modal("Case")
    window = await room.anna.submit(picker, {"Case": picker.blocks[0]["element"]["options"][0]["text"]["text"]})
    assert await room.anna.submit(window) is None
    assert (await room.now(case)).handoffs[0].reason == "please look"


async def test_help_is_given(room: Room):
    await room.anna.command("/escalate", "help")
    await room.anna.sees_ephemeral("asks team baggage about case #12")


async def test_by_word_in_the_thread(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk escalate baggage PNR X7K9 & a blue bag", card.ts)
    asked = await room.handed_to(case)
    assert "PNR X7K9 & a blue bag" in room.world.text_of(asked)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("escalate", "Name the team"),
        ("escalate soup cold", "There is no team “soup”"),
        ("escalate baggage", "reason"),
    ],
)
async def test_by_word_what_is_missing_is_said(room: Room, said: str, answer: str):
    case, card = await room.case()
    await room.anna.say(card.channel, f"@Mentiondesk {said}", card.ts)
    await room.anna.sees_ephemeral(answer)
    assert (await room.now(case)).handoffs == ()


async def test_the_shortcut_offers_the_note_as_the_reason(room: Room):
    case, card = await room.case()
    note = await room.ben.say(card.channel, "PNR X7K9", card.ts)
    await room.settled()
    await room.anna.shortcut("Escalate", note)
    window = await room.anna.sees_modal("Escalate #1")
    assert await room.anna.submit(window, {"Team": "baggage"}) is None
    assert (await room.now(case)).handoffs[0].reason == "PNR X7K9"


async def test_an_idea_is_counted_in_the_teams_channel(room: Room):
    await room.case("Sockets at the seat, please")
    await room.anna.command("/escalate", "#1 idea baggage seat power: row 3")
    await room.anna.sees_ephemeral("under Seat power")
    shown = await room.ben.sees_message(TEAM, "Seat power")
    assert "1 new" in room.world.text_of(shown)
    await room.ben.click(shown, "What ranks highest")
    await room.ben.sees_modal("1. Seat power: 1")
    await room.ben.click(shown, "Seen")
    await room.world.until(lambda: "0 new" in room.world.text_of(shown), 4, "nothing new")


async def test_praise_goes_through_the_window_and_asks_nobody(room: Room):
    case, card = await room.case("What a kind crew")
    await room.anna.click(card, "Escalate")
    window = await room.anna.sees_modal("Escalate #1")
    given = {"Team": "baggage", "Kind": "Praise: the team should hear it", "Reason": "kind crew"}
    assert await room.anna.submit(window, given) is None
    await room.ben.sees_message(TEAM, "Kind crew")
    assert (await room.now(case)).handoffs == ()


async def test_a_case_is_added_to_a_request_that_runs_already(room: Room):
    case, _ = await room.case()
    await room.anna.command("/escalate", "#1 baggage lost bags")
    request = await room.handed_to(case)
    other, card = await room.case("Mine is lost too", by="omar")
    await room.anna.click(card, "Escalate")
    window = await room.anna.sees_modal("Add to a request that runs already")
    given = {
        "Team": "baggage",
        "Reason": "PNR 2",
        "Add to a request that runs already": "baggage #1: lost bags (1 case)",
    }
    assert await room.anna.submit(window, given) is None
    assert (await room.now(other)).handoffs[0].joins == 1
    await room.world.until(lambda: "2 cases wait for this" in room.world.text_of(request), 4, "both to be listed")


async def test_the_shortcut_works_on_the_card(room: Room):
    _, card = await room.case()
    await room.anna.shortcut("Escalate", card)
    await room.anna.sees_modal("Escalate #1")


async def test_the_shortcut_is_refused_outside_a_case(room: Room):
    message = await room.anna.say(DESK, "hello")
    await room.anna.shortcut("Escalate", message)
    await room.anna.sees_ephemeral("does not belong to a case")


CHASED = settings(teams=(Team(name="baggage", channel=TEAM, answer_within_minutes=15),))


@pytest.mark.parametrize("desk_file", [CHASED], indirect=True)
@pytest.mark.parametrize("way", ["window", "command", "word"])
async def test_what_cannot_wait_is_asked_as_urgent_in_every_way(room: Room, way: str):
    case, card = await room.case()
    if way == "window":
        await room.anna.click(card, "Escalate")
        window = await room.anna.sees_modal("Escalate #1")
        given = {"Team": "baggage", "Reason": "PNR X7K9", "Urgent": ["It cannot wait"]}
        assert await room.anna.submit(window, given) is None
    elif way == "command":
        await room.anna.command("/escalate", "#1 baggage Urgent: PNR X7K9")
    else:
        await room.anna.say(card.channel, "@Mentiondesk escalate baggage urgent PNR X7K9", card.ts)
    assert "Urgent" in room.world.text_of(await room.handed_to(case))
    (asked,) = (await room.now(case)).handoffs
    assert asked.reason == "PNR X7K9" and asked.escalation and asked.escalation.urgent


@pytest.mark.parametrize("desk_file", [CHASED], indirect=True)
@pytest.mark.parametrize("text", ["smoke in the cabin", "a cold meal"])
async def test_a_request_is_as_urgent_as_its_case_unless_somebody_says_otherwise(room: Room, text: str):
    case, card = await room.case(text=f"@acmeair {text}")
    await room.anna.click(card, "Escalate")
    window = await room.anna.sees_modal("Escalate #1")
    assert await room.anna.submit(window, {"Team": "baggage", "Reason": "please"}) is None
    (asked,) = (await room.now(case)).handoffs
    assert asked.escalation and asked.escalation.urgent == ("smoke" in text)


@pytest.mark.parametrize("desk_file", [settings(teams=())], indirect=True)
async def test_without_teams_it_says_how_to_add_one(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Escalate")
    await room.anna.sees_modal("No teams are set up yet")
    await room.anna.command("/escalate", "#1 baggage help")
    await room.anna.sees_ephemeral("No teams are set up yet")


async def test_a_team_without_the_bot_in_its_channel_is_a_problem_that_the_desk_shows(room: Room):
    case, card = await room.case()
    await room.anna.command("/escalate", "#1 baggage please look")
    await room.handed_to(case)
    room.world.remove_bot(TEAM, by="U0BEN")
    await room.eventually(lambda: _told(room))
    await room.anna.command("/desk")
    await room.anna.sees_ephemeral("I am not a member of #team-baggage")
    await room.posted_in(card, "Team baggage cannot be reached, so this is back with the desk.")


async def _told(room: Room) -> bool:
    return TEAM in room.office.problems
