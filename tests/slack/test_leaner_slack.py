"""A Slack that says less than it might, or more than we asked for, is understood all the same."""

import asyncio
import copy

from bot.cases.outbox import Place, Subject, Thing
from bot.sandbox.faults import Answer
from bot.sandbox.slack_server import Message
from bot.sandbox.slack_server.events import emit
from bot.slack.asked import Asked
from bot.slack.live import LiveCount
from bot.slack.reply.window import recounted
from tests.slack.room import DESK, Room, both_wires

BARE = Answer(200, {"ok": True, "view": {"id": "V0BARE"}})


def said(room: Room, root: Message, text: str, ts: str = "1795000000.000100") -> dict[str, str]:
    """What every event says about a message, and no more."""
    room.world.app.events |= {"app_mention", "message"}
    called = text.replace("@Mentiondesk", f"<@{room.office.identity.bot}>")
    return {"type": "message", "channel": DESK, "user": "U0ANNA", "text": called, "ts": ts, "thread_ts": root.ts}


async def test_a_window_needs_no_hash_of_slacks_answers(room: Room):
    _, card = await room.case()
    room.server.faults.add("POST views.update", answer=BARE, times=None, where="after")
    await room.anna.click(card, "Reply")
    shown = await room.anna.sees_modal("0 of 280")
    await room.anna.type(shown, "Reply", "Hello")
    await room.anna.sees_modal("5 of 280")
    await asyncio.sleep(1.1)
    await room.anna.type(shown, "Reply", "Hello you")
    await room.anna.sees_modal("9 of 280")


async def test_the_count_needs_no_hash_of_the_window(room: Room):
    _, card = await room.case()
    await room.anna.click(card, "Reply")
    shown = await room.anna.sees_modal("0 of 280")
    view = {"id": shown.id, "type": "modal", "private_metadata": shown.content["private_metadata"]}
    action = {"type": "plain_text_input", "action_id": "reply_text", "block_id": "reply_text", "value": "Hello"}
    body = {"type": "block_actions", "user": {"id": "U0ANNA"}, "view": view, "actions": [action], "trigger_id": "1"}

    async def ack(**_: object) -> None: ...

    await LiveCount(room.office, recounted).typed(Asked(room.office, body, ack))
    await room.anna.sees_modal("5 of 280")


@both_wires
async def test_a_word_to_the_bot_that_comes_as_two_events_is_heard_once(room: Room):
    case, card = await room.case()
    event = said(room, card, "@Mentiondesk escalate baggage please look")
    emit(room.world, event)
    emit(room.world, {**event, "type": "app_mention"})
    await room.handed_to(case)
    await room.settled()
    assert len((await room.now(case)).handoffs) == 1
    assert set(room.acks("message") + room.acks("app_mention")) == {None}


async def test_a_word_to_the_bot_may_come_as_a_mention_only(room: Room):
    case, card = await room.case()
    emit(room.world, {**said(room, card, "@Mentiondesk claim"), "type": "app_mention"})
    await room.becomes(case, owner="U0ANNA")


async def test_a_note_is_kept_where_slack_does_not_say_under_whose_message_it_stands(room: Room):
    """Its root is posted just now, and we do not know yet that it stands."""
    case, _ = await room.case()
    posted = await room.office.client.chat_postMessage(channel=DESK, text="a card whose answer is on its way")
    root = room.world.message(DESK, posted["ts"])
    emit(room.world, said(room, root, "I will call them"))
    await asyncio.sleep(0.2)
    async with room.store.change() as change:
        await change.stands(Place(subject=Subject(Thing.NOTICE, case.id), root=None, channel=DESK, ts=root.ts))
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1


async def test_a_talk_of_others_in_the_desks_channel_is_acknowledged(room: Room):
    root = await room.anna.say(DESK, "good morning")
    emit(room.world, said(room, root, "to you too"))
    await room.settled()
    assert room.acks("message")[-1] is None


async def test_help_is_given_once_however_often_slack_delivers_the_question(room: Room):
    _, card = await room.case()
    event = said(room, card, "@Mentiondesk help")
    emit(room.world, event)
    emit(room.world, copy.deepcopy(event))
    await room.anna.sees_ephemeral("snooze 2h")
    await room.settled()
    assert len(room.server.calls_of("chat.postEphemeral")) == 1


@both_wires
async def test_an_event_that_nobody_asked_for_is_acknowledged(room: Room):
    room.world.app.events.add("reaction_added")
    emit(room.world, {"type": "reaction_added", "user": "U0ANNA", "reaction": "eyes"})
    await room.settled()
    assert room.acks("reaction_added") == [None]
