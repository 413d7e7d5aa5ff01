"""Commands, shortcuts, the Home, and answers through response URLs."""

import asyncio

import pytest

from bot.sandbox.slack_server import NotPossible
from bot.sandbox.slack_server.model import Json
from tests.sandbox.slack.cards import BUTTONS, post_card


async def test_a_command_carries_codes_with_names_and_may_answer_in_its_ack(bolt, connect, world, anna):
    seen: list[Json] = []

    @bolt.command("/assign")
    async def assigned(ack, body):
        await ack("Done & dusted")
        seen.append(body)

    await connect(bolt)
    said = await anna.command("/assign", "#1042 @Ben Carter <urgent> in #mentions", "C0MENTIONS")
    assert seen[0]["text"] == "#1042 <@U0BEN|ben> &lt;urgent&gt; in <#C0MENTIONS|mentions>"
    assert (seen[0]["channel_id"], seen[0]["user_id"]) == ("C0MENTIONS", "U0ANNA")
    assert said.text == "Done & dusted"
    assert world.ephemerals("U0ANNA", "C0MENTIONS") == [said]


async def test_a_command_is_refused_in_threads_and_where_it_is_unknown(server, world, anna):
    world.app.commands = {"/reply"}
    with pytest.raises(NotPossible, match="threads"):
        await anna.command("/reply", "x", "C0MENTIONS", thread_ts="1.0")
    with pytest.raises(NotPossible, match="not a valid command"):
        await anna.command("/shout", "x", "C0MENTIONS")


async def test_a_message_shortcut_carries_the_message_and_its_thread(bolt, connect, world, anna):
    world.app.shortcuts["Reply with this"] = "reply_with"
    seen: list[Json] = []

    @bolt.message_shortcut("reply_with")
    async def used(ack, body):
        await ack()
        seen.append(body)

    await connect(bolt)
    head = await post_card(bolt, world)
    note = await anna.say("C0MENTIONS", "Say sorry", thread_ts=head.ts)
    await anna.shortcut("Reply with this", note)
    body = seen[0]
    assert (body["type"], body["message_ts"], body["message"]["thread_ts"]) == ("message_action", note.ts, head.ts)
    with pytest.raises(LookupError, match="Reply with this"):
        await anna.shortcut("Escalate", note)


async def test_a_published_home_is_seen_and_answers_clicks(bolt, connect, world, anna):
    clicks: list[Json] = []

    @bolt.event("app_home_opened")
    async def opened(event, client):
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BUTTONS})

    @bolt.action("reply")
    async def clicked(ack, body):
        await ack()
        clicks.append(body)

    await connect(bolt)
    assert await anna.open_home() is None
    home = await anna.sees_home("Where is my bag?")
    await anna.click(home, "Reply")
    assert clicks[0]["view"]["type"] == "home"
    assert "response_url" not in clicks[0]


async def test_a_response_url_answers_five_times(bolt, connect, world, anna):
    statuses: list[int] = []
    done = asyncio.Event()

    @bolt.command("/cases")
    async def asked(ack, respond):
        await ack()
        for n in range(6):
            answer = await respond(text=str(n), response_type="in_channel" if n == 0 else "ephemeral")
            statuses.append(answer.status_code)
        done.set()

    await connect(bolt)
    await anna.command("/cases", "", "C0OTHER")
    await asyncio.wait_for(done.wait(), 30)
    assert statuses == [200] * 5 + [404]
    assert [m.text for m in world.messages("C0OTHER")] == ["0"]
    assert [m.text for m in world.ephemerals("U0ANNA", "C0OTHER")] == ["1", "2", "3", "4"]
