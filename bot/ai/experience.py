"""What this desk's people said of earlier cases, kept in memory, so that a case like them is judged by it at once."""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest

from bot.cases.judgement import Correction
from bot.cases.search import terms

ALIKE = 0.5
"""The share of their telling words that two texts must have in common."""
LOOKED_UP, NEWEST, COMPARED = 6, 50, 20
"""The rarest words of a text lead to the newest corrections that have them, of which those that share the most of these
words are compared: a look costs the same after years."""


class Experience:
    def __init__(self, corrections: Sequence[Correction] = ()) -> None:
        """The oldest first."""
        self._known = [(frozenset(terms(each.text)), each) for each in corrections]
        self._with: dict[str, list[int]] = {}
        for nth, (words, _) in enumerate(self._known):
            for word in words:
                self._with.setdefault(word, []).append(nth)

    def __len__(self) -> int:
        return len(self._known)

    def like(self, text: str) -> Correction | None:
        """The correction of the case that is most like it, the newest of equals; None where none is like it."""
        if not self._known:
            return None
        words = frozenset(terms(text))
        known = sorted((word for word in words if word in self._with), key=lambda word: len(self._with[word]))
        shared = Counter(nth for word in known[:LOOKED_UP] for nth in self._with[word][-NEWEST:])
        likely = nlargest(COMPARED, shared, key=lambda nth: (shared[nth], nth))
        best, nth = max(((_likeness(words, self._known[nth][0]), nth) for nth in likely), default=(0.0, 0))
        return self._known[nth][1] if best >= ALIKE else None


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
