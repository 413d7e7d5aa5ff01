"""Block Kit's limits, one by one: what is good passes, one more is refused where it stands."""

from typing import Any

import pytest

from bot.sandbox.slack_server import blocks_errors, view_errors


def plain(text: str = "x") -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "x") -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def button(n: int = 0, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": f"b{n}", "text": plain(), **more}


def option(n: int = 0, text: str = "x") -> dict[str, Any]:
    return {"text": plain(text), "value": str(n)}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def menu(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "m", "options": [option()], **more}


def rich(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(pieces)}]}


def field(**more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "t", **more}
    return {"type": "input", "label": plain("Reply"), "element": element}


def errors(*blocks: Any) -> list[str]:
    return blocks_errors(list(blocks), lambda url: True)


CONFIRM = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}

GOOD = {
    "everything of a section": section(fields=[mrkdwn("y" * 2000)] * 10, accessory=button(), block_id="s"),
    "a long section": section(text=mrkdwn("x" * 3000)),
    "header": {"type": "header", "text": plain("x" * 150)},
    "25 buttons": actions(*[button(n) for n in range(25)]),
    "a full button": actions(button(value="x" * 2000, style="danger", url="https://x.com", confirm=CONFIRM)),
    "overflow of five": actions({"type": "overflow", "action_id": "o", "options": [option(n) for n in range(5)]}),
    "menu of a hundred": actions(menu(options=[option(n) for n in range(100)], initial_option=option(3))),
    "groups": actions(menu(option_groups=[{"label": plain(), "options": [option()]}], options=None)),
    "pickers": actions(
        {"type": "users_select", "action_id": "u", "placeholder": plain("x" * 150)},
        {"type": "conversations_select", "action_id": "c", "filter": {"include": ["public"]}},
        {"type": "external_select", "action_id": "e", "min_query_length": 0},
        {"type": "datetimepicker", "action_id": "d", "initial_date_time": 1_700_000_000},
        {"type": "radio_buttons", "action_id": "r", "options": [{"text": mrkdwn(), "value": "v"}]},
        {"type": "checkboxes", "action_id": "x", "options": [option()], "initial_options": [option()]},
    ),
    "context": {
        "type": "context",
        "elements": [mrkdwn()] * 9 + [{"type": "image", "image_url": "http://a/b", "alt_text": "a"}],
    },
    "rich text": rich(
        {"type": "text", "text": "a", "style": {"bold": True}},
        {"type": "link", "url": "https://x.com", "text": "x"},
        {"type": "user", "user_id": "U1"},
        {"type": "emoji", "name": "pray"},
        {"type": "date", "timestamp": 1_700_000_000, "format": "{time}", "fallback": "noon"},
    ),
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "input": field(dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}, max_length=3000),
}
GOOD["groups"]["elements"][0].pop("options")

