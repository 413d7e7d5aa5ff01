"""Personal data in a text: what kinds stand there, and the text without them."""

import re
from collections.abc import Callable, Iterator

from bot.cases.topics import STOP_WORDS

EMAIL, PHONE, CODE, CARD, IBAN = "email address", "phone number", "booking code", "card number", "bank account"
KINDS = (EMAIL, PHONE, CODE, CARD, IBAN)

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ADDRESS = re.compile(r"@[\w-]{1,63}\.")  # stands in every one of them, and is found several times as quickly
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_DIGITS = re.compile(r"(?<![\w/])\+?\(?\d(?:[ ().\u2011/-]{0,2}\d){7,18}(?!\w)")
_CODE = re.compile(r"\b(?=[A-Z]*\d)(?=\d*[A-Z])(?![A-Z]{2}\d{3,4}\b)[A-Z0-9]{6}\b")
_NAME = re.compile(r"[^\W\d_]{2,}")
_CALLED = re.compile(
    r"(?i:\b(?:pnr|booking|reservation|record locator|buchung\w*|reserva|réservation|confirmation)\b"
    r"(?: (?:code|number|ref(?:erence)?|is|nummer))*[ :#]*)(?P<code>[A-Z0-9]{5,8})\b"
)


def mask(text: str) -> str:
    """The text with a word in place of each; what stays says as much as before."""
    masked: Callable[[str], Callable[[re.Match[str]], str]] = lambda kind: lambda found: f"[{kind}]"  # noqa: E731
    if _ADDRESS.search(text):
        text = _EMAIL.sub(masked(EMAIL), text)
    text = _IBAN.sub(masked(IBAN), text)
    text = _DIGITS.sub(lambda found: f"[{kind}]" if (kind := _number(found[0])) else found[0], text)
    text = _CALLED.sub(lambda found: found[0].removesuffix(found["code"]) + f"[{CODE}]", text)
    return _CODE.sub(masked(CODE), text)


def found(text: str) -> tuple[str, ...]:
    """The kinds of personal data in the text."""
    return tuple(kind for kind in dict.fromkeys(_found(text)))


def masks() -> tuple[str, ...]:
    """What `mask` puts in: no text that people read should hold one."""
    return tuple(f"[{kind}]" for kind in KINDS)


def _found(text: str) -> Iterator[str]:
    hidden = mask(text)
    kinds = KINDS if hidden != text else ()
    return (kind for kind in kinds if hidden.count(f"[{kind}]") > text.count(f"[{kind}]"))


def _number(written: str) -> str:
    digits = [int(each) for each in written if each.isdigit()]
    if len(digits) >= 13 and _luhn(digits):
        return CARD
    if _dated(written) or not 8 <= len(digits) <= 15:
        return ""
    return PHONE


def _dated(written: str) -> bool:
    return re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}", written) is not None


def _luhn(digits: list[int]) -> bool:
    doubled = [digit if nth % 2 == 0 else sum(divmod(2 * digit, 10)) for nth, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def names_in(name: str) -> tuple[str, ...]:
    """The words by which somebody of that name may be known, as they are written in a sentence."""
    words = (word[0].upper() + word[1:] for word in _NAME.findall(name) if word.casefold() not in STOP_WORDS)
    return tuple(dict.fromkeys(words))


def nameless(text: str, name: str) -> str:
    """The text without the name of somebody."""
    known = "|".join(map(re.escape, names_in(name)))
    return re.sub(rf"\b(?:{known})\b", "…", text) if known else text
