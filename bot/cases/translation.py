"""What was said in another language, in the desk's own: a machine's words beside the original, never in its place."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"[a-z]{2}(?:-.*)?")
_OLD = {"iw": "he", "in": "id", "ji": "yi"}
"""Codes that X still writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """`to` is a language's code, `by` the machine; without `text` there was nothing to show."""

    text: str
    to: str
    by: str


def foreign(language: str | None, ours: str) -> bool:
    """What a network could not tell, or has a code of its own for, counts as ours."""
    code = (language or "").lower()
    if not _CODE.fullmatch(code):
        return False
    main = code.partition("-")[0]
    return _OLD.get(main, main) != ours


def shown(translation: Translation | None, original: str) -> str:
    """Empty where it says no more than the original."""
    if translation is None or _bare(translation.text) == _bare(original):
        return ""
    return translation.text


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
