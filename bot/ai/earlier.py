"""Drafts that need no machine: what this desk said to posts like this one, and its snippets, fit for this case."""

import re
from collections.abc import Iterator, Sequence

from bot.ai import cues
from bot.ai.prompts import room_for
from bot.cases import text as texts
from bot.cases.case import Case
from bot.cases.counting import weight
from bot.cases.drafts import OFFERED, Draft, Source
from bot.cases.likeness import unsigned
from bot.cases.personal import CARD, CODE, IBAN, found, names_in
from bot.cases.search import terms
from bot.cases.settings import Settings

SOMEBODY = "Maria Muster"
"""How long a signature may become."""
_NAMES_FIRST = re.compile(r"^(?:\s*@\w+)+[\s,:]*")
_NAME = re.compile(r"(?<!\w)@(\w+)")
_GREETING = re.compile(
    r"^(?P<hello>(?i:hi|hello|hey|dear|hallo|guten tag|hola|bonjour|salut|olá|oi|ciao|hoi))\s+"
    r"(?P<name>(?!There\b|All\b|Team\b)[A-ZÀ-Ý][\w’'-]*)(?=\s*[,!.:–-])"
)
_GIVEN = re.compile(r"[^\W\d_]{2,20}")


def drafts(case: Case, sources: Sequence[Source], settings: Settings) -> list[Draft]:
    """The likeliest first; what could name another customer, or does not fit the network, is left out."""
    signature = settings.desk.signature
    room = room_for(case, weight(texts.sign("x", signature, SOMEBODY)) - 1)
    offered: dict[str, Draft] = {}
    for source in (*sources, *_snippets(case, settings)):
        words = _renamed(_addressed(unsigned(source.answer, signature).strip(), case), source.to, case)
        if words and weight(words) <= room and not _of_another(words, case, settings):
            offered.setdefault(words, Draft(text=words, sources=(source.name,), own=True))
    return list(offered.values())[:OFFERED]


def _snippets(case: Case, settings: Settings) -> Iterator[Source]:
    """Those that share a word or a topic with what the customer wrote."""
    asked = {word for post in case.posts for word in _matters(post.mention.text)}
    for nth, snippet in enumerate(settings.assistant.snippets, start=1):
        if asked & _matters(snippet):
            yield Source(name=f"snippet {nth}", answer=snippet)


def _matters(text: str) -> set[str]:
    return {*terms(text), *(f"about {name}" for name, _ in cues.topics(cues.said(text)))}


def _addressed(words: str, case: Case) -> str:
    """To this customer instead of the one it was written to."""
    bare, name = _NAMES_FIRST.sub("", words), _given(case)
    return _GREETING.sub(lambda found: f"{found['hello']} {name}".rstrip(), bare)


def _renamed(words: str, to: str, case: Case) -> str:
    """This customer's first name where the other one is spoken to; empty where that one is named all the same."""
    others = [each for each in names_in(to) if each not in names_in(case.author.name)]
    for name in others[:1]:
        given = _given(case)
        words = re.sub(rf", {re.escape(name)}(?=[,.!?])", f", {given}" if given else "", words)
    return "" if any(re.search(rf"\b{re.escape(each)}\b", words) for each in others) else words


def _given(case: Case) -> str:
    given = next(iter(case.author.name.split()), "")
    return given if _GIVEN.fullmatch(given) and given[0].isupper() else ""


def _of_another(words: str, case: Case, settings: Settings) -> bool:
    ours = (case.author.handle.casefold(), settings.x.handle.casefold())
    named = any(name.casefold() not in ours for name in _NAME.findall(words))
    return named or not {CARD, CODE, IBAN}.isdisjoint(found(words))
