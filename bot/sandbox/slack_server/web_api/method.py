"""What a Web API method is: its arguments, the scopes it needs, its tier, and what it does."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.slack_server.model import Json, SlackError
from bot.sandbox.slack_server.workspace import Workspace


@dataclass(frozen=True)
class Args:
    """The arguments of one call. From a form everything is text; from JSON it has its type already."""

    values: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name)
        return default if value is None else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isdecimal() or not 1 <= int(value) <= most:
            raise SlackError("invalid_limit") if name == "limit" else invalid_arguments(f"must be 1..{most}: {name}")
        return int(value)

    def words(self, name: str) -> list[str]:
        """A list, or words between commas."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [str(each) for each in value]
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def tree(self, name: str) -> Any:
        """A list or an object, which a form carries as JSON text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None


Handler = Callable[[Workspace, Args], Json]
Scopes = Callable[[Workspace, Args], frozenset[str]]


@dataclass(frozen=True)
class Method:
    """`scopes`: one of these is enough; none: every token may. `tier` None: a limit of its own, or none."""

    call: Handler
    tier: int | None
    scopes: Scopes
    app_token: bool = False


def needs(*scopes: str) -> Scopes:
    wanted = frozenset(scopes)
    return lambda ws, args: wanted


def needs_of_channel(verb: str, name: str = "channel") -> Scopes:
    """The scope depends on the kind of channel, e.g. groups:history for a private one."""

    def of_channel(ws: Workspace, args: Args) -> frozenset[str]:
        channel = ws.channels.get(args.text(name))
        room = {"channel": "channels", "group": "groups", "im": "im"}
        if channel is None:
            return frozenset(f"{each}:{verb}" for each in room.values())
        return frozenset({f"{room[channel.kind]}:{verb}"})

    return of_channel


def invalid_arguments(problem: str) -> SlackError:
    return SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {problem}"]})


def page_of(items: list[Any], args: Args, default: int = 100, most: int = 1000) -> tuple[list[Any], Json]:
    """A page of the items, and the `response_metadata` with the cursor of the next one."""
    limit = args.number("limit", default, most)
    cursor = args.text("cursor")
    if cursor and not cursor.startswith("from:"):
        raise SlackError("invalid_cursor")
    start = int(cursor[5:]) if cursor else 0
    end = start + limit
    return items[start:end], {"next_cursor": f"from:{end}" if end < len(items) else ""}
