"""Menus: what a card has no room for is behind More…, and everything there works."""

from bot.slack.ids import Target
from tests.slack.room import DESK, Room


async def menu(room: Room, case_id: int, step: str, words: str):
    """A message with a menu entry of that step."""
    option = {"text": {"type": "plain_text", "text": words}, "value": Target(case=case_id, step=step).write()}
    overflow = {"type": "overflow", "action_id": "more", "options": [option]}
    posted = await room.office.client.chat_postMessage(
        channel=DESK, text="?", blocks=[{"type": "actions", "elements": [overflow]}]
    )
    return room.world.message(DESK, posted["ts"])


async def test_more_opens_the_other_steps_and_they_are_taken_there(room: Room, monkeypatch):
    monkeypatch.setattr("bot.slack.buttons.hidden", lambda steps: tuple(steps)[4:])
    case, _ = await room.case()
    await room.anna.click(await menu(room, case.id, "more", "More…"), "More…")
    window = await room.anna.sees_modal("Not for us")
    await room.anna.click(window, "Not for us")
    await room.anna.sees_modal("Done.")
    assert (await room.now(case)).resolution == "not for us"


async def test_a_window_opens_on_top_of_more(room: Room, monkeypatch):
    monkeypatch.setattr("bot.slack.buttons.hidden", lambda steps: tuple(steps)[4:])
    case, _ = await room.case()
    await room.anna.click(await menu(room, case.id, "more", "More…"), "More…")
    await room.anna.click(await room.anna.sees_modal("Not for us"), "Snooze")
    await room.anna.submit(await room.anna.sees_modal("Snooze #1"))
    assert (await room.now(case)).snoozed_until is not None


async def test_a_refusal_in_more_is_a_window_on_top_of_it(room: Room, monkeypatch):
    monkeypatch.setattr("bot.slack.buttons.hidden", lambda steps: tuple(steps)[4:])
    case, card = await room.case()
    await room.anna.click(await menu(room, case.id, "more", "More…"), "More…")
    window = await room.anna.sees_modal("Not for us")
    await room.ben.click(card, "Resolve")
    await room.anna.click(window, "Not for us")
    await room.anna.sees_modal("Case #1 is resolved")


async def test_an_entry_of_an_unknown_step_is_answered_with_a_sentence(room: Room):
    case, _ = await room.case()
    await room.anna.click(await menu(room, case.id, "adopt", "Adopt"), "Adopt")
    await room.anna.sees_ephemeral("I do not know this any more")


async def test_a_window_of_another_version_is_answered_with_a_sentence(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Snooze")
    window = await room.anna.sees_modal("Snooze #1")
    window.content["callback_id"] = "nap_modal"
    assert "I do not know this any more" in (await room.anna.submit(window))["Until"]


async def test_a_refusal_in_more_that_finds_no_window_is_said_beside_it(room: Room, monkeypatch):
    monkeypatch.setattr("bot.slack.buttons.hidden", lambda steps: tuple(steps)[4:])
    case, card = await room.case()
    await room.anna.click(await menu(room, case.id, "more", "More…"), "More…")
    window = await room.anna.sees_modal("Not for us")
    await room.ben.click(card, "Resolve")
    room.server.faults.add("POST views.push", "cut_before")
    await room.anna.click(window, "Not for us")
    await room.anna.sees_ephemeral("Case #1 is resolved")
