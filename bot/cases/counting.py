"""How heavy a text is for X: a link weighs 23, an emoji 2, a Chinese character 2, most letters 1."""

import importlib
import importlib.resources
import re
import sys
import unicodedata
from functools import cache
from types import ModuleType
from typing import cast

_EXACT = 2_000
"""Up to so many characters X's own counting takes a few milliseconds; it grows to 0.3 s for a long post."""

_LINK = re.compile(r"https?://(?:[^\s./?#]{1,63}\.){1,12}[^\s./?#]{2,63}(?:[/?#]\S{0,4000})?", re.IGNORECASE)
_CHAIN = re.compile(r"(?<![^\s./:])(?:[^\s./:]+\.){12,}")
_LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))  # X's configuration, version 3
_HEAVY = re.compile("[^" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _LIGHT) + "]")


def weight(text: str) -> int:
    """The weighted length as X counts it; near enough for texts that are far too long anyway."""
    # No real address has so many dots in a row, and X's pattern for links needs seconds to find that out.
    text = _CHAIN.sub(lambda chain: chain[0].replace(".", "_"), text)
    if len(text) > _EXACT:
        text = _LINK.sub("https://t.co/0123456789", text)
    if len(text) > _EXACT:
        text = unicodedata.normalize("NFC", text)
        return len(text) + len(_HEAVY.findall(text))
    return cast(int, _library().parse_tweet(text).weightedLength)


def has_link(text: str) -> bool:
    """Whether X makes a link of something in the text."""
    if "." not in text:
        return False
    text = _CHAIN.sub(lambda chain: chain[0].replace(".", "_"), text)
    return bool(_library().extract_urls_with_indices(text[:_EXACT]))


def prepare() -> None:
    """Load X's patterns now, which takes half a second, rather than while somebody waits for the first count."""
    _library()


@cache
def _library() -> ModuleType:
    with_it = sys.modules.get("pkg_resources")
    if with_it is None:  # long out of date, and no longer part of every Python; only one function of it is asked for
        stand_in = ModuleType("pkg_resources")
        stand_in.__dict__["resource_string"] = _resource_string
        sys.modules["pkg_resources"] = stand_in
    try:
        return importlib.import_module("twitter_text")
    finally:
        if with_it is None:
            del sys.modules["pkg_resources"]


def _resource_string(module: str, name: str) -> bytes:
    return importlib.resources.files(module.rpartition(".")[0]).joinpath(name).read_bytes()
