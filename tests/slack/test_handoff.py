"""A team at work: it takes or declines what it is asked, and notes travel both ways."""

import pytest

from bot.cases.case import Actor, HandoffState, WaitingFor
from bot.desk.handoff import answer
from tests.slack.room import TEAM, Room, both_wires, mention

BEN = Actor(id="U0BEN", name="Ben Carter")


async def asked(room: Room):
    case, card = await room.case()
    await room.anna.command("/escalate", "#1 baggage please look")
    return case, card, await room.handed_to(case)


@both_wires
async def test_a_team_takes_what_it_is_asked(room: Room):
    case, _, request = await asked(room)
    await room.ben.click(request, "Take it")
    handoff = (await room.now(case)).handoffs[0]
    assert (handoff.state, handoff.taken_by) == (HandoffState.TAKEN, "U0BEN")


async def test_taking_what_is_taken_is_refused(room: Room):
    _, _, request = await asked(room)
    old = list(request.blocks)
    await room.ben.click(request, "Take it")
    await room.world.until(lambda: request.blocks != old, 4, "the request to change")
    request.blocks = old
    await room.anna.click(request, "Take it")
    await room.anna.sees_ephemeral("has taken it already")


async def test_a_team_declines_with_a_reason_that_the_case_hears(room: Room):
    case, card, request = await asked(room)
    await room.ben.click(request, "Not ours")
    window = await room.ben.sees_modal("Reason")
    assert await room.ben.submit(window, {"Reason": "That is catering"}) is None
    assert (await room.now(case)).handoffs[0].state is HandoffState.DECLINED
    await room.posted_in(card, "That is catering")


async def test_declining_what_is_closed_is_refused_in_the_window(room: Room):
    _, _, request = await asked(room)
    await room.ben.click(request, "Not ours")
    window = await room.ben.sees_modal("Reason")
    await room.anna.say((await room.card_of(1)).channel, "@Mentiondesk resolve", (await room.card_of(1)).ts)
    await room.settled()
    errors = await room.ben.submit(window, {"Reason": "late"})
    assert errors["Where does it belong?"].startswith("This request is closed")


async def test_opening_the_window_on_what_is_closed_is_refused(room: Room):
    _, card, request = await asked(room)
    old = list(request.blocks)
    await room.anna.say(card.channel, "@Mentiondesk resolve", card.ts)
    await room.world.until(lambda: request.blocks != old, 4, "the request to change")
    request.blocks = old
    await room.ben.click(request, "Not ours")
    await room.ben.sees_modal("This request is closed")


async def test_what_the_team_writes_appears_in_the_case_and_the_other_way_round(room: Room):
    _, card, request = await asked(room)
    await room.ben.say(request.channel, "It is in Rome", request.ts)
    seen = await room.posted_in(card, "It is in Rome")
    assert "Ben Carter" in room.world.text_of(seen)
    await room.anna.say(card.channel, "Great, thanks", card.ts)
    await room.posted_in(request, "Great, thanks")


async def test_words_to_the_bot_work_in_the_teams_thread_too(room: Room):
    case, _, request = await asked(room)
    await room.ben.say(request.channel, "@Mentiondesk claim", request.ts)
    await room.becomes(case, owner="U0BEN")


async def test_reply_with_this_works_on_a_mirrored_note(room: Room):
    _, card, request = await asked(room)
    await room.ben.say(request.channel, "It is in Rome", request.ts)
    mirrored = await room.posted_in(card, "It is in Rome")
    await room.anna.shortcut("Reply with this", mirrored)
    window = await room.anna.sees_modal("Reply to #1")
    assert window.values["reply_text", "reply_text"]["value"] == "It is in Rome"


@both_wires
async def test_a_proposed_reply_is_one_click_from_the_customer(room: Room):
    case, card, request = await asked(room)
    await room.ben.click(request, "Answer")
    window = await room.ben.sees_modal("Answer #1")
    await room.ben.type(window, "Answer", "It is in Oslo.")
    window = await room.ben.sees_modal("14 of 280")
    assert await room.ben.submit(window) is None
    assert (await room.becomes(case, waiting_for=None)).handoffs[0].state is HandoffState.ANSWERED
    proposal = await room.posted_in(card, "team baggage proposes a reply")
    assert room.x.published == []
    await room.anna.click(proposal, "Use as reply")
    window = await room.anna.sees_modal("Proposed by Ben Carter of team baggage")
    assert await room.anna.submit(window) is None
    await room.posted_in(card, "Posted on X")
    assert room.x.published == [("It is in Oslo.", case.latest.id)]


