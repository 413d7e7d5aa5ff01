"""How a fault in the configuration is said: one sentence that names the place and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong with a file that can be read, and where: in the nth section of its kind."""

    sentence: str
    section: str
    key: str | None = None
    item: str | None = None
    nth: int = 0
