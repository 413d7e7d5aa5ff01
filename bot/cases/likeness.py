"""Whether an answer repeats what the account has said lately: X refuses that, or takes the account for a machine.

The measure: two texts are alike where they share at least eight in ten of their pairs of neighbouring words, after the
customer's names, @names and the signature are dropped; one word changed in twenty is still alike.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from bot.cases import refusals, text
from bot.cases.case import Author, ReplyState

WITHIN = timedelta(hours=24)
NEWEST = 200
"""So many of the account's last answers are compared."""
ALIKE = 0.8
OFTEN = 3
"""Fewer alike within the time are fine: short answers are often the same, and people wait for them."""

_NAME = re.compile(r"@\w+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BLANKS = {"initials": r"[^\W\d_]{1,3}", "first_name": r"\S+", "name": r"\S+(?: \S+){0,3}"}

Pairs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A public answer that was decided lately, whose it was and to whom; `number` is its case's."""

    text: str
    state: ReplyState
    number: int
    customer: str
    handle: str
    name: str
    decided_at: datetime
    posted_at: datetime | None = None


def check(words: str, to: Author, said: Sequence[Said], signature: str, sure: bool = False) -> None:
    """`said` are the account's answers, newest first; `sure`: the author was warned and sends it all the same.

    Raises `AlreadySaid` where this customer has had the text, `SaysTheSame` where others have had one like it.
    """
    for each in said:
        if each.customer == to.id and text.same(each.text, words):
            raise refusals.AlreadySaid(each.number)
    if sure or not said:
        return
    fresh = pairs(words, to.handle, to.name, signature)
    like = [each for each in said if alike(fresh, pairs(each.text, each.handle, each.name, signature))]
    if len(like) >= OFTEN:
        raise refusals.SaysTheSame(like[0].number, len(like))


def alike(one: Pairs, other: Pairs) -> bool:
    return bool(one and other) and len(one & other) >= ALIKE * len(one | other)


@lru_cache(maxsize=4 * NEWEST)
def pairs(words: str, handle: str, name: str, signature: str) -> Pairs:
    """The pairs of neighbouring words in an answer to somebody of these names; of a single word, the word."""
    names = {*_words(name), *_words(handle)}
    left = [word for word in _words(unsigned(words, signature)) if word not in names]
    left = left or [words.strip()]  # nothing but names, or emoji
    return frozenset(pairwise(left)) if len(left) > 1 else frozenset([(left[0],)])


def unsigned(words: str, signature: str) -> str:
    """The text without anybody's signature at its end."""
    return _ending(signature).sub("", words) if signature.strip() else words


def _words(words: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _NAME.sub(" ", words)).casefold()
    return _WORD.findall(plain)


@lru_cache(maxsize=8)
def _ending(signature: str) -> re.Pattern[str]:
    """Anybody's signature at the end of a text."""
    parts = re.split(r"\{(initials|first_name|name)\}", signature.strip())
    written = "".join(_BLANKS[part] if nth % 2 else re.escape(part) for nth, part in enumerate(parts))
    return re.compile(rf"\s*{written}\s*$")
