"""The blocks themselves, and which of them may stand on which surface."""

from typing import Any

from bot.sandbox.slack_server.blocks import elements
from bot.sandbox.slack_server.blocks.checks import (
    Check,
    Report,
    anything,
    boolean,
    both,
    by_type,
    list_of,
    one_of,
    picture,
    record,
    string,
    web_address,
)
from bot.sandbox.slack_server.blocks.objects import any_text, plain_text, slack_file
from bot.sandbox.slack_server.blocks.rich_text import RICH_TEXT

MARKDOWN_MOST = 12_000
"""Characters of all markdown blocks of one message together."""


def _block_id(value: Any, path: str, report: Report) -> None:
    string(255)(value, path, report)
    if isinstance(value, str):
        if value in report.block_ids:
            report.note(path, f"block_id {value} already exists")
        report.block_ids.add(value)


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return record({"type": anything, **required}, {"block_id": _block_id, **(optional or {})})


def _says_something(value: Any, path: str, report: Report) -> None:
    if "text" not in value and "fields" not in value:
        report.note(path, "must provide either text or fields")


def _one_picture(value: Any, path: str, report: Report) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        report.note(path, "must provide either image_url or slack_file")


def _markdown(value: Any, path: str, report: Report) -> None:
    string()(value, path, report)
    report.markdown += len(value) if isinstance(value, str) else 0
    if report.markdown > MARKDOWN_MOST:
        report.note(path, f"must be less than {MARKDOWN_MOST + 1} characters")


def _elements(allowed: frozenset[str]) -> Check:
    return by_type(elements.ELEMENTS, allowed)


_rich_text = _block({"elements": list_of(by_type(RICH_TEXT), least=0)})
_raw_text = record({"type": anything, "text": string(shortest=0)})
_cell = by_type({"raw_text": _raw_text, "rich_text": _rich_text})
_column = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})

LAYOUT: dict[str, Check] = {
    "section": both(
        _block(
            {},
            {
                "text": any_text(3000),
                "fields": list_of(any_text(2000), most=10),
                "accessory": _elements(elements.IN_SECTION),
                "expand": boolean,
            },
        ),
        _says_something,
    ),
    "divider": _block({}),
    "header": _block({"text": plain_text(150)}),
    "context": _block({"elements": list_of(_elements(elements.IN_CONTEXT), most=10)}),
    "actions": _block({"elements": list_of(_elements(elements.IN_ACTIONS), most=25)}),
    "image": both(
        _block(
            {"alt_text": string(2000)},
            {"title": plain_text(2000), "image_url": picture, "slack_file": slack_file},
        ),
        _one_picture,
    ),
    "input": _block(
        {"label": plain_text(2000), "element": _elements(elements.IN_INPUT)},
        {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": _rich_text,
    "markdown": _block({"text": _markdown}),
    "file": _block({"external_id": string(255), "source": one_of("remote")}),
    "video": _block(
        {
            "alt_text": string(2000),
            "title": plain_text(200),
            "thumbnail_url": picture,
            "video_url": web_address(),
        },
        {
            "author_name": string(50),
            "description": plain_text(200),
            "provider_name": string(),
            "provider_icon_url": picture,
            "title_url": web_address(),
        },
    ),
    "table": _block(
        {"rows": list_of(list_of(_cell, most=20), most=100)}, {"column_settings": list_of(_column, most=20)}
    ),
}

ONLY_IN_MESSAGES = frozenset({"markdown", "file", "table"})
ALLOWED = {
    "message": frozenset(LAYOUT),
    "modal": frozenset(LAYOUT) - ONLY_IN_MESSAGES,
    "home": frozenset(LAYOUT) - ONLY_IN_MESSAGES,
}
MOST = {"message": 50, "modal": 100, "home": 100}
