"""Events reach the app as Slack writes them: subscribed ones, from channels with the bot, again until acknowledged."""

import time
from collections.abc import AsyncIterator

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.sandbox.slack_server import AppDidNotAnswer, NotPossible, Person, SlackError, SlackServer, SlackWorld
from bot.sandbox.slack_server.model import Json
from tests.patience import impatient


class Log:
    """Everything an app is sent as an event, with the headers of repetition."""

    def __init__(self, bolt: AsyncApp) -> None:
        self.bodies: list[Json] = []
        self.retries: list[str | None] = []

        @bolt.middleware
        async def note(req, resp, next):
            self.bodies.append(req.body)
            self.retries.append(req.headers.get("x-slack-retry-num", [None])[0])
            return BoltResponse(status=200)

    def events(self, kind: str = "message") -> list[Json]:
        return [body["event"] for body in self.bodies if body["event"]["type"] == kind]


@pytest.fixture
async def log(bolt: AsyncApp, connect) -> AsyncIterator[Log]:
    noted = Log(bolt)
    await connect(bolt)
    yield noted


async def test_a_message_of_a_person_arrives_whole(log, server, world: SlackWorld, anna: Person):
    message = await anna.say("C0MENTIONS", "@Mentiondesk look & see https://x.com/a?b=1&c=2 🙏")
    await server.settled()
    body, event = log.bodies[0], log.events()[0]
    assert event["text"] == "<@U0DESK> look &amp; see <https://x.com/a?b=1&amp;c=2> :pray:"
    assert (event["user"], event["channel"], event["channel_type"]) == ("U0ANNA", "C0MENTIONS", "channel")
    assert event["ts"] == event["event_ts"] == message.ts
    pieces = event["blocks"][0]["elements"][0]["elements"]
    assert [piece["type"] for piece in pieces] == ["user", "text", "link", "text", "emoji"]
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == "U0DESK"
    assert (body["team_id"], body["api_app_id"], body["type"]) == ("T0ACME", "A0DESK", "event_callback")


async def test_only_channels_with_the_bot_are_heard(log, server, world, anna):
    await anna.say("C0OTHER", "nobody hears")
    await anna.say("C0SECRET", "nobody hears")
    await anna.say("C0LEADS", "heard")
    await anna.say(anna.dm(), "heard")
    await server.settled()
    assert [event["channel_type"] for event in log.events()] == ["group", "im"]


async def test_only_subscribed_events_are_sent(log, server, world, anna):
    await anna.say("C0MENTIONS", "@Mentiondesk hello")
    world.app.events.add("app_mention")
    world.app.events.discard("message.channels")
    await anna.say("C0MENTIONS", "@Mentiondesk again")
    await server.settled()
    assert [event["text"] for event in log.events("message")] == ["<@U0DESK> hello"]
    assert [event["text"] for event in log.events("app_mention")] == ["<@U0DESK> again"]


async def test_answers_edits_deletions_and_files_have_their_subtypes(log, server, world, anna):
    head = await anna.say("C0MENTIONS", "head")
    answer = await anna.say("C0MENTIONS", "answer", thread_ts=head.ts)
    await anna.say("C0MENTIONS", "both", thread_ts=head.ts, broadcast=True)
    await anna.edit(answer, "better")
    await anna.delete(answer)
    await anna.say("C0MENTIONS", "", files=[("a.png", b"abc")])
    await server.settled()
    _, plain, both, changed, deleted, file = log.events()
    assert (plain["thread_ts"], plain["parent_user_id"]) == (head.ts, "U0ANNA")
    assert (both["subtype"], both["root"]["ts"]) == ("thread_broadcast", head.ts)
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "better")
    assert (changed["previous_message"]["text"], changed["message"]["edited"]["user"]) == ("answer", "U0ANNA")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", answer.ts)
    assert (file["subtype"], file["files"][0]["name"]) == ("file_share", "a.png")


async def test_a_deleted_head_with_answers_becomes_a_tombstone(log, server, world, anna):
    head = await anna.say("C0MENTIONS", "head")
    await anna.say("C0MENTIONS", "answer", thread_ts=head.ts)
    await anna.delete(head)
    await server.settled()
    assert log.events()[-1]["message"]["subtype"] == "tombstone"
    assert len(world.thread("C0MENTIONS", head.ts)) == 2


