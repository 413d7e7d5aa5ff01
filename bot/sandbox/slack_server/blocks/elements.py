"""The elements that stand inside blocks: buttons, menus, inputs, pictures."""

from typing import Any

from bot.sandbox.slack_server.blocks import objects
from bot.sandbox.slack_server.blocks.checks import (
    Check,
    Report,
    action_id,
    anything,
    boolean,
    both,
    integer,
    list_of,
    one_of,
    picture,
    record,
    string,
    web_address,
)
from bot.sandbox.slack_server.blocks.objects import any_text, plain_text

Fields = dict[str, Check]


def _focus(value: Any, path: str, report: Report) -> None:
    boolean(value, path, report)
    if value is True:
        report.focused += 1
        if report.focused > 1:
            report.note(path, "only one element may have focus_on_load")


_ACTING: Fields = {"action_id": action_id, "confirm": objects.confirm}
_FOCUS: Fields = {"focus_on_load": _focus}
_PLACEHOLDER: Fields = {"placeholder": plain_text(150)}
_MENU: Fields = {**_ACTING, **_FOCUS, **_PLACEHOLDER}
_TYPED: Fields = {
    "action_id": action_id,
    **_FOCUS,
    **_PLACEHOLDER,
    "initial_value": string(shortest=0),
    "dispatch_action_config": objects.dispatch_action_config,
}
_MANY: Fields = {"max_selected_items": integer(1)}
_STATIC: Fields = {
    "options": list_of(objects.menu_option, most=100),
    "option_groups": list_of(objects.option_group, most=100),
}
_INITIAL_OPTION: Fields = {"initial_option": objects.menu_option}
_INITIAL_OPTIONS: Fields = {"initial_options": list_of(objects.menu_option, most=100)}
_MIN_QUERY: Fields = {"min_query_length": integer(0)}
_FILTERED: Fields = {"filter": objects.conversation_filter, "default_to_current_conversation": boolean}


def _element(required: Fields, *optional: Fields) -> Check:
    merged: Fields = {}
    for part in optional:
        merged.update(part)
    return record({"type": anything, **required}, merged)


def _choices(*optional: Fields) -> Check:
    shape = _element({"options": list_of(objects.choice_option, most=10)}, _ACTING, _FOCUS, *optional)
    return both(shape, objects.initial_among_options)


def _length_limits(value: Any, path: str, report: Report) -> None:
    """What is filled in at first must itself be acceptable."""
    text, most = value.get("initial_value"), value.get("max_length")
    if isinstance(text, str) and isinstance(most, int) and len(text) > most:
        report.note(f"{path}/initial_value", f"must be less than {most + 1} characters")


def _one_picture(value: Any, path: str, report: Report) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        report.note(path, "must provide either image_url or slack_file")


_IMAGE: Fields = {"image_url": picture, "slack_file": objects.slack_file}
_static = both(_element({}, _MENU, _STATIC, _INITIAL_OPTION), objects.exactly_one_source)
_multi_static = both(_element({}, _MENU, _STATIC, _INITIAL_OPTIONS, _MANY), objects.exactly_one_source)

_button = _element(
    {"text": plain_text(75)},
    _ACTING,
    {
        "value": string(2000, shortest=0),
        "url": web_address(),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
_plain_text_input = both(
    _element(
        {},
        _TYPED,
        {"multiline": boolean, "min_length": integer(0, 3000), "max_length": integer(1, 3000)},
    ),
    _length_limits,
)
_number_input = _element({"is_decimal_allowed": boolean}, _TYPED, {"min_value": string(), "max_value": string()})

ELEMENTS: dict[str, Check] = {
    "button": _button,
    "overflow": _element({"options": list_of(objects.overflow_option, 1, 5)}, _ACTING),
    "static_select": both(_static, objects.initial_among_options),
    "multi_static_select": both(_multi_static, objects.initial_among_options),
    "external_select": _element({}, _MENU, _INITIAL_OPTION, _MIN_QUERY),
    "multi_external_select": _element({}, _MENU, _INITIAL_OPTIONS, _MIN_QUERY, _MANY),
    "users_select": _element({}, _MENU, {"initial_user": string()}),
    "multi_users_select": _element({}, _MENU, {"initial_users": list_of(string(), 0)}, _MANY),
    "conversations_select": _element(
        {}, _MENU, _FILTERED, {"initial_conversation": string(), "response_url_enabled": boolean}
    ),
    "multi_conversations_select": _element(
        {}, _MENU, _FILTERED, _MANY, {"initial_conversations": list_of(string(), 0)}
    ),
    "channels_select": _element({}, _MENU, {"initial_channel": string(), "response_url_enabled": boolean}),
    "multi_channels_select": _element({}, _MENU, {"initial_channels": list_of(string(), 0)}, _MANY),
    "radio_buttons": _choices({"initial_option": objects.choice_option}),
    "checkboxes": _choices({"initial_options": list_of(objects.choice_option, most=10)}),
    "datepicker": _element({}, _MENU, {"initial_date": string()}),
    "timepicker": _element({}, _MENU, {"initial_time": string(), "timezone": string()}),
    "datetimepicker": _element({}, _ACTING, _FOCUS, {"initial_date_time": integer(10**9, 10**10 - 1)}),
    "plain_text_input": _plain_text_input,
    "email_text_input": _element({}, _TYPED),
    "url_text_input": _element({}, _TYPED),
    "number_input": _number_input,
    "file_input": _element({}, {"action_id": action_id, "filetypes": list_of(string()), "max_files": integer(1, 10)}),
    "image": both(_element({"alt_text": string(2000)}, _IMAGE), _one_picture),
    "plain_text": any_text(3000),
    "mrkdwn": any_text(3000),
}

_MENUS = frozenset(k for k in ELEMENTS if k.endswith("_select"))
_PICKERS = frozenset({"datepicker", "timepicker"})
_CHOICES = frozenset({"radio_buttons", "checkboxes"})

IN_ACTIONS = frozenset({"button", "overflow", "datetimepicker"}) | _MENUS | _PICKERS | _CHOICES
IN_SECTION = frozenset({"button", "overflow", "image"}) | _MENUS | _PICKERS | _CHOICES
IN_CONTEXT = frozenset({"image", "plain_text", "mrkdwn"})
IN_INPUT = (
    frozenset({"datetimepicker", "file_input"})
    | frozenset(k for k in ELEMENTS if k.endswith("_input"))
    | _MENUS
    | _PICKERS
    | _CHOICES
)
