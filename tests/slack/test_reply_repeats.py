"""An account that repeats itself, as its people see it: stopped once, with a suggestion."""

import pytest

from bot.cases.settings import X
from bot.cases.spend import Spend
from tests.slack.room import Room, both_wires, settings

SORRY = "We are sorry and look into it at once."


async def window(room: Room, card, number: int):
    await room.anna.click(card, "Reply")
    return await room.anna.sees_modal(f"Reply to #{number}")


async def said_before(room: Room, times: int = 3) -> None:
    for number, customer in enumerate(("vera", "nora", "noel")[:times], start=1):
        _, card = await room.case(by=customer)
        assert await room.anna.submit(await window(room, card, number), {"Reply": SORRY}) is None
        await room.posted_in(card, "Posted on X")


@both_wires
async def test_the_same_answer_again_is_stopped_once_and_may_be_sent_all_the_same(room: Room):
    await said_before(room)
    _, card = await room.case("Where is my refund", by="omar")
    warned = await room.anna.submit(await window(room, card, 4), {"Reply": SORRY})
    words = room.world.text_of(warned)
    assert "3 public answers of the last 24 hours say nearly the same" in words and "in other words" in words
    assert warned.values["reply_text", "reply_text"]["value"] == SORRY
    assert len(room.x.published) == 3
    assert await room.anna.submit(warned) is None
    await room.posted_in(card, "Posted on X")
    assert len(room.x.published) == 4


async def test_other_words_after_the_warning_are_sent_at_once(room: Room):
    await said_before(room)
    _, card = await room.case("Where is my refund", by="omar")
    warned = await room.anna.submit(await window(room, card, 4), {"Reply": SORRY})
    assert await room.anna.submit(warned, {"Reply": "Omar, your refund left today."}) is None


async def test_typing_on_after_the_warning_keeps_it_given(room: Room):
    await said_before(room)
    _, card = await room.case("Where is my refund", by="omar")
    warned = await room.anna.submit(await window(room, card, 4), {"Reply": SORRY})
    await room.anna.type(warned, "Reply", SORRY + "!")
    await room.anna.sees_modal("39 of 280")
    assert await room.anna.submit(room.anna.modal()) is None


async def test_the_same_answer_to_the_same_customer_is_refused_beside_the_field(room: Room):
    await said_before(room, 1)
    _, card = await room.case("And my other bag too")
    shown = await window(room, card, 2)
    for _ in range(2):
        errors = await room.anna.submit(shown, {"Reply": SORRY})
        assert "the very same answer from us" in errors["Reply"] and "case #1" in errors["Reply"]
    assert len(room.x.published) == 1


async def test_a_preview_in_the_thread_is_stopped_once_too(room: Room):
    await said_before(room)
    _, card = await room.case("Where is my refund", by="omar")
    await room.anna.say(card.channel, f"@Mentiondesk reply {SORRY}", card.ts)
    await room.anna.click(await room.anna.sees_ephemeral("Will be posted"), "Send")
    warned = await room.anna.sees_ephemeral("say nearly the same")
    assert len(room.x.published) == 3
    await room.anna.click(warned, "Send")
    await room.posted_in(card, "Posted on X")


@pytest.mark.parametrize("desk_file", [settings(x=X(handle="acmeair", monthly_budget=100.0))], indirect=True)
async def test_the_desk_shows_what_x_has_cost_and_warns_at_four_fifths(room: Room):
    today = room.office.now().date()
    for dollars, shown in ((12.3, "X this month: $12.30 of $100.00"), (70, "$82.30 of $100.00. When the budget")):
        async with room.store.change() as change:
            await change.spend("acmeair", [Spend(day=today, kind="post_read", resources=1, dollars=dollars)])
        await room.anna.command("/desk")
        await room.anna.sees_ephemeral(shown)


async def test_without_a_budget_the_desk_shows_the_sum_alone(room: Room):
    await room.anna.command("/desk")
    said = room.world.text_of(await room.anna.sees_ephemeral("X this month: $0.00"))
    assert "$0.00 of" not in said
