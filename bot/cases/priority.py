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


@lru_cache(maxsize=32)  # several ask about one post
def found(text: str, words: tuple[str, ...]) -> str | None:
    """The first of `words` (or phrases) that stands in `text` as a whole word, whatever its case."""
    by_token, tokens = _by_token(words), _tokens(text)
    if tokens.isdisjoint(by_token):
        return None
    likely = [word for token in by_token.keys() & tokens for word in by_token[token]]
    matches = filter(None, (_pattern(word).search(text) for word in sorted(likely, key=words.index)))
    match = min(matches, key=lambda match: match.start(), default=None)
    return match.group(0) if match else None


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    phrase = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _by_token(words: tuple[str, ...]) -> dict[str, list[str]]:
    """The words by the token that stands in every text in which they do; to look for that is quicker."""
    by_token: dict[str, list[str]] = {}
    for word in words:
        by_token.setdefault(next(iter(re.findall(r"\w+", word.casefold())), ""), []).append(word)
    return by_token


@lru_cache(maxsize=16)
def _tokens(text: str) -> frozenset[str]:
    """With an empty one, for phrases that have none, such as emoji."""
    return frozenset((*re.findall(r"\w+", text.casefold()), ""))
