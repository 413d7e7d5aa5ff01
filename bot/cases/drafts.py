"""Drafts of public answers that a machine offers; only a person's click on that very text sends one."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

OFFERED = 3
"""Drafts at once."""
COMPARED = 3
"""Of many drafts, those that share the most words are compared letter by letter."""


class Wish(StrEnum):
    """What is asked for: new drafts, or what somebody wrote in another way."""

    FRESH = "fresh"
    SHORTER = "shorter"
    WARMER = "warmer"
    TRANSLATE = "translate"
    OTHER = "other"  # as the instruction says


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a draft may take its promises from: an earlier answer of this desk (`name` "#1021"), or a snippet.

    `to` is what the customer is called who was answered then.
    """

    name: str
    answer: str
    asked: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`written` is what stands in the field, `instruction` what the person asks for in their own words."""

    wish: Wish = Wish.FRESH
    written: str = ""
    instruction: str = ""
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`sources` are the names of those it rests on; `own`: people of this desk wrote it, no machine."""

    text: str
    sources: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one question has cost: tokens both ways, and US dollars."""

    asked: int = 0
    answered: int = 0
    dollars: float = 0.0

    def plus(self, other: "Cost") -> "Cost":
        return Cost(
            asked=self.asked + other.asked,
            answered=self.answered + other.answered,
            dollars=self.dollars + other.dollars,
        )


def share(final: str, drafts: Iterable[Draft]) -> int:
    """How much of a text comes from the draft that it is most like, in percent of its characters."""
    if not final.strip():
        return 0
    said = set(final.casefold().split())
    likely = sorted(drafts, key=lambda draft: len(said & set(draft.text.casefold().split())), reverse=True)
    return max((_shared(final, draft.text) for draft in likely[:COMPARED]), default=0)


def _shared(final: str, draft: str) -> int:
    """Runs of at least a few characters count; single letters that happen to agree do not."""
    blocks = SequenceMatcher(None, draft, final, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in blocks if block.size >= 5 or block.size == len(final))
    return round(100 * kept / len(final))
