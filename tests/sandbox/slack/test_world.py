"""Reading the workspace and waiting for it: words, pings, changes, snapshots, manifest."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.sandbox.slack_server import App, Message, Person, SlackError, SlackWorld, pings_of, text_of
from bot.sandbox.slack_server.composer import compose


def message(text: str = "", *blocks: dict) -> Message:
    return Message("C1", "1.0", "U1", text, list(blocks))


def section(text: str) -> dict:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def rich(*pieces: dict) -> dict:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(pieces)}]}


def test_markup_reads_as_people_see_it():
    shown = text_of(
        message("", section("*Bold* _it_ `c` ~s~ <https://x.com|a link> <@U1> &lt;b&gt; <!date^1^{t}|noon>"))
    )
    assert shown == "Bold it c s a link @U1 <b> noon"


def test_a_snake_case_name_and_a_lone_star_are_no_markup():
    assert text_of(message("", section("lost_bag_tag 2 * 3 * 4"))) == "lost_bag_tag 2 * 3 * 4"


def test_text_that_is_not_parsed_stays_as_it_was_written():
    raw = "*bold* <!channel> &lt;"
    assert text_of(message("", rich({"type": "text", "text": raw}))) == raw


def test_blocks_hide_the_text_and_buttons_show_theirs():
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Reply"}}
    assert text_of(message("notification", section("card"), {"type": "actions", "elements": [button]})) == "card\nReply"


def test_pings_are_found_wherever_slack_parses_them():
    assert pings_of(message("<!channel>")) == {"channel"}
    assert pings_of(message("", section("<@U1> <!subteam^S1|@team> &lt;!here&gt;"))) == {"U1", "S1"}
    assert pings_of(message("", rich({"type": "text", "text": "<!channel> <@U1>"}))) == set()
    assert pings_of(message("", rich({"type": "user", "user_id": "U1"}))) == {"U1"}


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("@Anna, @Ben Carter and @ben", "<@U0ANNA>, <@U0BEN> and <@U0BEN>"),
        ("@baggage-team please", "<!subteam^S0BAGGAGE> please"),
        ("<@U0BEN> is picked", "<@U0BEN> is picked"),
        ("@here or @annabel", "<!here> or @annabel"),
        ("see acme.com, or https://a.b/c.", "see <http://acme.com|acme.com>, or <https://a.b/c>."),
        ("me@acme.com", "<mailto:me@acme.com|me@acme.com>"),
        ("#mentions 👍", "<#C0MENTIONS|> :+1:"),
        ("#1042 baggage", "#1042 baggage"),
    ],
)
def test_what_people_type_is_encoded_as_slack_does(world: SlackWorld, typed: str, sent: str):
    assert compose(world, typed) == sent


def test_a_command_names_those_it_mentions(world: SlackWorld):
    assert compose(world, "@Anna @baggage-team #leads", command=True) == (
        "<@U0ANNA|anna> <!subteam^S0BAGGAGE|@baggage-team> <#C0LEADS|leads>"
    )


def test_every_ts_is_unique_and_later_even_when_the_clock_stands_still():
    world = SlackWorld(clock=lambda: datetime(2026, 11, 21, tzinfo=UTC))
    stamps = [world.new_ts() for _ in range(1000)]
    assert stamps == sorted(set(stamps))
    assert stamps[0] == "1795219200.000000"


async def test_waiting_wakes_on_a_change(world: SlackWorld, anna: Person):
    waiting = asyncio.create_task(world.until(lambda: world.find_message("C0MENTIONS", "hello")))
    await asyncio.sleep(0)
    await anna.say("C0MENTIONS", "hello world")
    assert (await waiting).text == "hello world"


async def test_waiting_in_vain_says_for_what(world: SlackWorld, anna: Person):
    with pytest.raises(TimeoutError, match="a modal with 'Reply'"):
        await anna.sees_modal("Reply", timeout=0.01)


async def test_a_changed_message_is_found_by_its_new_words_only(world: SlackWorld, anna: Person):
    said = await anna.say("C0MENTIONS", "old")
    assert world.find_message("C0MENTIONS", "old") is said
    await anna.edit(said, "new")
    assert world.find_message("C0MENTIONS", "old") is None
    assert world.find_message("C0MENTIONS", "new") is said


async def test_listeners_hear_what_moved_until_they_leave(world: SlackWorld, anna: Person):
    heard = []
    leave = world.on_change(heard.append)
    said = await anna.say("C0MENTIONS", "one")
    leave()
    await anna.say("C0MENTIONS", "two")
    assert [(change.kind, change.channel, change.about) for change in heard] == [("message", "C0MENTIONS", said.ts)]


async def test_a_snapshot_shows_each_person_their_own_slack(world: SlackWorld, anna: Person):
    head = await anna.say("C0MENTIONS", "head")
    await anna.say("C0MENTIONS", "answer", thread_ts=head.ts)
    await anna.say("C0LEADS", "secret", files=[("a.txt", b"abc")])
    hers, his = world.snapshot("U0ANNA"), world.snapshot("U0BEN")
    assert [file["name"] for file in hers["files"]] == ["a.txt"]
    assert his["files"] == []
    assert {channel["name"] for channel in his["channels"]} == {"mentions", "other", "old"}
    mentions = next(channel for channel in his["channels"] if channel["id"] == "C0MENTIONS")
    assert mentions["messages"][0]["words"] == "head"
    assert mentions["threads"][head.ts][0]["text"] == "answer"


def test_the_manifest_furnishes_the_app():
    app = App()
    app.apply_manifest(
        {
            "features": {
                "slash_commands": [{"command": "/reply", "should_escape": True}, {"command": "/raw"}],
                "shortcuts": [{"name": "Escalate", "type": "message", "callback_id": "escalate"}],
            },
            "oauth_config": {"scopes": {"bot": ["chat:write"]}},
            "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
        }
    )
    assert (app.commands, app.plain_commands) == ({"/reply", "/raw"}, {"/raw"})
    assert (app.scopes, app.events, app.shortcuts) == ({"chat:write"}, {"message.im"}, {"Escalate": "escalate"})


def test_a_person_who_does_not_exist_is_named(world: SlackWorld):
    with pytest.raises(LookupError, match="U0NOBODY"):
        world.person("U0NOBODY")
    with pytest.raises(SlackError):
        world.channel("C0NOWHERE")
