"""**History**: what happened to a case, in a window and in the thread."""

from bot.sandbox.slack_server import Message
from bot.slack import history
from tests.slack.room import Room, both_wires


async def asks_for_it(room: Room, card: Message) -> None:
    await room.anna.click(card, "More…")
    await room.anna.click(await room.anna.sees_modal("Case #1"), "History")


@both_wires
async def test_the_history_shows_who_did_what_the_newest_first(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Claim")
    await room.offers(card, "Release")
    await asks_for_it(room, card)
    shown = await room.anna.sees_modal("History of #1")
    said = room.world.text_of(shown)
    assert said.index("claimed the case") < said.index("The case was opened")
    assert "Anna Berg" in said


async def test_a_long_history_has_pages(room: Room, monkeypatch):
    monkeypatch.setattr(history, "PAGE", 2)
    _, card = await room.case()
    for press in ("Claim", "Release", "Claim"):
        await room.offers(card, press)
        await room.anna.click(card, press)
    await room.offers(card, "Release")
    await asks_for_it(room, card)
    first = await room.anna.sees_modal("claimed the case")
    assert "The case was opened" not in room.world.text_of(first)
    await room.anna.click(first, "Earlier")
    second = await room.anna.sees_modal("The case was opened")
    assert "Earlier" not in room.world.text_of(second)


async def test_history_is_said_in_the_thread_to_who_asks(room: Room):
    _, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk history", card.ts)
    answer = await room.anna.sees_ephemeral("The last of what happened to case #1")
    assert "The case was opened" in answer.text or "The case was opened" in str(answer.blocks)


async def test_what_people_wrote_stands_in_the_history_as_they_wrote_it(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk escalate baggage *now* <!channel>", card.ts)
    await room.handed_to(case)
    await asks_for_it(room, card)
    shown = await room.anna.sees_modal("asked team baggage")
    assert "*now*" in room.world.text_of(shown)
