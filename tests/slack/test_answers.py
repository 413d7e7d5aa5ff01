"""One place answers for all: refusals, defects, and an ack that is never lost."""

import pytest

from bot.cases import refusals
from bot.ports.faults import Fault
from bot.slack.answers import _FIELDS, plain
from tests.slack.room import Room, both_wires


@both_wires
async def test_a_defect_is_told_with_the_number_that_stands_in_the_log(room: Room, monkeypatch, capsys, caplog):
    _, card = await room.case()

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("bot.slack.claim.claim", broken)
    await room.anna.click(card, "Claim")
    said = await room.anna.sees_ephemeral("noted as number")
    number = said.text.split("noted as number ")[1].split(".")[0]
    assert number in capsys.readouterr().out + caplog.text  # wherever the log goes
    assert room.acks("block_actions") == [None]


async def test_a_defect_in_a_submission_is_told_beside_a_field(room: Room, monkeypatch):
    _, card = await room.case()

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("bot.slack.assign.assign", broken)
    await room.anna.click(card, "Assign")
    window = await room.anna.sees_modal("Assign #1")
    errors = await room.anna.submit(window, {"Assignee": "Ben Carter"})
    assert "noted as number" in errors["Assignee"]


@both_wires
async def test_a_database_that_cannot_be_written_is_told_in_its_own_words(room: Room, monkeypatch):
    _, card = await room.case()

    async def held(*_: object, **__: object) -> None:
        raise Fault("Another program holds the database.")

    monkeypatch.setattr("bot.slack.claim.claim", held)
    monkeypatch.setattr("bot.slack.assign.assign", held)
    await room.anna.click(card, "Claim")
    await room.anna.sees_ephemeral("I could not keep this. Another program holds the database.")
    await room.anna.click(card, "Assign")
    window = await room.anna.sees_modal("Assign #1")
    errors = await room.anna.submit(window, {"Assignee": "Ben Carter"})
    assert "Another program holds the database." in errors["Assignee"]


async def test_a_defect_in_a_command_is_told(room: Room, monkeypatch):
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(type(room.store), "overview", broken)
    await room.anna.command("/desk")
    await room.anna.sees_ephemeral("noted as number")


async def test_what_is_raised_just_after_an_ack_does_not_lose_it(room: Room, monkeypatch):
    _, card = await room.case()

    async def gone(self: object, case_id: int) -> None:
        return None

    await room.anna.click(card, "Snooze")
    monkeypatch.setattr(type(room.store), "case", gone)
    await room.anna.click(card, "Snooze")
    await room.anna.sees_modal("There is no case")
    assert set(room.acks("block_actions")) == {None}


async def test_a_private_sentence_that_slack_does_not_take_through_one_door_takes_the_other(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST response_url", "http_503")
    old = list(card.blocks)
    await room.anna.click(card, "Claim")
    await room.offers(card, "Release")
    card.blocks = old
    await room.ben.click(card, "Claim")
    await room.ben.sees_ephemeral("already has case #1")
    assert room.server.calls_of("chat.postEphemeral")


async def test_a_sentence_that_slack_takes_nowhere_harms_nothing(room: Room):
    for door in ("POST response_url", "POST chat.postEphemeral"):
        room.server.faults.add(door, "http_503")
    await room.anna.command("/reply", "#9 hello")
    await room.settled()
    await room.anna.command("/reply", "#9 hello")
    await room.anna.sees_ephemeral("There is no case #9")


async def test_a_window_closed_while_it_loads_harms_nothing(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST views.update", "internal_error")
    await room.anna.click(card, "Assign")
    await room.settled()
    await room.anna.click(card, "Assign")
    await room.anna.sees_modal("Assign #1")


async def test_a_window_with_a_picture_that_slack_cannot_fetch_is_drawn_without_it(room: Room):
    room.world.fetchable = lambda url: False
    _, card = await room.case(avatar="https://pbs.example/gone.jpg")
    await room.anna.click(card, "Reply")
    window = await room.anna.sees_modal("Reply to #1")
    assert "gone.jpg" not in str(window.blocks)
    await room.anna.type(window, "Reply", "Hello")
    await room.anna.sees_modal("5 of 280")
    await room.ben.say(card.channel, "wait", card.ts)
    await room.settled()
    warned = await room.anna.submit(window)
    assert "wrote a note" in room.world.text_of(warned)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Case #1 is already with <@U0BEN>.", "Case #1 is already with Ben Carter."),
        ("Case #1 is resolved. Press *Reopen* first.", "Case #1 is resolved. Press Reopen first."),
        ("These people may: <!subteam^S1>, <@U0X>.", "These people may: a user group, U0X."),
        ("<https://x.com/1|Open it on X> and answer", "Open it on X (https://x.com/1) and answer"),
        ("Name one like `#12`, a &lt; b &amp; c", "Name one like #12, a < b & c"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ],
)
async def test_beside_a_field_a_sentence_stands_without_markup(room: Room, sentence: str, shown: str):
    await room.office.people.person("U0BEN")
    assert plain(sentence, room.office) == shown


async def test_the_modal_of_an_older_version_is_answered_with_a_sentence(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Snooze")
    window = await room.anna.sees_modal("Snooze #1")
    window.content["private_metadata"] = "case-12"
    errors = await room.anna.submit(window)
    assert "older version" in errors["Until"]


def test_every_refusal_names_a_field_that_some_window_has():
    known = {"", *_FIELDS}
    kinds = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, refusals.Refusal)]
    assert {kind.field for kind in kinds} <= known
