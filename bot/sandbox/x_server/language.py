"""A rough guess of a post's language, by script and by small words; "und" where nothing tells."""

import re

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("iw", re.compile(r"[\u0590-\u05ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_SMALL_WORDS = {
    "en": {"the", "is", "my", "and", "you", "not", "to", "in", "for", "it", "was", "your", "have", "a", "i"},
    "de": {"der", "die", "das", "und", "ist", "nicht", "ich", "mein", "euch", "ein", "seit", "zu", "wo"},
    "fr": {"le", "la", "les", "et", "est", "pas", "mon", "je", "vous", "un", "une", "depuis", "ma"},
    "es": {"el", "los", "y", "es", "no", "mi", "que", "un", "una", "desde", "por", "mis", "está"},
    "pt": {"o", "os", "e", "é", "não", "meu", "minha", "um", "uma", "que", "por", "vocês"},
    "it": {"il", "gli", "e", "è", "non", "mio", "mia", "un", "una", "che", "per", "sono"},
}


def guess(text: str) -> str:
    for language, script in _SCRIPTS:
        if script.search(text):
            return language
    found = set(re.findall(r"[^\W\d_]+", text.lower()))
    if not found:
        return "und"
    scores = {language: len(found & small) for language, small in _SMALL_WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "en"
