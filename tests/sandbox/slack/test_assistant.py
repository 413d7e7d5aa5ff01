"""What an agent shows beside its direct messages: a status while it thinks, and questions that it suggests."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack_server import Person, SlackWorld
from bot.slack.manifest import manifest

PROMPT = {"title": "Late?", "message": "What is late?"}


async def refused(call) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response["error"]


async def test_a_status_stays_until_the_app_answers_in_that_thread(
    client: AsyncWebClient, world: SlackWorld, anna: Person
):
    asked = await anna.say(anna.dm(), "what is late?")
    await client.assistant_threads_setStatus(channel_id=asked.channel, thread_ts=asked.ts, status="is looking…")
    assert world.statuses == {(asked.channel, asked.ts): "is looking…"}
    await client.chat_postMessage(channel=asked.channel, text="elsewhere")
    assert world.statuses
    await client.chat_postMessage(channel=asked.channel, thread_ts=asked.ts, text="nothing")
    assert world.statuses == {}
    await client.assistant_threads_setStatus(channel_id=asked.channel, thread_ts=asked.ts, status="is looking…")
    await client.assistant_threads_setStatus(channel_id=asked.channel, thread_ts=asked.ts, status="")
    assert world.statuses == {}


async def test_a_status_needs_a_thread_and_at_most_ten_messages(client: AsyncWebClient, anna: Person):
    asked = await anna.say(anna.dm(), "what is late?")
    call = client.assistant_threads_setStatus
    assert await refused(call(channel_id=asked.channel, thread_ts="1.0", status="?")) == "invalid_thread_ts"
    assert await refused(call(channel_id="D0NOBODY", thread_ts=asked.ts, status="?")) == "channel_not_found"
    many = ["thinking"] * 11
    assert (
        await refused(call(channel_id=asked.channel, thread_ts=asked.ts, status="?", loading_messages=many))
        == "invalid_arguments"
    )


async def test_an_agent_suggests_up_to_four_questions_and_names_no_thread(
    client: AsyncWebClient, world: SlackWorld, anna: Person
):
    world.app.apply_manifest(manifest())
    call, here = client.assistant_threads_setSuggestedPrompts, anna.dm()
    await call(channel_id=here, prompts=[PROMPT], thread_ts="1.0")
    assert world.prompts == {}
    await call(channel_id=here, prompts=[PROMPT])
    assert world.prompts == {here: [PROMPT]}
    assert await refused(call(channel_id=here, prompts=[PROMPT] * 5)) == "invalid_arguments"
    assert await refused(call(channel_id=here, prompts=[{"title": "?"}])) == "invalid_arguments"
    world.app.scopes -= {"assistant:write"}
    assert await refused(call(channel_id=here, prompts=[PROMPT])) == "missing_scope"
