"""A model's words become values: whole answers strictly, a list as far as it has come."""

import json
from typing import TypeVar

from pydantic import ValidationError

from bot.ai.shapes import Drafted, Shape

S = TypeVar("S", bound=Shape)


class Unreadable(ValueError):
    """`str()` says in the model's terms what is wrong with its answer, without repeating it."""


def read(text: str, shape: type[S]) -> S:
    """Raises `Unreadable`."""
    try:
        return shape.model_validate_json(_bare(text))
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        raise Unreadable(f"{where or 'the answer'}: {first['msg']}"[:200]) from None


def so_far(text: str, known: int) -> list[Drafted]:
    """The drafts after the first `known` ones that are whole in an answer that has not ended yet."""
    start = text.find("[")
    if start < 0:
        return []
    decoder, at, found = json.JSONDecoder(), start + 1, []
    while True:
        while at < len(text) and text[at] in " \r\n\t,":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
            found.append(Drafted.model_validate(value))
        except (ValueError, RecursionError):
            return found[known:]


def _bare(text: str) -> str:
    """Some models wrap their JSON into a fence."""
    stripped = text.strip()
    if stripped.startswith("```") and stripped.endswith("```"):
        return stripped.removeprefix("```json").removeprefix("```").removesuffix("```")
    return stripped
