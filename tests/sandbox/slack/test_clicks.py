"""What people do with messages reaches a real Bolt app over both wires."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.slack_server import AppDidNotAnswer, Person, SlackServer, SlackWorld
from bot.sandbox.slack_server.model import Json
from tests.patience import impatient
from tests.sandbox.slack.cards import BUTTONS, REPLY, post_card, words


async def test_a_click_carries_the_whole_message_and_opens_a_modal(bolt, connect, world, anna):
    seen: list[Json] = []

    @bolt.action("reply")
    async def clicked(ack, body, client):
        await ack()
        seen.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=REPLY)

    await connect(bolt)
    card = await post_card(bolt, world)
    await anna.click(card, "Reply")
    await anna.sees_modal("Team")
    body = seen[0]
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("1042", "verbs")
    assert (body["message"]["ts"], body["channel"]["id"], body["user"]["id"]) == (card.ts, "C0MENTIONS", "U0ANNA")
    assert body["container"]["is_ephemeral"] is False
    assert body["response_url"].startswith("http")
    assert world.person("U0BEN").modal() is None


async def test_an_overflow_entry_is_found_by_its_words(bolt, connect, world, anna):
    chosen: list[str] = []

    @bolt.action("more")
    async def clicked(ack, action):
        await ack()
        chosen.append(action["selected_option"]["value"])

    await connect(bolt)
    await anna.click(await post_card(bolt, world), "Resolve")
    assert chosen == ["resolve"]


async def test_words_that_are_not_there_are_answered_with_those_that_are(bolt, world, anna):
    card = await post_card(bolt, world)
    with pytest.raises(LookupError, match=r"'💬 Reply', 'Snooze', 'Resolve'"):
        await anna.click(card, "Claim")


@impatient(0.5)
async def test_a_person_sees_the_warning_sign_when_nobody_answers(bolt, connect, world, anna):
    @bolt.action("reply")
    async def clicked(body):
        await asyncio.sleep(0)

    await connect(bolt)
    with pytest.raises(AppDidNotAnswer, match="block_actions"):
        await anna.click(await post_card(bolt, world), "Reply")


async def test_without_an_app_every_click_fails(bolt, server, world, anna):
    card = await post_card(bolt, world)
    with pytest.raises(AppDidNotAnswer, match="connection_failed"):
        await anna.click(card, "Reply")


async def test_a_choice_in_a_message_is_an_action_and_stays_in_its_state(bolt, connect, world, anna):
    picker = {"type": "users_select", "action_id": "who", "placeholder": words("Assignee")}
    other = {"type": "button", "action_id": "go", "text": words("Go")}
    seen: list[Json] = []

    @bolt.action("who")
    async def chosen(ack, action):
        await ack()
        seen.append(action)

    @bolt.action("go")
    async def went(ack, body):
        await ack()
        seen.append(body["state"]["values"])

    await connect(bolt)
    blocks = [{"type": "actions", "block_id": "b", "elements": [picker, other]}]
    card = await post_card(bolt, world, blocks)
    await anna.choose(card, "Assignee", "Ben Carter")
    await anna.click(card, "Go")
    assert seen[0]["selected_user"] == "U0BEN"
    assert seen[1]["b"]["who"]["selected_user"] == "U0BEN"


async def test_an_ephemeral_click_has_no_message_but_can_replace_and_delete_it(bolt, connect, world, anna):
    @bolt.action("reply")
    async def clicked(ack, body, respond):
        await ack()
        assert "message" not in body
        await respond(text="Replaced", replace_original=True)
        await respond(text="Beside it", response_type="ephemeral", replace_original=False)

    @bolt.action("more")
    async def chosen(ack, respond):
        await ack()
        await respond(delete_original=True)

    await connect(bolt)
    where = {"channel": "C0MENTIONS", "user": "U0ANNA", "text": "only you"}
    for _ in range(2):
        await bolt.client.chat_postEphemeral(blocks=BUTTONS, **where)
    first, second = world.ephemerals("U0ANNA")
    await anna.click(first, "Reply")
    await world.until(lambda: len(world.ephemerals("U0ANNA")) == 3)
    assert first.text == "Replaced"
    await anna.click(second, "Snooze")
    await world.until(lambda: second not in world.ephemerals("U0ANNA"))


async def test_a_trigger_serves_once(bolt, connect, world: SlackWorld, anna: Person, server: SlackServer):
    errors: list[str] = []

    @bolt.action("reply")
    async def clicked(ack, body, client):
        await ack()
        for trigger in (body["trigger_id"], body["trigger_id"], "1.2.3"):
            try:
                await client.views_open(trigger_id=trigger, view=REPLY)
            except SlackApiError as error:
                errors.append(error.response["error"])

    await connect(bolt)
    await anna.click(await post_card(bolt, world), "Reply")
    await world.until(lambda: anna.modal())
    while len(errors) < 2:
        await asyncio.sleep(0.01)
    assert errors == ["exchanged_trigger_id", "invalid_trigger_id"]


async def test_a_menu_of_people_offers_nobody_who_left(bolt, world, anna):
    picker = {"type": "users_select", "action_id": "who", "placeholder": words("Assignee")}
    card = await post_card(bolt, world, [{"type": "actions", "elements": [picker]}])
    with pytest.raises(LookupError, match="Gone Person"):
        await anna.choose(card, "Assignee", "Gone Person")