async def test_a_proposal_can_be_put_into_the_window_of_the_reply(room: Room):
    case, card, _ = await asked(room)
    await answer(room.office.desk, case.id, 1, "It is in Oslo.", True, BEN)
    await room.posted_in(card, "proposes a reply")
    await room.anna.click(card, "Reply")
    window = await room.anna.sees_modal("team baggage proposes:")
    await room.anna.type(window, "Reply", "something else")
    await room.anna.click(await room.anna.sees_modal("14 of 280"), "Use as reply")
    window = await room.anna.sees_modal("Proposed by Ben Carter of team baggage")
    await room.anna.type(window, "Reply", "It is in Oslo, Vera.")
    window = await room.anna.sees_modal("20 of 280")
    assert "Proposed by" in room.world.text_of(window)
    assert await room.anna.submit(window) is None
    await room.posted_in(card, "It is in Oslo, Vera.")


async def test_an_answer_for_the_desk_reaches_its_owner_and_stays_inside(room: Room):
    _, card, request = await asked(room)
    await room.ben.click(request, "Answer")
    window = await room.ben.sees_modal("Answer #1")
    await room.ben.choose(window, "For", "The desk only: it stays inside")
    window = await room.ben.sees_modal("stays inside the company")
    assert await room.ben.submit(window, {"Answer": "x" * 400}) is None
    said = await room.posted_in(card, "team baggage has answered")
    assert "@Anna Berg" in room.world.text_of(said)
    assert room.x.published == []


@pytest.mark.parametrize(
    ("written", "said"),
    [("x" * 281, "1 character too long"), ("ask <@U0ANNA>", "names a colleague")],
)
async def test_a_proposal_that_nobody_could_send_is_refused_beside_its_field(room: Room, written: str, said: str):
    _, _, request = await asked(room)
    await room.ben.click(request, "Answer")
    window = await room.ben.sees_modal("Answer #1")
    window.values["answer_text", "answer_text"]["value"] = written
    errors = await room.ben.submit(window)
    assert said in errors["Answer"]


async def test_a_team_that_needs_more_asks_the_owner_once_and_hears_the_answer(room: Room):
    case, card, request = await asked(room)
    await room.ben.click(request, "Need more")
    window = await room.ben.sees_modal("Question")
    assert await room.ben.submit(window, {"Question": "Which flight?"}) is None
    asks = await room.posted_in(card, "needs more: Which flight?")
    assert "@Anna Berg" in room.world.text_of(asks)
    assert (await room.becomes(case, waiting_for=None)).handoffs[0].state is HandoffState.ASKING
    await room.anna.say(card.channel, "LH 123", card.ts)
    assert (await room.becomes(case, waiting_for=WaitingFor.TEAM)).handoffs[0].state is HandoffState.OPEN
    await room.posted_in(request, "LH 123")


async def test_what_is_not_theirs_goes_on_to_the_team_whose_it_is(room: Room):
    case, card, request = await asked(room)
    await room.ben.click(request, "Not ours")
    window = await room.ben.sees_modal("Where does it belong?")
    given = {"Where does it belong?": "Team lost and found", "Reason": "It was left at the gate"}
    assert await room.ben.submit(window, given) is None
    passed_on = await room.posted_in(card, "Team lost and found is asked now.")
    assert "It was left at the gate" in room.world.text_of(passed_on)
    first, second = (await room.now(case)).handoffs
    assert (first.state, second.team, second.by) == (HandoffState.DECLINED, "lost and found", "U0ANNA")
    await room.world.until(lambda: "team baggage says it is not theirs" in str(room.world.messages(TEAM)), 4, "why")
    assert (await room.now(case)).waiting_for is WaitingFor.TEAM


async def test_the_whole_conversation_opens_where_the_card_has_no_room_for_it(room: Room):
    case, _ = await room.case("The first words")
    for number in range(9):
        await room.hears(mention(f"and more {number}", conversation=case.conversation))
    await room.anna.command("/escalate", "#1 baggage please look")
    request = await room.handed_to(case)
    assert "2 more posts in between" in room.world.text_of(request)
    await room.ben.click(request, "Whole conversation")
    shown = room.world.text_of(await room.ben.sees_modal("The first words"))
    assert all(f"and more {number}" in shown for number in range(9))