BAD = {
    "unknown block": ({"type": "carousel3d"}, "/blocks/0/type"),
    "no type": ({"text": plain()}, "/blocks/0"),
    "no block": ("hello", "/blocks/0"),
    "empty section": ({"type": "section"}, "/blocks/0"),
    "empty text": (section(text=mrkdwn("")), "/blocks/0/text/text"),
    "long section": (section(text=mrkdwn("x" * 3001)), "/blocks/0/text/text"),
    "long field": (section(fields=[mrkdwn("x" * 2001)]), "/blocks/0/fields/0/text"),
    "11 fields": (section(fields=[mrkdwn()] * 11), "/blocks/0/fields"),
    "unknown property": (section(colour="red"), "/blocks/0"),
    "markup in a header": ({"type": "header", "text": mrkdwn()}, "/blocks/0/text/type"),
    "long header": ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    "26 buttons": (actions(*[button(n) for n in range(26)]), "/blocks/0/elements"),
    "no buttons": (actions(), "/blocks/0/elements"),
    "long button": (actions(button(text=plain("x" * 76))), "/blocks/0/elements/0/text/text"),
    "long value": (actions(button(value="x" * 2001)), "/blocks/0/elements/0/value"),
    "long action_id": (actions(button(action_id="x" * 256)), "/blocks/0/elements/0/action_id"),
    "twin action_ids": (actions(button(1), button(1)), "/blocks/0/elements/1/action_id"),
    "button style": (actions(button(style="loud")), "/blocks/0/elements/0/style"),
    "button url": (actions(button(url="javascript:1")), "/blocks/0/elements/0/url"),
    "input in actions": (actions({"type": "plain_text_input", "action_id": "t"}), "/blocks/0/elements/0/type"),
    "overflow of six": (
        actions({"type": "overflow", "action_id": "o", "options": [option(n) for n in range(6)]}),
        "/blocks/0/elements/0/options",
    ),
    "no options": (actions(menu(options=[])), "/blocks/0/elements/0/options"),
    "101 options": (actions(menu(options=[option(n) for n in range(101)])), "/blocks/0/elements/0/options"),
    "long option": (actions(menu(options=[option(text="x" * 76)])), "/blocks/0/elements/0/options/0/text/text"),
    "long option value": (
        actions(menu(options=[{"text": plain(), "value": "x" * 151}])),
        "/blocks/0/elements/0/options/0/value",
    ),
    "foreign initial": (actions(menu(initial_option=option(9))), "/blocks/0/elements/0"),
    "options and groups": (
        actions(menu(option_groups=[{"label": plain(), "options": [option()]}])),
        "/blocks/0/elements/0",
    ),
    "long placeholder": (actions(menu(placeholder=plain("x" * 151))), "/blocks/0/elements/0/placeholder/text"),
    "11 context elements": ({"type": "context", "elements": [mrkdwn()] * 11}, "/blocks/0/elements"),
    "button in context": ({"type": "context", "elements": [button()]}, "/blocks/0/elements/0/type"),
    "picture without words": ({"type": "image", "image_url": "https://a/b"}, "/blocks/0"),
    "picture of no web": ({"type": "image", "image_url": "data:x", "alt_text": "a"}, "/blocks/0/image_url"),
    "half a confirm": (actions(button(confirm={"title": plain()})), "/blocks/0/elements/0/confirm"),
    "unknown rich text": (rich({"type": "shout", "text": "a"}), "/blocks/0/elements/0/elements/0/type"),
    "empty rich text": (rich({"type": "text", "text": ""}), "/blocks/0/elements/0/elements/0/text"),
    "rich text style": (
        rich({"type": "text", "text": "a", "style": {"loud": True}}),
        "/blocks/0/elements/0/elements/0/style",
    ),
    "long markdown": ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text"),
    "long label": ({**field(), "label": plain("x" * 2001)}, "/blocks/0/label/text"),
    "too long at first": (field(max_length=3, initial_value="four"), "/blocks/0/element/initial_value"),
    "unlimited input": (field(max_length=3001), "/blocks/0/element/max_length"),
    "eager input": (
        field(dispatch_action_config={"trigger_actions_on": ["on_thought"]}),
        "/blocks/0/element/dispatch_action_config/trigger_actions_on/0",
    ),
}


@pytest.mark.parametrize("block", GOOD.values(), ids=GOOD)
def test_a_good_block_passes(block: dict[str, Any]):
    assert errors(block) == []


@pytest.mark.parametrize(("block", "place"), BAD.values(), ids=BAD)
def test_a_bad_block_is_refused_where_it_is_wrong(block: Any, place: str):
    assert any(f"[json-pointer:{place}]" in error for error in errors(block)), errors(block)


def test_a_message_takes_fifty_blocks_and_every_block_id_once():
    assert errors(*[{"type": "divider"}] * 50) == []
    assert errors(*[{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]
    assert errors(section(block_id="a"), section(block_id="a")) == [
        "block_id a already exists [json-pointer:/blocks/1/block_id]"
    ]


def test_the_same_action_id_may_stand_in_two_blocks():
    assert errors(actions(button(1)), actions(button(1))) == []


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Reply"), "blocks": list(blocks) or [section()], **more}


def problems(view: Any) -> list[str]:
    return view_errors(view, lambda url: True)


def test_a_good_modal_and_a_good_home_pass():
    assert problems(modal(*[section()] * 100, private_metadata="x" * 3000, callback_id="x" * 255)) == []
    assert problems(modal(field(), submit=plain("Send"), close=plain("Cancel"), notify_on_close=True)) == []
    assert problems({"type": "home", "blocks": [section()]}) == []


@pytest.mark.parametrize(
    "view",
    [
        modal(field()),
        modal(title=plain("x" * 25)),
        modal(submit=plain("x" * 25)),
        modal(close=plain("x" * 25)),
        modal(private_metadata="x" * 3001),
        modal(callback_id="x" * 256),
        modal(*[section()] * 101),
        {**modal(), "blocks": []},
        {"type": "modal", "blocks": [section()]},
        {"type": "home", "blocks": [section()], "title": plain()},
        {"type": "drawer", "blocks": [section()]},
        modal({"type": "markdown", "text": "x"}),
        modal({**field(focus_on_load=True)}, {**field(focus_on_load=True)}, submit=plain()),
    ],
    ids=[
        "input without submit",
        "long title",
        "long submit",
        "long close",
        "long private_metadata",
        "long callback_id",
        "101 blocks",
        "no blocks",
        "no title",
        "a title on a home",
        "unknown type",
        "markdown",
        "two with focus",
    ],
)
def test_a_bad_view_is_refused(view: dict[str, Any]):
    assert problems(view)
