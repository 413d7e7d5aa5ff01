"""Composition objects of Block Kit: texts, options, confirm dialogs, filters, dispatch settings."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack_server.blocks.checks import (
    Check,
    Report,
    anything,
    boolean,
    by_type,
    list_of,
    one_of,
    record,
    string,
    web_address,
)


def plain_text(longest: int = 3000, shortest: int = 1) -> Check:
    return by_type({"plain_text": _plain(longest, shortest)})


def any_text(longest: int = 3000) -> Check:
    return by_type({"plain_text": _plain(longest), "mrkdwn": _mrkdwn(longest)})


def _plain(longest: int, shortest: int = 1) -> Check:
    return record({"type": anything, "text": string(longest, shortest)}, {"emoji": boolean})


def _mrkdwn(longest: int) -> Check:
    return record({"type": anything, "text": string(longest)}, {"verbatim": boolean})


def option(text: Check, url: bool = False) -> Check:
    more: Mapping[str, Check] = {"url": web_address()} if url else {}
    return record({"text": text, "value": string(150)}, {"description": any_text(75), **more})


menu_option = option(plain_text(75))
overflow_option = option(plain_text(75), url=True)
choice_option = option(any_text(75))

option_group = record({"label": plain_text(75), "options": list_of(menu_option, most=100)})

confirm = record(
    {"title": plain_text(100), "text": any_text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)

dispatch_action_config = record(
    {}, {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), most=2)}
)

conversation_filter = record(
    {},
    {
        "include": list_of(one_of("im", "mpim", "private", "public")),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)

slack_file = record({}, {"id": string(), "url": web_address()})


def initial_among_options(value: Any, path: str, report: Report) -> None:
    """What is chosen at first must be one of the options, word for word."""
    if not isinstance(value, dict):
        return
    offered = _all_options(value)
    chosen = value.get("initial_options") or [value[k] for k in ("initial_option",) if k in value]
    if isinstance(chosen, list) and any(each not in offered for each in chosen):
        report.note(path, "initial option must be one of the options")


def exactly_one_source(value: Any, path: str, report: Report) -> None:
    if isinstance(value, dict) and ("options" in value) == ("option_groups" in value):
        report.note(path, "must provide either options or option_groups")


def _all_options(element: Any) -> list[Any]:
    offered = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        if isinstance(group, dict):
            offered += group.get("options") or []
    return offered
