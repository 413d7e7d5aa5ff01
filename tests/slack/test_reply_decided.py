"""What can be done with a reply that is decided: undo, approval, another try."""

import pytest

from bot.cases.case import ReplyState, WaitingFor
from bot.cases.settings import Desk
from bot.ports.outcomes import Rejected, Unsure
from tests.slack.open_ends import put_to_people
from tests.slack.room import DESK, Room, permissions, settings

slow_undo = pytest.mark.parametrize(
    "desk_file", [settings(desk=Desk(channel=DESK, undo_seconds=30, signature="^{initials}"))], indirect=True
)
approval = pytest.mark.parametrize(
    "desk_file", [permissions(needs_approval=("U0ANNA",), approve=("U0LEAD",))], indirect=True
)


async def window(room: Room, card, who=None):
    who = who or room.anna
    await who.click(card, "Reply")
    return await who.sees_modal("Reply to #1")


@slow_undo
async def test_undo_takes_a_waiting_reply_back_and_keeps_its_text(room: Room):
    case, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    waiting = await room.posted_in(card, "Goes to X")
    await room.anna.click(waiting, "Undo")
    assert (await room.now(case)).replies[0].state is ReplyState.UNDONE
    shown = await window(room, card)
    assert shown.values["reply_text", "reply_text"]["value"].startswith("We found it.")
    assert room.x.published == []


async def test_undo_comes_too_late_once_the_reply_is_out(room: Room):
    _, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    receipt = await room.posted_in(card, "Posted on X")
    receipt.blocks = [*receipt.blocks, _row("undo", "Undo")]
    await room.anna.click(receipt, "Undo")
    said = await room.anna.sees_ephemeral("too late")
    assert said.thread_ts == card.ts


@approval
async def test_a_reply_that_needs_approval_waits_for_it(room: Room):
    case, card = await room.case()
    shown = await window(room, card)
    assert shown.content["submit"]["text"] == "Send for approval"
    await room.anna.submit(shown, {"Reply": "We found it."})
    waiting = await room.posted_in(card, "Waits for approval")
    assert (await room.now(case)).replies[0].state is ReplyState.APPROVAL
    await room.lead.click(waiting, "Approve")
    await room.posted_in(card, "Posted on X")
    assert len(room.x.published) == 1


@approval
async def test_only_an_approver_approves(room: Room):
    case, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    waiting = await room.posted_in(card, "Waits for approval")
    await room.ben.click(waiting, "Approve")
    await room.ben.sees_ephemeral("You may not approve replies here")
    assert (await room.now(case)).replies[0].state is ReplyState.APPROVAL


@approval
async def test_a_reply_is_sent_back_with_a_reason_and_its_text_is_a_draft_again(room: Room):
    _, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    waiting = await room.posted_in(card, "Waits for approval")
    await room.lead.click(waiting, "Send back")
    reason = await room.lead.sees_modal("Reason")
    assert await room.lead.submit(reason, {"Reason": "Be kinder"}) is None
    await room.posted_in(card, "Be kinder")
    shown = await window(room, card)
    assert shown.values["reply_text", "reply_text"]["value"] == "We found it."


@approval
async def test_who_may_not_send_back_sees_no_window(room: Room):
    _, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    waiting = await room.posted_in(card, "Waits for approval")
    await room.ben.click(waiting, "Send back")
    await room.ben.sees_ephemeral("You may not send replies back here")
    assert room.ben.modal() is None


async def test_try_again_on_a_reply_that_did_not_fail_is_refused(room: Room):
    _, card = await room.case()
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    receipt = await room.posted_in(card, "Posted on X")
    receipt.blocks = [*receipt.blocks, _row("try_again", "Try again")]
    await room.anna.click(receipt, "Try again")
    await room.anna.sees_ephemeral("did not fail")


async def test_a_failed_reply_is_tried_again(room: Room):
    _, card = await room.case()
    room.x.refuses = Rejected("X says no.")
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    failed = await room.posted_in(card, "Not posted on X")
    room.x.refuses = None
    await room.offers(failed, "Try again")
    await room.anna.click(failed, "Try again")
    await room.posted_in(card, "Posted on X")


async def nobody_knows(room: Room):
    """A reply that looking could not settle, and its message in the thread."""
    case, card = await room.case()
    room.x.refuses = Unsure("X did not answer.")
    await room.anna.submit(await window(room, card), {"Reply": "We found it."})
    shown = await room.posted_in(card, "Checking whether this reached X")
    room.x.refuses = None
    await put_to_people(room, case, 1)
    await room.offers(shown, "It is there")
    await room.posted_in(card, "nobody knows whether your reply was published")
    return case, shown


async def test_who_saw_the_reply_on_x_says_so_and_the_case_is_answered(room: Room):
    case, shown = await nobody_knows(room)
    await room.ben.click(shown, "It is there")
    await room.becomes(case, waiting_for=WaitingFor.CUSTOMER, due=None)
    await room.world.until(lambda: "Posted on X" in room.world.text_of(shown), 4, "the receipt")
    assert room.x.published == []


async def test_who_saw_that_the_reply_is_not_there_lets_it_go_again_once(room: Room):
    _, shown = await nobody_knows(room)
    await room.ben.click(shown, "Post again")
    await room.world.until(lambda: "Posted on X" in room.world.text_of(shown), 4, "the receipt")
    assert len(room.x.published) == 1
    shown.blocks = [*shown.blocks, _row("post_again", "Post again")]
    await room.ben.click(shown, "Post again")
    await room.ben.sees_ephemeral("settled already")
    assert len(room.x.published) == 1


async def test_check_again_looks_once_more_and_meanwhile_nobody_is_asked(room: Room):
    _, shown = await nobody_knows(room)
    await room.ben.click(shown, "Check again")
    await room.world.until(lambda: "Checking whether" in room.world.text_of(shown), 4, "the look")
    shown.blocks = [*shown.blocks, _row("post_again", "Post again")]
    await room.ben.click(shown, "Post again")
    await room.ben.sees_ephemeral("I am still looking for this reply")
    assert await room.store.next_look() is not None


def _row(step: str, words: str) -> dict:
    value = '{"v":1,"case":1,"reply":1}'
    text = {"type": "plain_text", "text": words}
    button = {"type": "button", "action_id": step, "text": text, "value": value}
    return {"type": "actions", "block_id": "late", "elements": [button]}
