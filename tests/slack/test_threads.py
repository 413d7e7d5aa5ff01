"""What people write in threads stays inside, is kept once, and follows its edits and its deletion."""

import pytest

from bot.cases.outbox import Place, Subject, Thing
from bot.ports.faults import Fault
from bot.slack import threads
from tests.patience import impatient
from tests.slack.room import DESK, ELSEWHERE, Room, both_wires


async def asked(room: Room):
    case, card = await room.case()
    await room.anna.command("/escalate", "#1 baggage please look")
    return case, card, await room.handed_to(case)


@both_wires
async def test_a_note_in_the_thread_is_kept_before_slack_hears_that_it_arrived(room: Room):
    _, card = await room.case()
    note = await room.anna.say(card.channel, "I will call them", card.ts)
    await room.settled()
    found = await room.store.at(card.channel, note.ts)
    kept = await room.store.note(found.subject.id)
    assert (kept.text, kept.by, kept.handoff) == ("I will call them", "U0ANNA", None)
    assert room.x.published == []


async def test_a_note_that_slack_delivers_twice_is_kept_once(room: Room):
    case, card = await room.case()
    room.server.mishaps.add("duplicate", "message")
    await room.anna.say(card.channel, "I will call them", card.ts)
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1


async def test_a_note_whose_ack_was_lost_is_kept_once(room: Room):
    case, card = await room.case()
    room.server.mishaps.add("lose_ack", "message")
    await room.anna.say(card.channel, "I will call them", card.ts)
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1


async def test_an_edit_follows_into_the_other_thread(room: Room):
    _, card, request = await asked(room)
    note = await room.anna.say(card.channel, "I will call them", card.ts)
    await room.posted_in(request, "I will call them")
    await room.anna.edit(note, "I have called them")
    await room.posted_in(request, "I have called them")


async def test_a_deletion_follows_into_the_other_thread(room: Room):
    _, card, request = await asked(room)
    note = await room.anna.say(card.channel, "a secret", card.ts)
    copy = await room.posted_in(request, "a secret")
    await room.anna.delete(note)
    await room.world.until(lambda: "a secret" not in room.world.text_of(copy), 4, "the words to go")


async def test_files_travel_as_links(room: Room):
    _, card, request = await asked(room)
    await room.anna.say(card.channel, "the ticket", card.ts, files=[("ticket.pdf", b"%PDF")])
    copy = await room.posted_in(request, "the ticket")
    assert "https://" in str(copy.blocks)


async def test_a_note_sent_to_the_channel_as_well_is_a_note(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "for everybody", card.ts, broadcast=True)
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1


async def test_what_is_written_outside_of_our_threads_is_nothing_to_us(room: Room):
    case, _ = await room.case()
    alone = await room.anna.say(DESK, "good morning")
    await room.anna.say(DESK, "to you too", alone.ts)
    await room.settled()
    assert (await room.now(case)).activity == case.activity
    assert set(room.acks("message")) == {None}


