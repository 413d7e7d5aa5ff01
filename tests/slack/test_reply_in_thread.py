"""`@Mentiondesk reply text` in a thread: nothing becomes public before its author has seen it and pressed Send."""

from tests.slack.room import Room, both_wires


async def preview(room: Room, card, text: str):
    await room.anna.say(card.channel, f"@Mentiondesk reply {text}", card.ts)
    return await room.anna.sees_ephemeral("Will be posted")


@both_wires
async def test_a_preview_with_the_count_is_shown_to_its_author_alone_and_send_publishes_it(room: Room):
    case, card = await room.case()
    shown = await preview(room, card, "We found it 🙏 & will call.")
    assert shown.thread_ts == card.ts
    assert "27 of 280" in room.world.text_of(shown)
    assert room.world.ephemerals("U0BEN") == [] and room.x.published == []
    await room.anna.click(shown, "Send")
    await room.posted_in(card, "Posted on X")
    assert room.x.published == [("We found it 🙏 & will call.", case.latest.id)]
    await room.world.until(lambda: not room.world.ephemerals("U0ANNA"), 4, "the preview to go")


async def test_the_text_is_no_note(room: Room):
    case, card = await room.case()
    await preview(room, card, "We found it.")
    assert (await room.now(case)).activity == case.activity


async def test_edit_goes_on_in_the_window(room: Room):
    _, card = await room.case()
    shown = await preview(room, card, "We found it.")
    await room.anna.click(shown, "Edit…")
    window = await room.anna.sees_modal("Reply to #1")
    assert window.values["reply_text", "reply_text"]["value"] == "We found it."
    await room.world.until(lambda: not room.world.ephemerals("U0ANNA"), 4, "the preview to go")


async def test_send_is_stopped_once_where_the_thread_has_changed(room: Room):
    _, card = await room.case()
    shown = await preview(room, card, "We found it.")
    await room.ben.say(card.channel, "Wait, it is another bag", card.ts)
    await room.settled()
    await room.anna.click(shown, "Send")
    warned = await room.anna.sees_ephemeral("wrote a note")
    assert room.x.published == []
    await room.anna.click(warned, "Send")
    await room.posted_in(card, "Posted on X")


async def test_pressing_send_twice_publishes_once(room: Room):
    _, card = await room.case()
    shown = await preview(room, card, "We found it.")
    room.server.mishaps.add("duplicate", "block_actions")
    await room.anna.click(shown, "Send")
    await room.posted_in(card, "Posted on X")
    await room.settled()
    assert len(room.x.published) == 1


async def test_a_text_too_long_has_no_send_and_is_kept(room: Room):
    case, card = await room.case()
    shown = await preview(room, card, "x" * 300)
    assert "20 too many" in room.world.text_of(shown)
    assert "Send" not in room.world.text_of(shown).split("\n")
    assert await room.store.draft(case.id, "U0ANNA") == "x" * 300


async def test_a_mention_of_a_colleague_cannot_be_sent(room: Room):
    _, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk reply ask @Ben Carter", card.ts)
    said = await room.anna.sees_ephemeral("which customers cannot read")
    assert "Send" not in room.world.text_of(said).split("\n")


async def test_reply_without_text_is_refused(room: Room):
    _, card = await room.case()
    await room.anna.say(card.channel, "@Mentiondesk reply", card.ts)
    await room.anna.sees_ephemeral("The reply is empty")


async def test_a_case_that_cannot_be_answered_is_refused_and_the_text_kept(room: Room):
    case, card = await room.case("acme air is bad", answerable=False)
    await room.anna.say(card.channel, "@Mentiondesk reply sorry", card.ts)
    await room.anna.sees_ephemeral("does not let us answer case #1")
    assert await room.store.draft(case.id, "U0ANNA") == "sorry"


async def test_a_preview_that_cannot_be_taken_away_does_not_make_a_sent_reply_look_like_a_failure(room: Room):
    _, card = await room.case()
    shown = await preview(room, card, "We found it.")
    room.server.faults.add("POST response_url", "cut_before")
    await room.anna.click(shown, "Send")
    await room.posted_in(card, "Posted on X")
    assert [room.world.text_of(each) for each in room.world.ephemerals("U0ANNA")] == [room.world.text_of(shown)]
    await room.anna.click(shown, "Send")
    await room.anna.sees_ephemeral("replied to the customer")
    assert len(room.x.published) == 1


async def test_a_warning_that_cannot_take_the_previews_place_stands_beside_it(room: Room):
    _, card = await room.case()
    shown = await preview(room, card, "We found it.")
    await room.ben.say(card.channel, "Wait, it is another bag", card.ts)
    await room.settled()
    room.server.faults.add("POST response_url", "cut_before")
    await room.anna.click(shown, "Send")
    await room.anna.sees_ephemeral("wrote a note")
    assert room.x.published == []
