"""Waves: many customers who say nearly the same, recognised by the words that their texts share.

The measure: two texts are alike where they share at least half of their words and pairs of neighbouring words (the
Jaccard index of both together), without handles, links, tags and figures. Of a text of twelve words, two may differ.
A wave is what is alike to the words and pairs that at least half of its texts have.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from bot.cases import likeness, refusals, text
from bot.cases.case import Actor, Author
from bot.cases.topics import words

ALIKE = 0.5
LEAST = 10
"""So many alike make a wave."""
FIRST_NAME = "{first_name}"
_BLANK = re.compile(r"\{[^{}\n]{1,30}\}")
NAMED = 20
"""Cases that are named at the end, of those that could not be answered."""

Shingles = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a case begins with; `activity` is the case's, as it was read."""

    case: int
    text: str
    activity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody says to all of a wave, kept until each of them has it.

    `cases` are their ids, each with its activity as the author saw it; of these so many are `worked` off already, and
    the numbers of those that could not be answered like this are `left`.
    """

    by: Actor
    storm: int
    wordings: tuple[str, ...]
    cases: tuple[tuple[int, int], ...]
    begun_at: datetime
    id: int = 0
    worked: int = 0
    left: tuple[int, ...] = ()
    over_at: datetime | None = None

    @property
    def rest(self) -> tuple[tuple[int, int], ...]:
        return self.cases[self.worked :]

    @property
    def answered(self) -> int:
        return self.worked - len(self.left)


def largest(said: Sequence[Said]) -> tuple[Said, ...]:
    """The biggest wave, oldest first; empty where nothing is a wave."""
    waves: list[list[Said]] = []
    leaders: list[Shingles] = []
    by_shingle: defaultdict[str, list[int]] = defaultdict(list)
    for each in said:
        mine = shingles(each.text)
        near = Counter(nth for shingle in mine if " " in shingle for nth in by_shingle[shingle])
        found = next((nth for nth, _ in near.most_common(5) if alike(mine, leaders[nth])), None)
        if found is not None:
            waves[found].append(each)
        elif mine:
            for shingle in mine:
                by_shingle[shingle].append(len(leaders))
            leaders.append(mine)
            waves.append([each])
    biggest = _grown(max(waves, key=len, default=[]), said)
    return tuple(biggest) if len(biggest) >= LEAST else ()


def of(example: str, said: Sequence[Said]) -> list[Said]:
    """The wave that the example belongs to."""
    return _grown(_like(shingles(example), said), said)


def _grown(wave: list[Said], said: Sequence[Said]) -> list[Said]:
    """All that resemble what most of the wave say: nobody's own words stand in the middle of it."""
    for _ in range(2):
        shared = Counter(shingle for each in wave for shingle in shingles(each.text))
        wave = _like(frozenset(each for each, count in shared.items() if 2 * count >= len(wave)), said) or wave
    return wave


def _like(wanted: Shingles, said: Iterable[Said]) -> list[Said]:
    return [each for each in said if alike(wanted, shingles(each.text))]


@lru_cache(maxsize=8_192)
def shingles(written: str) -> Shingles:
    said = words(written)
    return frozenset([*said, *(f"{a} {b}" for a, b in pairwise(said))])


def alike(one: Shingles, other: Shingles) -> bool:
    return bool(one and other) and len(one & other) >= ALIKE * len(one | other)


def check(wordings: Sequence[str]) -> None:
    """Raises `UnknownPlace` for a blank that nobody fills in, and `SaysTheSameTwice` where two that follow upon each
    other would say nearly the same."""
    if blank := next((found for each in wordings for found in _BLANK.findall(each) if found != FIRST_NAME), ""):
        raise refusals.UnknownPlace(blank)
    bare = [likeness.pairs(each.replace(FIRST_NAME, " "), "", "", "") for each in wordings]
    if len(bare) < 2 or any(likeness.alike(a, b) for a, b in pairwise([*bare, bare[0]])):
        raise refusals.SaysTheSameTwice()


def next_text(answer: Answer, to: Author) -> str:
    """In Slack's encoding: the wordings take turns, and {first_name} is filled in."""
    wording = answer.wordings[answer.answered % len(answer.wordings)]
    return wording.replace(FIRST_NAME, text.encoded(first_name(to)))


def answered(answer: Answer) -> Answer:
    return replace(answer, worked=answer.worked + 1)


def left_out(answer: Answer, number: int) -> Answer:
    return replace(answered(answer), left=(*answer.left, number))


def told(answer: Answer) -> str:
    """What its author hears in the end."""
    count = answer.answered
    sent = f"your replies to {count:,} customer{'s' * (count != 1)} are on their way" if count else "no reply went out"
    said = f"<@{answer.by.id}>, {sent}."
    if not answer.left:
        return said
    rest = ", ".join(f"#{number}" for number in answer.left[:NAMED]) + (" …" if len(answer.left) > NAMED else "")
    return f"{said} {len(answer.left):,} could not be answered like this; your text is kept there as your draft: {rest}"


def first_name(author: Author) -> str:
    """As people call themselves, or else their handle."""
    first = (author.name.split() or [""])[0].strip(",.!")
    return first if first.isalpha() and len(first) > 1 else f"@{author.handle}"
