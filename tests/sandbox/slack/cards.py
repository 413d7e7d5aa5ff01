"""Messages and modals that the tests show, and a Bolt app that opens them."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.sandbox.slack_server import Message, Person, SlackWorld, View
from bot.sandbox.slack_server.model import Json

BUTTONS: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Where is my *bag*?"}},
    {
        "type": "actions",
        "block_id": "verbs",
        "elements": [
            {
                "type": "button",
                "action_id": "reply",
                "text": {"type": "plain_text", "text": "💬 Reply"},
                "value": "1042",
            },
            {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": "Snooze"}, "value": "snooze"},
                    {"text": {"type": "plain_text", "text": "Resolve"}, "value": "resolve"},
                ],
            },
        ],
    },
]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def input_block(label: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": f"block-{label}", "label": words(label), "element": element, **more}


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": words(title), "submit": words("Send"), "blocks": list(blocks), **more}


REPLY = modal(
    "Reply to #1042",
    input_block(
        "Reply",
        {
            "type": "plain_text_input",
            "action_id": "text",
            "max_length": 20,
            "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
        },
        dispatch_action=True,
    ),
    input_block(
        "Team",
        {
            "type": "static_select",
            "action_id": "team",
            "options": [
                {"text": words("baggage"), "value": "t1"},
                {"text": words("refunds"), "value": "t2"},
            ],
        },
        optional=True,
    ),
    callback_id="reply",
)


async def post_card(bolt: AsyncApp, world: SlackWorld, blocks: list[Json] = BUTTONS) -> Message:
    answer = await bolt.client.chat_postMessage(channel="C0MENTIONS", text="a case", blocks=blocks)
    return world.message("C0MENTIONS", answer["ts"])


def opens(bolt: AsyncApp, view: Json = REPLY) -> None:
    @bolt.action("reply")
    async def clicked(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)


async def open_reply(bolt: AsyncApp, world: SlackWorld, person: Person) -> View:
    card = await post_card(bolt, world)
    await person.click(card, "Reply")
    return await person.sees_modal("Reply to #1042")
