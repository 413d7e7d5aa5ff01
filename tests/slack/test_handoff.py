"""A team at work: it takes or declines what it is asked, and notes travel both ways."""

from bot.cases.case import HandoffState
from tests.slack.room import Room, both_wires


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
    assert errors["Reason"].startswith("This request is closed")


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