async def test_a_misunderstood_word_is_kept_as_a_note_and_its_author_learns_what_there_is(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk what about her other bag?", card.ts)
    said = await room.anna.sees_ephemeral("kept it as a note")
    assert "assign @colleague" in room.world.text_of(said)
    assert (await room.now(case)).activity == case.activity + 1


@pytest.mark.parametrize("said", ["@Mentiondesk help", "@Mentiondesk"])
async def test_help_is_given_and_is_no_note(room: Room, said: str):
    case, card = await room.case()
    await room.anna.say(card.channel, said, card.ts)
    await room.anna.sees_ephemeral("snooze 2h")
    assert (await room.now(case)).activity == case.activity


async def test_a_word_outside_of_a_case_is_answered_with_where_to_say_it(room: Room):
    await room.anna.say(DESK, "@Mentiondesk claim")
    await room.anna.sees_ephemeral("in the thread of a case you can say")


async def test_a_mention_in_the_middle_of_a_note_is_a_note(room: Room):
    case, card = await room.case()
    await room.anna.say(card.channel, "I let @Mentiondesk claim it later", card.ts)
    await room.settled()
    after = await room.now(case)
    assert (after.owner, after.activity) == (None, case.activity + 1)


async def test_a_note_under_a_message_that_we_do_not_know_to_stand_yet_is_kept_until_we_do(room: Room, monkeypatch):
    """A post whose answer was lost stands in Slack before we know."""
    monkeypatch.setattr(threads, "BETWEEN_WAITS", 0.01)
    case, _ = await room.case()
    posted = await room.office.client.chat_postMessage(channel=DESK, text="a card whose answer was lost")
    note = await room.anna.say(DESK, "I will call them", posted["ts"])
    await room.eventually(room.store.acts)
    place = Place(subject=Subject(Thing.NOTICE, case.id), root=None, channel=DESK, ts=posted["ts"])
    async with room.store.change() as change:
        await change.stands(place)
    await room.settled()
    assert (await room.store.at(DESK, note.ts)) is not None


@both_wires
@impatient(1)
async def test_a_defect_is_told_with_a_number_and_slack_sends_the_note_again(room: Room, monkeypatch, caplog):
    case, card = await room.case()
    whole = type(room.store).at
    broken = iter([True])

    async def at(self, channel, ts):
        if next(broken, False):
            raise RuntimeError("the disk is full")
        return await whole(self, channel, ts)

    monkeypatch.setattr(type(room.store), "at", at)
    await room.anna.say(card.channel, "I will call them", card.ts)
    said = await room.anna.sees_ephemeral("noted as number")
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1
    assert said.thread_ts == card.ts


@both_wires
@impatient(1)
async def test_slack_keeps_a_note_for_us_while_the_database_cannot_be_written(room: Room, monkeypatch):
    case, card = await room.case()
    write, held = threads.write, iter([True, True])

    async def later(*args: object) -> None:
        if next(held, False):
            raise Fault("Another program holds the database.")
        await write(*args)

    monkeypatch.setattr(threads, "write", later)
    await room.anna.say(card.channel, "I will call them", card.ts)
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1
    assert room.world.ephemerals(room.anna.id) == []


@impatient(1)
async def test_whoever_wrote_a_note_that_could_never_be_kept_is_told(room: Room, monkeypatch):
    _, card = await room.case()

    async def held(*_: object) -> None:
        raise Fault("Another program holds the database.")

    monkeypatch.setattr(threads, "write", held)
    await room.anna.say(card.channel, "I will call them", card.ts)
    await room.anna.sees_ephemeral("I could not keep this. Another program holds the database.")


async def test_commands_do_not_care_where_they_are_typed(room: Room):
    await room.case()
    await room.anna.command("/cases", "", ELSEWHERE)
    await room.anna.sees_ephemeral("#1", ELSEWHERE)


async def test_a_note_under_a_message_that_no_case_knows_is_not_lost_in_silence(room: Room, monkeypatch):
    for name in ("BETWEEN_LOOKS", "BETWEEN_WAITS"):
        monkeypatch.setattr(f"bot.slack.threads.{name}", 0.001)
    monkeypatch.setattr("bot.slack.threads.WAITS", 2)
    posted = await room.office.client.chat_postMessage(channel=DESK, text="Who knows?")
    await room.anna.say(DESK, "The bag is in Oslo", posted["ts"])
    await room.anna.sees_ephemeral("I could not keep this: I do not know which case this thread belongs to")


async def test_what_people_say_under_a_message_of_no_case_is_theirs(room: Room):
    posted = await room.office.client.chat_postMessage(channel=DESK, text="Something is wrong with X")
    async with room.store.change() as change:
        await change.stands(Place(subject=Subject(Thing.BUDGET, 1), root=None, channel=DESK, ts=posted["ts"]))
    room.server.acks.clear()
    await room.anna.say(DESK, "I look into it", posted["ts"])
    await room.settled()
    assert room.acks("message") == [None]
    assert room.world.ephemerals("U0ANNA") == []
