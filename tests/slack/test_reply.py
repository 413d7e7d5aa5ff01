"""Answering in public: window, command, shortcut, undo, approval."""

import asyncio
import time

import pytest

from bot.cases.settings import Desk
from tests.slack.room import DESK, ELSEWHERE, Room, both_wires, settings

slow_undo = pytest.mark.parametrize(
    "desk_file", [settings(desk=Desk(channel=DESK, undo_seconds=30, signature="^{initials}"))], indirect=True
)


async def window(room: Room, card, who=None):
    who = who or room.anna
    await who.click(card, "Reply")
    return await who.sees_modal("Reply to #1")


@both_wires
async def test_what_is_submitted_is_published_and_leaves_a_receipt(room: Room):
    case, card = await room.case()
    assert await room.anna.submit(await window(room, card), {"Reply": "We found it."}) is None
    receipt = await room.posted_in(card, "Posted on X")
    assert "We found it." in room.world.text_of(receipt)
    assert room.x.published == [("We found it.", case.latest.id)]


async def test_who_answers_first_has_the_case(room: Room):
    case, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    assert (await room.now(case)).owner == "U0ANNA"


async def test_the_window_counts_what_is_typed(room: Room):
    _, card = await room.case()
    shown = await window(room, card)
    await room.anna.type(shown, "Reply", "Hello")
    await room.anna.sees_modal("5 of 280")


@slow_undo
async def test_the_window_counts_the_signature_too(room: Room):
    _, card = await room.case()
    shown = await window(room, card)
    await room.anna.type(shown, "Reply", "Hello")
    await room.anna.sees_modal("9 of 280")


async def test_fast_typing_is_counted_about_once_a_second_and_the_last_state_wins(room: Room):
    _, card = await room.case()
    shown = await window(room, card)
    updates, begun = len(room.server.calls_of("views.update")), time.monotonic()
    for end in range(1, 21):
        await room.anna.type(shown, "Reply", "x" * end)
    await room.anna.sees_modal("20 of 280")
    assert len(room.server.calls_of("views.update")) - updates <= 2 + time.monotonic() - begun
    assert shown.values["reply_text", "reply_text"]["value"] == "x" * 20


async def test_a_text_too_long_is_refused_beside_the_field_and_kept_as_a_draft(room: Room):
    _, card = await room.case()
    shown = await window(room, card)
    errors = await room.anna.submit(shown, {"Reply": "x" * 281})
    assert "1 character too long: 281 of 280" in errors["Reply"]
    await room.anna.close(shown)
    again = await window(room, card)
    assert again.values["reply_text", "reply_text"]["value"] == "x" * 281
    assert room.x.published == []


async def test_a_mention_of_a_colleague_is_refused_without_markup(room: Room):
    _, card = await room.case()
    errors = await room.anna.submit(await window(room, card), {"Reply": "Ask <@U0BEN>"})
    assert "which customers cannot read" in errors["Reply"]


async def test_an_answer_without_words_is_refused(room: Room):
    _, card = await room.case()
    errors = await room.anna.submit(await window(room, card), {"Reply": "\u2066\u2069"})
    assert errors["Reply"].startswith("The reply is empty")


async def test_an_answer_written_on_an_older_thread_is_stopped_once(room: Room):
    _, card = await room.case()
    shown = await window(room, card)
    await room.ben.say(card.channel, "I have called them already", card.ts)
    await room.settled()
    warned = await room.anna.submit(shown, {"Reply": "We found it."})
    assert "wrote a note" in room.world.text_of(warned)
    assert warned.values["reply_text", "reply_text"]["value"] == "We found it."
    assert room.x.published == []
    assert await room.anna.submit(warned) is None
    await room.posted_in(card, "Posted on X")
    assert len(room.x.published) == 1


async def test_of_two_people_submitting_at_once_one_is_warned(room: Room):
    _, card = await room.case()
    first, second = await window(room, card), await window(room, card, room.ben)
    seen = await asyncio.gather(
        room.anna.submit(first, {"Reply": "From Anna"}), room.ben.submit(second, {"Reply": "From Ben"})
    )
    assert seen.count(None) == 1
    warned = next(view for view in seen if view is not None)
    assert "replied to the customer" in room.world.text_of(warned)


async def test_a_submission_delivered_twice_is_published_once(room: Room):
    _, card = await room.case()
    room.server.mishaps.add("duplicate", "view_submission")
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    await room.posted_in(card, "Posted on X")
    await room.settled()
    assert len(room.x.published) == 1


async def test_a_submission_whose_ack_was_lost_may_be_pressed_again(room: Room):
    _, card = await room.case()
    shown = await window(room, card)
    room.server.mishaps.add("lose_ack", "view_submission")
    with pytest.raises(Exception, match="timeout"):
        await room.anna.submit(shown, {"Reply": "We found it."})
    assert await room.anna.submit(shown) is None
    await room.posted_in(card, "Posted on X")
    await room.settled()
    assert len(room.x.published) == 1


