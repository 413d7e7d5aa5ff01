"""Taking values out of X's JSON without ever failing on one that is missing or odd."""

from typing import Any

Json = dict[str, Any]


def string(thing: Json, name: str) -> str:
    """A string or number as text; "" for anything else. No database keeps a NUL or half a character, nor do we."""
    value = thing.get(name)
    if type(value) is str and value.isascii() and "\0" not in value:  # as most is
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).replace("\0", "").encode(errors="ignore").decode()


def number(thing: Json, name: str) -> int | None:
    value = thing.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def part(thing: Json, name: str) -> Json:
    value = thing.get(name)
    return value if isinstance(value, dict) else {}


def parts(thing: Json, name: str) -> list[Json]:
    value = thing.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
