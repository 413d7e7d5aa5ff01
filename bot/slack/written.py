"""slack_sdk's models as JSON: what their `to_dict` gives, checked as it checks, in a quarter of the time.

The models look for their validators among all their attributes each time they are written. A card is forty of them, and
is drawn afresh whenever it is sent, so here they are looked for once for each kind.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from slack_sdk.models.basic_objects import EMPTY_ALLOWED_TYPE_AND_PROPERTY_LIST, JsonObject
from slack_sdk.models.blocks import Option

_MAY_BE_EMPTY = {(each["type"], each["property"]) for each in EMPTY_ALLOWED_TYPE_AND_PROPERTY_LIST}


def written(value: Any) -> Any:
    """Raises `SlackObjectFormationError` for what Slack would refuse."""
    return value if type(value) is str else _writer(value.__class__)(value)


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    """What writes values of this kind."""
    if issubclass(kind, str | bool | int | None):
        return lambda value: value
    if issubclass(kind, list | tuple):
        return lambda values: [written(each) for each in values]
    if issubclass(kind, Option):
        return _option
    if issubclass(kind, JsonObject) and kind.to_dict is JsonObject.to_dict:
        return _properties
    return _other


def _option(value: Option) -> Any:
    if not value._text:
        return _other(value)
    _validate(value)
    given = {"text": value._text, "value": value.value, "description": value._block_description, "url": value.url}
    return {name: written(each) for name, each in given.items() if each}


def _properties(value: JsonObject) -> dict[str, Any]:
    _validate(value)
    found: dict[str, Any] = {}
    for name in sorted(value.attributes):
        each = getattr(value, name, None)
        if each is None:
            continue
        if hasattr(each, "__len__") and not len(each) and (getattr(value, "type", None), name) not in _MAY_BE_EMPTY:
            continue
        found[name] = written(each)
    return found


def _other(value: Any) -> Any:
    if hasattr(value, "to_dict"):
        return written(dict(value.to_dict()))
    return {name: written(each) for name, each in value.items()} if isinstance(value, dict) else value


def _validate(value: JsonObject) -> None:
    for name in _validators(type(value)):
        getattr(value, name)()


@cache
def _validators(kind: type[JsonObject]) -> tuple[str, ...]:
    return tuple(name for name in dir(kind) if hasattr(getattr(kind, name, None), "validator"))
