"""**Approve**, **Edit and approve**, **Send back**."""

import pytest

from bot.cases.case import Actor, ReplyState
from bot.cases.settings import Permissions
from bot.desk.reply import reply
from tests.slack.room import Room, settings

NEW, NEWER = Actor(id="U0BEN", name="Ben Carter"), Actor(id="U0AUTHOR", name="Au Thor")


@pytest.fixture
def desk_file():
    rights = Permissions(needs_approval=("U0BEN", "U0AUTHOR"), approve=("U0ANNA",), reply=("U0BEN", "U0AUTHOR"))
    return settings(permissions=rights)


async def test_approvers_are_asked_where_the_reply_waits(room: Room):
    case, card = await room.case()
    await reply(room.office.desk, case.id, "We found it.", NEW)
    waiting = await room.posted_in(card, "Waits for approval")
    assert "<@U0ANNA> Please read it" in str(waiting.blocks)


async def test_an_approver_edits_and_approves_in_one_window(room: Room):
    case, card = await room.case()
    await reply(room.office.desk, case.id, "We founded it.", NEW)
    waiting = await room.posted_in(card, "Waits for approval")
    await room.anna.click(waiting, "Edit and approve")
    window = await room.anna.sees_modal("The answer to case #1")
    assert window.values["reworded_text", "reworded_text"]["value"] == "We founded it."
    errors = await room.anna.submit(window, {"Reply": "x" * 400})
    assert "too long" in errors["Reply"] or "280" in errors["Reply"]
    assert await room.anna.submit(window, {"Reply": "We found it."}) is None
    await room.posted_in(card, "Posted on X")
    assert room.x.published[0][0] == "We found it."


async def test_of_several_answers_the_approver_chooses_one(room: Room):
    case, card = await room.case()
    await reply(room.office.desk, case.id, "We found it.", NEW)
    await reply(room.office.desk, case.id, "Please come to the desk.", NEWER)
    await room.anna.click(await room.posted_in(card, "Waits for approval"), "Approve")
    window = await room.anna.sees_modal("Answers to #1")
    shown = room.world.text_of(window)
    assert "We found it." in shown and "Please come to the desk." in shown
    assert await room.anna.submit(window, {"Answer": "2: Please come to the desk."}) is None
    await room.posted_in(card, "Posted on X")
    assert [words for words, _ in room.x.published] == ["Please come to the desk."]
    assert (await room.now(case)).replies[0].state is ReplyState.SENT_BACK


async def test_who_may_not_press_a_button_is_not_offered_it_where_only_they_look(room: Room):
    await room.case()
    await room.anna.command("/cases", "#1")
    answer = await room.anna.sees_ephemeral("#1")
    offered = {
        each["action_id"] for block in answer.blocks for each in block.get("elements", ()) if "action_id" in each
    }
    assert "reply" not in offered and "claim" in offered
