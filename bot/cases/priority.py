"""How urgent a mention is, by its words and by who is heard: a rule that a person can predict."""

import re
from functools import lru_cache

from bot.cases.case import Mention, Priority
from bot.cases.settings import Urgency

URGENT = (
    "emergency", "unsafe", "danger", "dangerous", "injured", "bleeding", "ambulance", "hospital", "medical",
    "medication", "medicine",
    "wheelchair", "stranded", "unaccompanied", "police", "lawyer", "lawsuit", "sue", "fraud", "hacked", "stolen",
    "discrimination", "harassed", "assaulted", "fire", "smoke", "suicide", "insulin", "data breach",
)  # fmt: skip
HIGH = (
    "lost", "missing", "cancelled", "canceled", "refund", "charged twice", "double charged", "stuck", "missed",
    "broken", "outage", "not working", "no answer", "on hold", "hours", "worst", "unacceptable", "never again",
    "third time", "still waiting", "ignored", "delayed", "damaged", "locked out",
)  # fmt: skip


def judge(mention: Mention, settings: Urgency) -> tuple[Priority, str]:
    """The priority, and the reason in a few words."""
    if word := found(mention.text, (*settings.urgent, *URGENT)):
        return Priority.URGENT, f"says “{word}”"
    if settings.followers and (mention.author.followers or 0) >= settings.followers:
        return Priority.HIGH, f"{mention.author.followers:,} followers"
    if word := found(mention.text, (*settings.high, *HIGH)):
        return Priority.HIGH, f"says “{word}”"
    if not mention.answerable:
        return Priority.LOW, "not addressed to us"
    return Priority.NORMAL, ""


def found(text: str, words: tuple[str, ...]) -> str | None:
    """The first of `words` (or phrases) that stands in `text` as a whole word, whatever its case."""
    if not words or _firsts(words).isdisjoint(_tokens(text)):
        return None
    match = _pattern(words).search(text)
    return match.group(0) if match else None


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    phrases = (r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _firsts(words: tuple[str, ...]) -> frozenset[str]:
    """One of these stands in every text in which one of `words` does; to look for them is quicker."""
    return frozenset(token for word in words for token in _tokens(word)[:1])


@lru_cache(maxsize=16)
def _tokens(text: str) -> tuple[str, ...]:
    """With an empty one, for phrases that have none, such as emoji."""
    return (*re.findall(r"\w+", text.casefold()), "")
