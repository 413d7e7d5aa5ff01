"""Block Kit as strict as Slack's own: what is wrong with the blocks of a message, or with a view."""

from typing import Any

from bot.sandbox.slack_server.blocks.checks import (
    Check,
    Fetchable,
    Report,
    anything,
    boolean,
    by_type,
    record,
    string,
)
from bot.sandbox.slack_server.blocks.layout import ALLOWED, LAYOUT, MOST
from bot.sandbox.slack_server.blocks.objects import plain_text

VIEW_BYTES = 250_000


def blocks_errors(blocks: Any, fetchable: Fetchable, root: str = "/blocks") -> list[str]:
    """What Slack says against the blocks of a message; empty when they are good."""
    report = Report(fetchable)
    _check_blocks(blocks, root, report, least=0)
    return report.errors


def view_errors(view: Any, fetchable: Fetchable) -> list[str]:
    """What Slack says against a view; empty when it is good."""
    report = Report(fetchable)
    by_type({"modal": _modal, "home": _home})(view, "/view", report)
    return report.errors


def _check_blocks(blocks: Any, path: str, report: Report, least: int = 1) -> None:
    if not isinstance(blocks, list):
        report.note(path, "must be an array")
        return
    if len(blocks) < least:
        report.note(path, f"must contain at least {least} items")
    if len(blocks) > MOST[report.surface]:
        report.note(path, f"no more than {MOST[report.surface]} items allowed")
    one = by_type(LAYOUT, ALLOWED[report.surface])
    for place, block in enumerate(blocks):
        report.action_ids = set()
        one(block, f"{path}/{place}", report)


def _view_blocks(surface: str) -> Check:
    def check(value: Any, path: str, report: Report) -> None:
        report.surface = surface
        _check_blocks(value, path, report)

    return check


_COMMON: dict[str, Check] = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}
_home = record({"type": anything, "blocks": _view_blocks("home")}, _COMMON)
_modal_shape = record(
    {"type": anything, "title": plain_text(24), "blocks": _view_blocks("modal")},
    {
        **_COMMON,
        "submit": plain_text(24),
        "close": plain_text(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)


def _modal(value: Any, path: str, report: Report) -> None:
    _modal_shape(value, path, report)
    blocks = value.get("blocks")
    if isinstance(blocks, list) and "submit" not in value and any(_is_input(block) for block in blocks):
        report.note(path, "missing required field: submit")


def _is_input(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "input"
