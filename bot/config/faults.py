"""How a fault in the configuration is said: one sentence that names the place and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches

from bot.ports.faults import Fault


class ConfigError(Fault):
    """The bot cannot start with this configuration; the text is the sentence that says why."""


def listed(words: Iterable[str], last: str = "and") -> str:
    """a, b and c"""
    *rest, end = words
    return f"{', '.join(rest)} {last} {end}" if rest else end


def closest(word: str, known: Iterable[str]) -> str | None:
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None