async def test_a_case_that_x_does_not_let_us_answer_offers_no_reply_and_the_command_says_why(room: Room):
    _, card = await room.case("acme air is bad", answerable=False)
    await room.offers(card, "Open on X")
    with pytest.raises(LookupError):
        await room.anna.click(card, "Reply")
    await room.anna.command("/reply", "#1 sorry")
    await room.anna.sees_modal("does not let us answer case #1")


async def test_open_on_x_is_acknowledged(room: Room):
    _, card = await room.case("acme air is bad", answerable=False)
    await room.anna.click(card, "Open on X")
    assert room.acks("block_actions") == [None]


async def test_open_on_x_in_the_menu_is_acknowledged(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Open on X")
    assert room.acks("block_actions") == [None]


async def test_the_command_opens_the_window_filled(room: Room):
    _, card = await room.case()
    await room.anna.command("/reply", "#1 Fish & chips 🙏 at https://acme.example/a?b=1&c=2", ELSEWHERE)
    shown = await room.anna.sees_modal("Reply to #1")
    assert shown.values["reply_text", "reply_text"]["value"] == "Fish & chips 🙏 at https://acme.example/a?b=1&c=2"
    assert await room.anna.submit(shown) is None
    await room.posted_in(card, "Posted on X")


async def test_the_command_without_a_case_lets_one_be_picked_and_keeps_the_text(room: Room):
    await room.case()
    await room.anna.command("/reply", "we are on it")
    picker = await room.anna.sees_modal("Case")
    shown = await room.anna.submit(picker, {"Case": picker.blocks[0]["element"]["options"][0]["text"]["text"]})
    assert shown.values["reply_text", "reply_text"]["value"] == "we are on it"
    assert await room.anna.submit(shown) is None


async def test_the_picker_says_so_when_no_case_is_open(room: Room):
    await room.anna.command("/reply")
    await room.anna.sees_modal("No case is open")


async def test_the_command_with_an_unknown_number_is_refused(room: Room):
    await room.anna.command("/reply", "#42 hello")
    await room.anna.sees_ephemeral("There is no case #42")


async def test_the_command_helps(room: Room):
    await room.anna.command("/reply", "help")
    await room.anna.sees_ephemeral("opens the answer to case #12")


async def test_reply_with_this_fills_the_window_with_a_colleagues_note(room: Room):
    _, card = await room.case()
    note = await room.ben.say(card.channel, "Tell them it is in Rome & safe", card.ts)
    await room.settled()
    await room.anna.shortcut("Reply with this", note)
    shown = await room.anna.sees_modal("Reply to #1")
    assert shown.values["reply_text", "reply_text"]["value"] == "Tell them it is in Rome & safe"


@pytest.mark.parametrize("where", ["channel", "elsewhere"])
async def test_reply_with_this_is_refused_outside_a_case(room: Room, where: str):
    message = await room.anna.say(DESK if where == "channel" else ELSEWHERE, "hello")
    await room.anna.shortcut("Reply with this", message)
    await room.anna.sees_ephemeral("does not belong to a case")


async def test_reply_with_this_on_the_card_is_refused(room: Room):
    _, card = await room.case()
    await room.anna.shortcut("Reply with this", card)
    await room.anna.sees_ephemeral("nothing in this message to reply with")


async def test_a_window_that_slack_does_not_open_is_explained(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST views.open", "internal_error")
    await room.anna.click(card, "Reply")
    await room.anna.sees_ephemeral("did not let me open a window")


async def test_a_window_whose_drawing_is_lost_once_is_drawn_again(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST views.update", "cut_before")
    await room.anna.click(card, "Reply")
    await room.anna.sees_modal("Reply to #1")


async def test_who_sees_a_window_that_cannot_be_filled_is_told_so(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST views.update", "http_503", times=2)
    await room.anna.click(card, "Reply")
    await room.anna.sees_ephemeral("Slack did not let me fill the window. Close it, then try once more.")


async def test_nobody_is_told_about_a_window_that_they_have_closed(room: Room):
    _, card = await room.case()
    hold = room.server.faults.hold("POST views.update")
    await room.anna.click(card, "Reply")
    await hold.reached()
    await room.anna.close(room.anna.modal())
    hold.release()
    await room.settled()
    assert room.world.ephemerals("U0ANNA") == []


async def test_an_answer_whose_own_way_is_lost_comes_another_way(room: Room):
    room.server.faults.add("POST response_url", "cut_before")
    await room.anna.command("/reply", "#99 hello", DESK)
    await room.anna.sees_ephemeral("There is no case #99")
