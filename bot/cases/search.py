"""Find what was said before by the words that it shares with a text: in any script, and without a machine's help."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.cases.topics import STOP_WORDS, words

TERMS = 24
"""So many words of a text are looked for, the longest first: they say the most."""
STEM = 6
"""Letters that count: "delayed" and "delays" are found by one another."""


def terms(text: str) -> tuple[str, ...]:
    """The words by which a text is kept and found; scripts that are written without spaces give pairs of letters."""
    found: dict[str, None] = {}
    for word in words(text[:4_000]):
        if word.isascii() or word[0] < "\u0e00":
            if len(word) > 2 and word not in STOP_WORDS:
                found[word[:STEM].rstrip("s")] = None
        else:
            found |= dict.fromkeys(a + b for a, b in pairwise(word[:80]))
    return tuple(sorted(found, key=len, reverse=True)[:TERMS])


def ranked(postings: Mapping[str, Sequence[int]], most: int, limit: int) -> list[int]:
    """The ids that share the rarest and the most words, the newest of equals first.

    `postings` are the newest ids of each word, at most `most` of them. One common word alone is no likeness.
    """
    scores: dict[int, float] = {}
    shared: dict[int, int] = {}
    for ids in postings.values():
        weight = math.log(1 + 2 * most / (1 + len(ids)))
        for each in ids:
            scores[each] = scores.get(each, 0.0) + weight
            shared[each] = shared.get(each, 0) + 1
    wanted = 1 if len(postings) < 3 else 2
    fit = [each for each in scores if shared[each] >= wanted]
    return sorted(fit, key=lambda each: (scores[each], each), reverse=True)[:limit]
