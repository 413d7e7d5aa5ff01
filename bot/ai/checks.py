"""What may leave the assistant: a model that obeys a stranger must still say nothing that people would regret."""

import re
from collections.abc import Iterable, Sequence

from bot.cases import topics
from bot.cases.case import Case
from bot.cases.counting import weight
from bot.cases.drafts import Draft, Source
from bot.cases.judgement import REASON_WORDS, TOPIC_WORDS
from bot.cases.personal import masks
from bot.cases.text import cut

RUN = 8
"""So many of our own instructions' words in a row are no accident."""
COMMITMENTS = (
    "refund", "reimburs", "compensat", "voucher", "free of charge", "for free", "discount", "upgrade", "guarantee",
    "erstatt", "entschädig", "gutschein", "kostenlos", "rabatt", "garantier", "rembours", "indemni", "dédommag",
    "gratuit", "reembols", "compensac", "indemniz", "gratis", "descuento", "rimbors", "risarc", "sconto", "vergoed",
    "korting", "возврат", "компенсац", "бесплатн", "استرداد", "تعويض", "مجان",
    "退款", "赔偿", "免费", "返金", "補償", "無料",
)  # fmt: skip
"""Beginnings of words that promise something worth money."""

_SECRETS = re.compile(
    r"password|passwort|contraseña|mot de passe|\bcvv\b|\bcvc\b|\bpin\b|card number|kartennummer|número de tarjeta",
    re.IGNORECASE,
)
_MENTION = re.compile(r"(?<!\w)@(\w+)")
_SLACK = re.compile(r"<[!@#][^>]*>|@(?:channel|here|everyone)\b", re.IGNORECASE)
_TRICK = re.compile(r"\b(?:javascript|data|file|vbscript):|\]\(", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[\d.,:]*\d)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def label(text: str, system: str, most: int = TOPIC_WORDS) -> str:
    """A few words for a card; empty where they are anything else."""
    words = " ".join(text.split())
    named = _MENTION.search(words)
    return cut(words, most) if words and not named and not _unfit(words, system) and len(words) <= 2 * most else ""


def reason(text: str, system: str) -> str:
    return label(text, system, REASON_WORDS)


def language(text: str) -> str | None:
    return text.lower() if _LANGUAGE.fullmatch(text) and text != "und" else None


def line(text: str, system: str, most: int) -> str:
    """A sentence or a few for people's eyes only; empty where it is not fit for them."""
    words = " ".join(text.split())
    return cut(words, most) if words and not _unfit(words, system) else ""


def translation(text: str, original: str, system: str) -> str:
    """It holds no link, name or markup that the original does not hold; empty where it is no translation."""
    words = text.strip()
    theirs = {name.casefold() for name in _MENTION.findall(original)}
    added = {name.casefold() for name in _MENTION.findall(words)} - theirs
    tricky = not set(_SLACK.findall(words)) <= set(_SLACK.findall(original)) or _TRICK.search(words)
    too_long = len(words) > 200 + 4 * len(original)
    if too_long or added or (tricky and not _TRICK.search(original)) or not _links(words) <= _links(original):
        return ""
    return "" if leaks(words, system) else words


def fit(draft: Draft, case: Case, sources: Sequence[Source], company: str, system: str, room: int, own: str) -> str:
    """Why a draft may not be offered; empty where it may. `own` is what the person wrote, and may say again."""
    text = draft.text
    told = " ".join([*(source.answer for source in sources), own])
    if not text.strip() or weight(text) > room:
        return "empty or too long"
    if _SLACK.search(text) or any(mask in text for mask in masks()):
        return "holds what only Slack or we understand"
    if any(
        name.casefold() not in (case.author.handle.casefold(), company.casefold()) for name in _MENTION.findall(text)
    ):
        return "names somebody else"
    if _TRICK.search(text) or not _links(text) <= _links(told):
        return "holds a link that no source holds"
    if leaks(text, system):
        return "repeats our instructions"
    if _SECRETS.search(text):
        return "asks for what nobody should write"
    return _promises(text, told, [post.mention.text for post in case.posts])


def leaks(text: str, system: str) -> bool:
    """Whether a run of our own instructions stands in the text."""
    return bool(_runs(text) & _runs(system))


def _promises(text: str, told: str, posts: Iterable[str]) -> str:
    lower, known = text.casefold(), told.casefold()
    for word in COMMITMENTS:
        if word in lower and word not in known:
            return "promises what no source says"
    heard = {*_NUMBER.findall(told), *(number for post in posts for number in _NUMBER.findall(post))}
    for found in _NUMBER.finditer(text):
        money = re.search(r"[$€£¥₹%]\s?$", text[: found.start()]) or re.match(
            r"\s?(?:[$€£¥₹%]|eur\b|usd\b|gbp\b|euro|dollar|pound|percent|prozent|hours?\b|days?\b|minutes?\b)",
            text[found.end() :],
            re.IGNORECASE,
        )
        if found[0] not in (_NUMBER.findall(told) if money else heard):
            return "names a number that no source says"
    return ""


def _unfit(words: str, system: str) -> bool:
    return bool(_SLACK.search(words) or _TRICK.search(words) or _links(words)) or leaks(words, system)


def _links(text: str) -> set[str]:
    return {found.rstrip(".,;:!?)/").removeprefix("https://").casefold() for found in _LINK.findall(text)}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = topics.words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
