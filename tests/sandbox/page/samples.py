"""Blocks that the tests of the page show: a card, every element once, a modal, a Home."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(label: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": "1", **more}


def option(label: str) -> Json:
    return {"text": plain(label), "value": label.lower()}


def card(text: str) -> list[Json]:
    """The customer's words as rich text, as the real bot writes them."""
    words = {"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}
    return [
        {"type": "section", "text": mrkdwn("*#1*  New")},
        {"type": "rich_text", "elements": [words]},
        {
            "type": "actions",
            "elements": [
                button("Reply", "reply", style="primary"),
                button("Claim", "claim"),
                {"type": "overflow", "action_id": "more", "options": [option("Resolve"), option("Snooze")]},
            ],
        },
    ]


QUESTION = {
    "title": plain("Are you sure?"),
    "text": mrkdwn("It cannot be *undone*."),
    "confirm": plain("Yes, do it"),
    "deny": plain("Rather not"),
}
PICTURE = {"type": "image", "image_url": "http://127.0.0.1:45999/picture.png", "alt_text": "A picture"}

EVERYTHING: list[Json] = [
    {"type": "header", "text": plain("Everything :airplane:")},
    {
        "type": "section",
        "text": mrkdwn("*bold* _italic_ ~gone~ `code` <https://acmeair.example/a?b=1|a link> :luggage:"),
    },
    {"type": "section", "text": mrkdwn("<@U0MARA> in <#C0BAGGAGE> with <!subteam^S0BAGGAGE>, not <!channel>")},
    {"type": "section", "text": mrkdwn("<!date^1700000000^{date_num} {time}^https://acmeair.example|then>")},
    {"type": "section", "text": mrkdwn("> quoted\n```one\n  two```")},
    {"type": "section", "fields": [mrkdwn("*Owner*\nNobody"), plain("Plain *stars*")], "accessory": PICTURE},
    {"type": "context", "elements": [PICTURE, mrkdwn("small *print*")]},
    {"type": "divider"},
    {
        "type": "image",
        "title": plain("A title"),
        "image_url": "http://127.0.0.1:45999/large.png",
        "alt_text": "A large one",
    },
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "rich ", "style": {"bold": True, "italic": True}},
                    {"type": "user", "user_id": "U0LEAD"},
                    {"type": "emoji", "name": "pray"},
                    {"type": "link", "url": "https://x.com/acmeair", "text": "profile"},
                    {"type": "date", "timestamp": 1700000000, "format": "{date_short}"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]},
                ],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "<b>as it is</b>"}]},
        ],
    },
    {
        "type": "actions",
        "block_id": "buttons",
        "elements": [
            button("Plain", "plain"),
            button("Primary", "primary", style="primary"),
            button("Danger", "danger", style="danger", confirm=QUESTION),
            {"type": "overflow", "action_id": "menu", "options": [option("One"), option("Two")]},
        ],
    },
    {
        "type": "actions",
        "block_id": "menus",
        "elements": [
            {
                "type": "static_select",
                "action_id": "meal",
                "placeholder": plain("Meal"),
                "options": [option("Soup"), option("Rice")],
            },
            {"type": "users_select", "action_id": "colleague", "placeholder": plain("Colleague")},
            {"type": "external_select", "action_id": "airport", "placeholder": plain("Airport"), "min_query_length": 1},
            {"type": "datetimepicker", "action_id": "when"},
            {"type": "checkboxes", "action_id": "boxes", "options": [option("Window"), option("Aisle")]},
            {"type": "radio_buttons", "action_id": "radios", "options": [option("Yes"), option("No")]},
        ],
    },
]

HOME: Json = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Your cases")},
        {"type": "section", "text": mrkdwn("#1 waits"), "accessory": button("Claim", "claim_one")},
        {"type": "section", "text": mrkdwn("#2 waits"), "accessory": button("Claim", "claim_two")},
    ],
}


def loading() -> Json:
    return {"type": "modal", "title": plain("Reply"), "blocks": [{"type": "section", "text": plain("One moment …")}]}


def reply_modal(count: int) -> Json:
    """Its field keeps what is typed, while the words around it change."""
    return {
        "type": "modal",
        "callback_id": "reply_modal",
        "title": plain("Reply"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": "text",
                "label": plain("Your answer"),
                "hint": plain("Everybody can read it"),
                "dispatch_action": True,
                "element": {
                    "type": "plain_text_input",
                    "action_id": "text",
                    "multiline": True,
                    "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
                },
            },
            {"type": "context", "elements": [mrkdwn(f"{count} of 280")]},
        ],
    }
