"""Saying what a case is: the entry, its window, and what the card shows afterwards."""

from bot.cases.case import Priority
from bot.sandbox.slack_server import Message
from tests.slack.room import Room


async def asks_for_it(room: Room, card: Message) -> None:
    await room.anna.click(card, "More…")
    await room.anna.click(await room.anna.sees_modal("Case #1"), "Change…")


async def test_priority_team_and_topic_are_changed_in_one_window(room: Room):
    case, card = await room.case("the stroller is gone")
    await asks_for_it(room, card)
    window = await room.anna.sees_modal("Change #1")
    fields = {"Priority": "Urgent", "Team": "baggage", "What it is": "Complaint", "Topic": "stroller"}
    assert not isinstance(await room.anna.submit(window, fields), dict)
    after = await room.becomes(case, priority=Priority.URGENT, team="baggage")
    assert after.judgement.topic == "stroller" and after.judgement.corrected_by == "U0ANNA"


async def test_saving_without_a_change_is_refused_beside_a_field(room: Room):
    _, card = await room.case("the stroller is gone")
    await asks_for_it(room, card)
    await room.anna.submit(await room.anna.sees_modal("Change #1"), {"Priority": "Urgent"})
    await asks_for_it(room, card)
    errors = await room.anna.submit(await room.anna.sees_modal("Change #1"))
    assert "Nothing was changed" in str(errors)
