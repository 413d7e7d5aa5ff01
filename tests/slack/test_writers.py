"""Collision: who is writing an answer is shown to those who open it too, and gone when they are done."""

from datetime import timedelta

from bot.slack.writers import FORGOTTEN_AFTER, Writers, words
from tests.cases.samples import NOON
from tests.slack.room import Room

OPENED = "opened this reply"


async def window(room: Room, card, who):
    await who.click(card, "Reply")
    return await who.sees_modal("280")


async def test_who_opens_a_reply_that_somebody_writes_is_told(room: Room):
    _, card = await room.case()
    first = await window(room, card, room.ben)
    assert OPENED not in room.world.text_of(first)
    second = await window(room, card, room.anna)
    assert "Ben Carter opened this reply just now." in room.world.text_of(second)
    await room.anna.type(second, "Reply", "Hello")
    assert OPENED in room.world.text_of(await room.anna.sees_modal("5 of 280"))


async def test_a_window_that_is_closed_or_sent_is_forgotten(room: Room):
    _, card = await room.case()
    await room.ben.close(await window(room, card, room.ben))
    await room.settled()
    shown = await window(room, card, room.anna)
    assert OPENED not in room.world.text_of(shown)
    assert await room.anna.submit(shown, {"Reply": "We found it."}) is None
    assert OPENED not in room.world.text_of(await window(room, card, room.ben))


async def test_another_case_is_no_concern(room: Room):
    _, card = await room.case()
    _, other = await room.case("my meal was cold")
    await window(room, card, room.ben)
    assert OPENED not in room.world.text_of(await window(room, other, room.anna))


def test_a_window_in_which_nothing_is_typed_for_long_is_forgotten() -> None:
    writers = Writers()
    writers.begin("V1", 1, "U0BEN", NOON)
    almost = NOON + FORGOTTEN_AFTER - timedelta(minutes=1)
    writers.types("V1", almost)
    (ben,) = writers.others(1, "U0ANN", NOON + FORGOTTEN_AFTER)
    assert words(ben, "Ben", NOON + timedelta(minutes=2)) == ":writing_hand: Ben opened this reply 2 minutes ago."
    assert words(ben, "Ben", NOON + timedelta(minutes=1)).endswith("1 minute ago.")
    assert writers.others(1, "U0BEN", almost) == []
    assert writers.others(1, "U0ANN", almost + FORGOTTEN_AFTER) == []


def test_somebody_with_two_windows_is_named_once() -> None:
    writers = Writers()
    for view in ("V1", "V2"):
        writers.begin(view, 1, "U0BEN", NOON)
    assert len(writers.others(1, "U0ANN", NOON)) == 1
    writers.end("V1")
    assert len(writers.others(1, "U0ANN", NOON)) == 1
