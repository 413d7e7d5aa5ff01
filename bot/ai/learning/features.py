"""What of a post is looked at in learning: its words and pairs of words, and what the rules see in it."""

from itertools import pairwise

from bot.ai import cues
from bot.ai.cues import Said

READ = 1_000
"""Characters: a post is seldom longer, and the time for it stays small."""
MOST = 3
SPACELESS = "\u0e00"
"""From this letter on scripts are written without spaces; of their runs, pairs of letters stand for words."""
_SEEN = (("complaint", cues.COMPLAINT), ("thanks", cues.THANKS), ("idea", cues.IDEA), ("news", cues.NEWS))


def features(text: str) -> list[str]:
    """Each as often as it stands there; those of the rules in capitals, which no word has."""
    text = text[:READ]
    said = cues.said(text)
    words = [part for word in said.words for part in _parts(word)]
    return [*words, *(f"{one} {two}" for one, two in pairwise(words)), *_marks(text, said)]


def _parts(word: str) -> list[str]:
    return [word] if word[0] < SPACELESS or len(word) == 1 else [one + two for one, two in pairwise(word)]


def _marks(text: str, said: Said) -> list[str]:
    marks = [f"{name.upper()} {nth}" for name, words in _SEEN for nth in range(min(words.hits(said), MOST))]
    marks += ["ASKS"] * ("?" in text) + ["SHOUTS"] * ("!" in text) + ["LINKS"] * ("http" in text)
    return [*marks, f"LONG {min(len(said.words) // 6, 5)}"]
