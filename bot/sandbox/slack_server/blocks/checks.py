"""The small checks of which all Block Kit rules are built; each notes what is wrong, and where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Fetchable = Callable[[str], bool]


@dataclass
class Report:
    """What is wrong so far, in Slack's words, and what has been seen that must stay unique."""

    fetchable: Fetchable
    surface: str = "message"
    errors: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[str] = field(default_factory=set)
    focused: int = 0
    markdown: int = 0

    def note(self, path: str, problem: str) -> None:
        self.errors.append(f"{problem} [json-pointer:{path}]")


Check = Callable[[Any, str, Report], None]


def anything(value: Any, path: str, report: Report) -> None:
    return None


def string(longest: int | None = None, shortest: int = 1) -> Check:
    def check(value: Any, path: str, report: Report) -> None:
        if not isinstance(value, str):
            report.note(path, "must be a string")
        elif len(value) < shortest:
            report.note(path, f"must be more than {shortest - 1} characters")
        elif longest is not None and len(value) > longest:
            report.note(path, f"must be less than {longest + 1} characters")

    return check


def one_of(*allowed: Any) -> Check:
    def check(value: Any, path: str, report: Report) -> None:
        if value not in allowed:
            report.note(path, "value must be one of: " + ", ".join(map(str, allowed)))

    return check


def boolean(value: Any, path: str, report: Report) -> None:
    if not isinstance(value, bool):
        report.note(path, "must be a boolean")


def integer(least: int | None = None, most: int | None = None) -> Check:
    def check(value: Any, path: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.note(path, "must be an integer")
        elif (least is not None and value < least) or (most is not None and value > most):
            report.note(path, f"must be between {least} and {most}")

    return check


def list_of(item: Check, least: int = 1, most: int | None = None) -> Check:
    def check(value: Any, path: str, report: Report) -> None:
        if not isinstance(value, list):
            report.note(path, "must be an array")
            return
        if len(value) < least:
            report.note(path, f"must contain at least {least} items")
        if most is not None and len(value) > most:
            report.note(path, f"must contain no more than {most} items")
        for place, part in enumerate(value):
            item(part, f"{path}/{place}", report)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.note(path, "must be an object")
            return
        for name in required:
            if name not in value:
                report.note(path, f"missing required field: {name}")
        for name, part in value.items():
            if name in known:
                known[name](part, f"{path}/{name}", report)
            else:
                report.note(path, f"invalid additional property: {name}")

    return check


def by_type(kinds: Mapping[str, Check], allowed: frozenset[str] | None = None) -> Check:
    """An object whose `type` chooses the check; `allowed` narrows what may stand here."""

    def check(value: Any, path: str, report: Report) -> None:
        if not isinstance(value, dict) or not isinstance(value.get("type"), str):
            report.note(path, "missing required field: type")
            return
        kind = value["type"]
        if kind not in kinds or (allowed is not None and kind not in allowed):
            report.note(f"{path}/type", f"unsupported type: {kind}")
            return
        kinds[kind](value, path, report)

    return check


def both(*checks: Check) -> Check:
    def check(value: Any, path: str, report: Report) -> None:
        for part in checks:
            part(value, path, report)

    return check


def web_address(longest: int = 3000) -> Check:
    length = string(longest)

    def check(value: Any, path: str, report: Report) -> None:
        length(value, path, report)
        if isinstance(value, str) and not value.startswith(("http://", "https://")):
            report.note(path, "invalid url")

    return check


def picture(value: Any, path: str, report: Report) -> None:
    """An address from which Slack can load the picture: it looks at once, and refuses the post otherwise."""
    web_address()(value, path, report)
    if isinstance(value, str) and not report.fetchable(value):
        report.note(path, "downloading image failed")


def action_id(value: Any, path: str, report: Report) -> None:
    string(255)(value, path, report)
    if isinstance(value, str):
        if value in report.action_ids:
            report.note(path, f"action_id {value} already exists")
        report.action_ids.add(value)
