"""What many texts are about: the words and pairs of words that stand in most of them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

SHOWN = 5
LEAST = 2  # texts that a topic stands in
COVERED = 0.6  # a word of which so many texts have it in a pair that is shown says nothing more

_NOISE = re.compile(r"https?://\S+|[@#]\w+|&\w+;")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
STOP_WORDS = frozenset({
    "about", "after", "again", "all", "also", "always", "and", "another", "any", "anyone", "are", "aren't",
    "because", "been", "before", "being", "but", "can", "can't", "cannot", "could", "couldn't", "day", "days",
    "did", "didn't", "does", "doesn't", "doing", "don't", "done", "down", "ever", "every", "everyone", "for",
    "from", "get", "gets", "getting", "give", "going", "good", "got", "great", "had", "has", "hasn't", "have",
    "haven't", "having", "hello", "her", "here", "hey", "him", "his", "hour", "hours", "how", "i'd", "i'll", "i'm",
    "i've", "into", "isn't", "it's", "its", "just", "keep", "know", "let", "like", "long", "look", "made", "make",
    "many", "may", "maybe", "me", "min", "minutes", "more", "most", "much", "must", "my", "myself", "need", "needs",
    "never", "new", "next", "nobody", "nor", "not", "nothing", "now", "off", "okay", "once", "one", "only", "other",
    "our", "out", "over", "people", "please", "really", "right", "said", "same", "say", "says", "see", "seems",
    "she", "should", "since", "some", "someone", "something", "still", "such", "sure", "take", "tell", "than",
    "thank", "thanks", "that", "that's", "the", "their", "them", "then", "there", "there's", "these", "they",
    "they're", "thing", "things", "think", "this", "those", "time", "today", "tomorrow", "tonight", "too", "trying",
    "two", "until", "use", "used", "very", "want", "was", "wasn't", "way", "well", "went", "were", "what", "what's",
    "when", "where", "which", "while", "who", "whole", "why", "will", "with", "without", "won't", "would",
    "wouldn't", "yes", "yesterday", "yet", "you", "you're", "you've", "your", "yours", "yourself",
})  # fmt: skip

EMPTY = frozenset({"anybody", "anything", "everybody", "everything", "somebody", "telling", "tells", "told"})
"""Further words that a storm is never about."""
ELSEWHERE = frozenset({
    *("aber", "alle", "auch", "auf", "aus", "bei", "bis", "bitte", "danke", "dann", "das", "dass", "dem"),
    *("den", "der", "des", "die", "dir", "doch", "ein", "eine", "einen", "einer", "für", "habe", "haben"),
    *("ich", "ihr", "immer", "ist", "jetzt", "kann", "kein", "keine", "man", "mehr", "mein", "meine", "meinen"),
    *("mich", "mir", "mit", "nach", "nicht", "nichts", "noch", "nur", "oder", "schon", "sein", "seit", "sich"),
    *("sie", "sind", "und", "uns", "vom", "von", "vor", "warum", "was", "wie", "wieder", "wir", "wird", "wann"),
    *("zum", "zur", "über", "como", "con", "cuando", "del", "dos", "desde", "donde", "dónde", "ella", "ellos"),
    *("esta", "está", "este", "esto", "gracias", "hay", "hola", "las", "los", "más", "mis", "muy", "nada"),
    *("para", "pero", "por", "porque", "qué", "que", "sin", "sobre", "son", "sus", "también", "todo", "una"),
    *("unos", "ustedes", "nos", "les", "ces", "c'est", "dans", "depuis", "elle", "est", "et", "être", "fait"),
    *("ils", "j'ai", "mais", "merci", "mes", "mon", "notre", "nous", "ont", "par", "pas", "plus", "pour"),
    *("pourquoi", "quand", "sans", "ses", "sont", "sur", "tout", "une", "vos", "votre", "vous", "che", "chi"),
    *("come", "della", "grazie", "mia", "mio", "non", "per", "più", "sono", "com", "meu", "minha", "muito"),
    *("não", "obrigado", "uma", "você", "een", "het", "met", "mijn", "niet", "ook", "van", "voor"),
})  # fmt: skip
"""The words between the words of posts in other languages."""
_SAYS_NOTHING = STOP_WORDS | EMPTY | ELSEWHERE


def topics(texts: Sequence[str], keywords: Iterable[str] = (), shown: int = SHOWN) -> list[tuple[str, int]]:
    """The most frequent ones, each with the number of texts that it stands in. `keywords` are the teams' own."""
    known = [" ".join(words(keyword)) for keyword in keywords]
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts:
        said = words(text)
        meant = [word for word in said if len(word) > 2 and word not in _SAYS_NOTHING]
        singles.update(set(meant))
        pairs.update({f"{a} {b}" for a, b in pairwise(said) if a in meant and b in meant})
        pairs.update({phrase for phrase in known if " " in phrase and f" {phrase} " in f" {' '.join(said)} "})
    return _ranked(singles, pairs, shown)


def of_cases(
    judged: Sequence[str], texts: Sequence[str], keywords: Iterable[str] = (), shown: int = SHOWN
) -> list[tuple[str, int]]:
    """By the topics that cases were judged to have, `judged` in the order of `texts`; where fewer than half of them
    have one, by their words."""
    if not enough(judged):
        return topics(texts, keywords, shown)
    named = Counter(each.casefold() for each in judged if each)
    return [(name, count) for name, count in named.most_common(shown) if count >= LEAST]


def enough(judged: Sequence[str]) -> bool:
    """Whether most cases were judged to have a topic."""
    return bool(judged) and 2 * sum(bool(each) for each in judged) >= len(judged)


def words(text: str) -> list[str]:
    """The words of a text in small letters, without links, handles, tags and figures."""
    return [word.replace("’", "'") for word in _WORD.findall(_NOISE.sub(" ", text).casefold())]


def _ranked(singles: Counter[str], pairs: Counter[str], shown: int) -> list[tuple[str, int]]:
    """A pair where it says nearly as much as its words alone, else the words."""
    found: list[tuple[str, int]] = []
    for name, count in sorted((singles + pairs).items(), key=lambda each: (-each[1], " " not in each[0], each[0])):
        if count < LEAST or len(found) == shown:
            break
        parts = name.split()
        if len(parts) > 1 and count < COVERED * max(singles[part] for part in parts):
            continue
        if len(parts) == 1 and _covered(name, singles, pairs):
            continue
        if not any(set(parts) & set(taken.split()) for taken, _ in found):
            found.append((name, count))
    return found


def _covered(word: str, singles: Counter[str], pairs: Counter[str]) -> bool:
    """Whether a pair stands in its place, which the better-known of its two words must not forbid."""
    return any(
        word in (parts := pair.split()) and count >= COVERED * max(singles[part] for part in parts)
        for pair, count in pairs.items()
        if count >= LEAST
    )