async def test_the_preview_of_a_link_is_a_change_but_no_edit(log, server, world, anna):
    said = await anna.say("C0MENTIONS", "see https://example.com")
    world.unfurl(said, "An example")
    await server.settled()
    changed = log.events()[-1]
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["text"] == changed["previous_message"]["text"]
    assert "edited" not in changed["message"]
    assert "attachments" not in changed["previous_message"]


async def test_the_bot_hears_itself(log, server, bolt):
    sent = await bolt.client.chat_postMessage(channel="C0MENTIONS", text="a case")
    await bolt.client.chat_update(channel="C0MENTIONS", ts=sent["ts"], text="a better case")
    await server.settled()
    posted, changed = log.events()
    assert (posted["bot_id"], posted["user"], "subtype" in posted) == ("B0DESK", "U0DESK", False)
    assert changed["message"]["bot_id"] == "B0DESK"


async def test_life_around_the_channels_is_told(log, server, world, anna):
    await anna.open_home()
    world.change_user("U0BEN", deleted=True)
    world.remove_bot("C0LEADS", by="U0ANNA")
    world.archive("C0MENTIONS", by="U0ANNA")
    await server.settled()
    assert log.events("app_home_opened")[0]["tab"] == "home"
    assert log.events("user_change")[0]["user"]["deleted"]
    assert log.events("group_left")[0]["channel"] == "C0LEADS"
    assert log.events("channel_archive")[0]["user"] == "U0ANNA"
    with pytest.raises(NotPossible):
        await anna.say("C0MENTIONS", "anyone?")


async def test_a_lost_ack_brings_the_same_event_again(log, server: SlackServer, anna):
    server.mishaps.add("lose_ack", on="message")
    await anna.say("C0MENTIONS", "once")
    await server.settled()
    assert log.retries in (["0", "1"], [None, "1"])
    assert log.bodies[0]["event_id"] == log.bodies[1]["event_id"]


async def test_an_event_may_come_twice_late_or_never(log, server: SlackServer, anna):
    server.mishaps.add("duplicate", on="message")
    await anna.say("C0MENTIONS", "twice")
    await server.settled()
    server.mishaps.add("lose", on="message")
    await anna.say("C0MENTIONS", "never")
    server.mishaps.add("late", on="message", seconds=0.05)
    await anna.say("C0MENTIONS", "late")
    await anna.say("C0MENTIONS", "soon")
    await server.settled()
    assert [event["text"] for event in log.events()] == ["twice", "twice", "soon", "late"]
    assert "1" not in log.retries


@impatient(0.5)
async def test_an_unanswered_event_is_sent_three_times_more(bolt, connect, server, anna):
    tries: list[str | None] = []

    @bolt.middleware
    async def deaf(req, resp, next):
        tries.append(req.headers.get("x-slack-retry-num", [None])[0])
        return BoltResponse(status=500)

    await connect(bolt)
    await anna.say("C0MENTIONS", "hello?")
    await server.settled()
    assert tries[1:] == ["1", "2", "3"]
    assert [ack.error is None for ack in server.acks] == [False] * 4


async def test_a_person_sees_the_warning_sign_when_their_click_is_lost(server, world, anna):
    server.mishaps.add("lose", on="/reply")
    with pytest.raises(AppDidNotAnswer, match="lost"):
        await anna.command("/reply", "x")


async def test_people_write_only_where_they_are(server, world, ben):
    with pytest.raises(NotPossible):
        await ben.say("C0LEADS", "let me in")
    with pytest.raises(NotPossible):
        await world.person("U0GONE").say("C0MENTIONS", "boo")
    with pytest.raises(SlackError):
        await ben.say("C0MENTIONS", "to nobody", thread_ts="1.0")


async def test_acks_are_timed(log, server: SlackServer, anna):
    began = time.perf_counter()
    await anna.say("C0MENTIONS", "hello")
    await server.settled()
    ack = server.acks[0]
    assert (ack.kind, ack.name, ack.error) == ("events_api", "message", None)
    assert 0 < ack.seconds < time.perf_counter() - began
