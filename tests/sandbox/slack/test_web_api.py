"""The Web API answers as Slack's does, tried with Slack's own client."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack_server import Person, SlackServer, SlackWorld


async def refused(call) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response["error"]


async def test_a_call_without_or_with_a_wrong_token_is_refused_with_status_200(server, http):
    async with http.post(server.api_url + "auth.test") as response:
        assert response.status == 200
        assert await response.json() == {"ok": False, "error": "not_authed"}
    headers = {"Authorization": "Bearer xoxb-wrong"}
    async with http.post(server.api_url + "auth.test", headers=headers) as response:
        assert (await response.json())["error"] == "invalid_auth"


async def test_a_bot_token_opens_no_socket(client: AsyncWebClient):
    assert await refused(client.apps_connections_open(app_token="xoxb-sandbox")) == "not_allowed_token_type"


async def test_a_missing_scope_is_named(client: AsyncWebClient, world: SlackWorld):
    world.app.scopes -= {"chat:write"}
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0MENTIONS", text="hello")
    assert caught.value.response["needed"] == "chat:write"
    assert "commands" in caught.value.response["provided"]
    assert "commands" in caught.value.response.headers["x-oauth-scopes"]


async def test_the_scope_of_a_history_depends_on_the_kind_of_channel(client: AsyncWebClient, world: SlackWorld):
    world.app.scopes -= {"groups:history"}
    await client.conversations_history(channel="C0MENTIONS")
    assert await refused(client.conversations_history(channel="C0LEADS")) == "missing_scope"


async def test_an_unknown_method_is_refused(client: AsyncWebClient):
    assert await refused(client.api_call("chat.shout")) == "unknown_method"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOWHERE", "channel_not_found"),
        ("C0OTHER", "not_in_channel"),
        ("C0SECRET", "channel_not_found"),
        ("C0OLD", "is_archived"),
        ("U0GONE", "channel_not_found"),
    ],
)
async def test_the_bot_posts_only_where_it_may(client: AsyncWebClient, channel: str, error: str):
    assert await refused(client.chat_postMessage(channel=channel, text="hello")) == error


async def test_a_post_to_a_person_is_a_direct_message(client: AsyncWebClient, world: SlackWorld):
    answer = await client.chat_postMessage(channel="U0ANNA", text="hello")
    assert answer["channel"] == "D0ANNA"
    assert [message.text for message in world.messages("D0ANNA")] == ["hello"]


async def test_an_empty_message_is_refused(client: AsyncWebClient):
    assert await refused(client.api_call("chat.postMessage", json={"channel": "C0MENTIONS", "text": " "})) == "no_text"


async def test_a_too_long_text_is_cut_when_posted_and_refused_when_changed(client: AsyncWebClient, world: SlackWorld):
    answer = await client.chat_postMessage(channel="C0MENTIONS", text="x" * 40_001)
    assert answer["warning"] == "message_truncated"
    assert len(world.messages("C0MENTIONS")[0].text) == 40_000
    changed = client.chat_update(channel="C0MENTIONS", ts=answer["ts"], text="x" * 40_001)
    assert await refused(changed) == "msg_too_long"


async def test_metadata_is_kept_and_shown_only_on_request(client: AsyncWebClient):
    metadata = {"event_type": "delivery", "event_payload": {"id": 7}}
    head = await client.chat_postMessage(channel="C0MENTIONS", text="a case", metadata=metadata)
    plain = await client.conversations_history(channel="C0MENTIONS")
    full = await client.conversations_history(channel="C0MENTIONS", include_all_metadata=True)
    thread = await client.conversations_replies(channel="C0MENTIONS", ts=head["ts"], include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == thread["messages"][0]["metadata"] == metadata


async def test_history_is_newest_first_in_pages_and_without_answers(client: AsyncWebClient):
    sent = [(await client.chat_postMessage(channel="C0MENTIONS", text=str(n)))["ts"] for n in range(5)]
    await client.chat_postMessage(channel="C0MENTIONS", text="inside", thread_ts=sent[0])
    await client.chat_postMessage(channel="C0MENTIONS", text="both", thread_ts=sent[0], reply_broadcast=True)
    first = await client.conversations_history(channel="C0MENTIONS", limit=4)
    assert [message["text"] for message in first["messages"]] == ["both", "4", "3", "2"]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel="C0MENTIONS", limit=4, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["1", "0"]
    since = await client.conversations_history(channel="C0MENTIONS", oldest=sent[3], inclusive=True)
    assert [message["text"] for message in since["messages"]] == ["both", "4", "3"]


async def test_the_head_of_a_thread_counts_its_answers(client: AsyncWebClient, anna: Person):
    head = (await client.chat_postMessage(channel="C0MENTIONS", text="a case"))["ts"]
    mine = await client.chat_postMessage(channel="C0MENTIONS", text="one", thread_ts=head)
    reply = await anna.say("C0MENTIONS", "two", thread_ts=head)
    thread = (await client.conversations_replies(channel="C0MENTIONS", ts=head))["messages"]
    assert [message["text"] for message in thread] == ["a case", "one", "two"]
    assert (thread[0]["reply_count"], thread[0]["latest_reply"]) == (2, reply.ts)
    await client.chat_delete(channel="C0MENTIONS", ts=mine["ts"])
    thread = (await client.conversations_replies(channel="C0MENTIONS", ts=head))["messages"]
    assert thread[0]["reply_count"] == 1


async def test_a_thread_that_does_not_exist_is_refused(client: AsyncWebClient):
    where = {"channel": "C0MENTIONS", "thread_ts": "1.000000"}
    assert await refused(client.chat_postMessage(text="hello", **where)) == "thread_not_found"
    assert await refused(client.conversations_replies(channel="C0MENTIONS", ts="1.000000")) == "thread_not_found"


async def test_the_bot_changes_only_its_own_messages(client: AsyncWebClient, anna: Person):
    theirs = await anna.say("C0MENTIONS", "mine")
    where = {"channel": "C0MENTIONS", "ts": theirs.ts}
    assert await refused(client.chat_update(text="yours", **where)) == "cant_update_message"
    assert await refused(client.chat_delete(**where)) == "cant_delete_message"
    assert await refused(client.chat_update(channel="C0MENTIONS", ts="1.0", text="x")) == "message_not_found"


async def test_a_text_without_blocks_takes_the_blocks_away(client: AsyncWebClient, world: SlackWorld):
    answer = await client.chat_postMessage(channel="C0MENTIONS", text="old", blocks=[{"type": "divider"}])
    await client.chat_update(channel="C0MENTIONS", ts=answer["ts"], text="new")
    message = world.messages("C0MENTIONS")[0]
    assert (message.text, message.blocks) == ("new", [])


async def test_a_whisper_reaches_only_members_and_stays_out_of_the_history(client: AsyncWebClient, world: SlackWorld):
    await client.chat_postEphemeral(channel="C0MENTIONS", user="U0ANNA", text="for you")
    outside = client.chat_postEphemeral(channel="C0MENTIONS", user="U0GUEST", text="for you")
    assert await refused(outside) == "user_not_in_channel"
    assert [message.text for message in world.ephemerals("U0ANNA")] == ["for you"]
    assert world.ephemerals("U0BEN") == world.messages("C0MENTIONS") == []


async def test_a_permalink_names_the_thread_of_an_answer(client: AsyncWebClient):
    head = (await client.chat_postMessage(channel="C0MENTIONS", text="a case"))["ts"]
    answer = (await client.chat_postMessage(channel="C0MENTIONS", text="one", thread_ts=head))["ts"]
    link = (await client.chat_getPermalink(channel="C0MENTIONS", message_ts=answer))["permalink"]
    path = f"p{answer.replace('.', '')}?thread_ts={head}&cid=C0MENTIONS"
    assert link == f"https://acmeair.slack.com/archives/C0MENTIONS/{path}"


async def test_private_channels_are_listed_only_to_members(client: AsyncWebClient):
    everything = await client.conversations_list(types="public_channel,private_channel", exclude_archived=True)
    assert {channel["name"] for channel in everything["channels"]} == {"mentions", "other", "leads"}
    members = {channel["name"]: channel["is_member"] for channel in everything["channels"]}
    assert members == {"mentions": True, "other": False, "leads": True}
    assert await refused(client.conversations_list(types="clubs")) == "invalid_types"


async def test_people_are_described_with_what_sets_them_apart(client: AsyncWebClient, http: aiohttp.ClientSession):
    anna = (await client.users_info(user="U0ANNA"))["user"]
    assert anna["profile"]["display_name"] == "Anna"
    assert (await client.users_info(user="U0GONE"))["user"]["deleted"]
    assert (await client.users_info(user="U0GUEST"))["user"]["is_restricted"]
    assert (await client.users_info(user="U0FAR"))["user"]["is_stranger"]
    assert await refused(client.users_info(user="U0NOBODY")) == "user_not_found"
    async with http.get(anna["profile"]["image_72"]) as picture:
        assert picture.content_type == "image/svg+xml"
        assert ">A</text>" in await picture.text()


async def test_groups_presence_and_quiet_hours_can_be_read(client: AsyncWebClient, world: SlackWorld):
    world.change_user("U0BEN", presence="away", dnd=True)
    assert (await client.usergroups_list(include_users=True))["usergroups"][0]["users"] == ["U0BEN"]
    assert (await client.usergroups_users_list(usergroup="S0BAGGAGE"))["users"] == ["U0BEN"]
    assert await refused(client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"
    assert (await client.users_getPresence(user="U0BEN"))["presence"] == "away"
    quiet = (await client.dnd_teamInfo(users=["U0BEN", "U0ANNA"]))["users"]
    assert (quiet["U0BEN"]["dnd_enabled"], quiet["U0ANNA"]["dnd_enabled"]) == (True, False)


async def test_a_direct_conversation_opens_with_living_people_only(client: AsyncWebClient):
    assert (await client.conversations_open(users="U0ANNA"))["channel"]["id"] == "D0ANNA"
    assert await refused(client.conversations_open(users="U0GONE")) == "user_disabled"
    assert await refused(client.conversations_open(users="U0NOBODY")) == "user_not_found"


async def test_a_file_goes_up_in_three_steps_and_down_only_with_the_token(
    client: AsyncWebClient, world: SlackWorld, http: aiohttp.ClientSession
):
    await client.files_upload_v2(channel="C0MENTIONS", content=b"abc", filename="a.png", initial_comment="look")
    message = world.messages("C0MENTIONS")[0]
    assert (message.text, message.subtype, message.files[0].content) == ("look", "file_share", b"abc")
    file = (await client.files_info(file=message.files[0].id))["file"]
    async with http.get(file["url_private"]) as page:
        assert page.content_type == "text/html"
    headers = {"Authorization": f"Bearer {world.app.bot_token}"}
    async with http.get(file["url_private_download"], headers=headers) as content:
        assert await content.read() == b"abc"


async def test_a_picture_that_cannot_be_loaded_fails_the_whole_post(client: AsyncWebClient, world: SlackWorld):
    world.unfetchable.add("https://gone.example/")
    picture = {"type": "image", "image_url": "https://gone.example/a.png", "alt_text": "a"}
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0MENTIONS", text="x", blocks=[picture])
    problem = "downloading image failed [json-pointer:/blocks/0/image_url]"
    assert caught.value.response["error"] == "invalid_blocks"
    assert caught.value.response["errors"] == [problem]
    assert caught.value.response["response_metadata"]["messages"] == [f"[ERROR] {problem}"]
    assert world.messages("C0MENTIONS") == []


async def test_reactions_are_single(client: AsyncWebClient, world: SlackWorld, anna: Person):
    world.app.scopes.add("reactions:write")
    message = await anna.say("C0MENTIONS", "hello")
    where = {"channel": "C0MENTIONS", "timestamp": message.ts, "name": "eyes"}
    await client.reactions_add(**where)
    assert await refused(client.reactions_add(**where)) == "already_reacted"
    await client.reactions_remove(**where)
    assert await refused(client.reactions_remove(**where)) == "no_reaction"


async def test_form_query_and_json_bodies_mean_the_same(server, http, world: SlackWorld):
    headers = {"Authorization": f"Bearer {world.app.bot_token}"}
    arguments = {"channel": "C0MENTIONS", "text": "hello"}
    address = server.api_url + "chat.postMessage"
    blocks = '[{"type": "divider"}]'
    for encoded in ({"data": {**arguments, "blocks": blocks}}, {"params": arguments}, {"json": arguments}):
        async with http.post(address, headers=headers, **encoded) as response:
            assert (await response.json())["ok"], encoded
    assert len(world.messages("C0MENTIONS")) == 3
    assert world.messages("C0MENTIONS")[0].blocks[0]["type"] == "divider"


async def test_calls_are_logged_without_the_token(client: AsyncWebClient, server: SlackServer):
    await client.chat_postMessage(channel="C0MENTIONS", text="hello")
    await refused(client.chat_postMessage(channel="C0NOWHERE", text="hello"))
    good, bad = server.calls_of("chat.postMessage")
    assert (good.ok, good.args["text"], bad.error) == (True, "hello", "channel_not_found")
    assert "token" not in good.args
