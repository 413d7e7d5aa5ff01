"""Text as X delivers it: escaped, with t.co links, entities and the names that X puts before a reply."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from itertools import chain
from typing import Any

from twitter_text import extract_urls_with_indices, parse_tweet

from bot.sandbox.x_server.model import Delivered

POST_LIMIT = 280
LONG_POST_LIMIT = 25_000
_CUT_AT = 274

_MENTION = re.compile(r"(?<![A-Za-z0-9_!#$%&*@＠])[@＠]([A-Za-z0-9_]{1,15})(?![A-Za-z0-9_@＠]|://)")
_HASHTAG = re.compile(r"(?<![\w&/#＃])[#＃](\w*[^\W\d_]\w*)")
_CASHTAG = re.compile(r"(?<![\w$])\$([A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?)(?![\w$])")
_WORD = re.compile(r"\w+")

FindUser = Callable[[str], str | None]
"""The id behind a username, if there is such a user."""


@dataclass(frozen=True)
class Link:
    """A link that X hangs on the end of a text, for a picture or a quoted post."""

    shown: str
    target: str


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    kind: str
    value: str


def weighted_length(text: str) -> int:
    """Twitter-text's count. The full parser is slow, so plain text without links is counted directly."""
    if text.isascii() and "." not in text:
        return len(text)
    return int(parse_tweet(text).weightedLength)


def is_long(text: str) -> bool:
    at_most = sum(1 if ord(sign) < 0x1100 else 2 for sign in text[: POST_LIMIT + 1]) + 23 * text.count(".")
    return at_most > POST_LIMIT and weighted_length(text) > POST_LIMIT


def has_link(text: str) -> bool:
    return "." in text and bool(extract_urls_with_indices(text))


def usernames_in(text: str) -> list[str]:
    return [found.group(1) for found in _MENTION.finditer(text)]


def cashtags_in(text: str) -> list[str]:
    return [found.group(1) for found in _CASHTAG.finditer(text)]


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def hashtags(text: str) -> list[str]:
    return [found.group(1).casefold() for found in _HASHTAG.finditer(text)]


def fingerprint(said: str) -> str:
    """What two texts have in common that X calls duplicates."""
    return " ".join(said.casefold().split())


def shorten(url: str) -> str:
    """The t.co form of a link; the same link has the same short form."""
    code = sha256(url.encode()).hexdigest()
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "https://t.co/" + "".join(alphabet[int(code[i : i + 2], 16) % 62] for i in range(0, 20, 2))


def deliver(written: str, find_user: FindUser, names: Iterable[str] = (), links: Iterable[Link] = ()) -> Delivered:
    """`names` are put before what was written, `links` behind it; neither is part of the display range."""
    prefix = "".join(f"@{name} " for name in names)
    whole = prefix + written
    builder = _Builder(find_user)
    builder.add(prefix)
    start = builder.length
    builder.add(whole, len(prefix))
    end = builder.length
    for link in links:
        builder.add_link(link)
    return Delivered(builder.text(), builder.entities, (start, end))


def cut(written: str) -> str:
    """The first part of a long post, up to a word's end."""
    if len(written) <= _CUT_AT:  # wide signs count double
        return written[: POST_LIMIT // 2]
    head = written[:_CUT_AT]
    if not head.isascii() and weighted_length(head) > POST_LIMIT:
        head = written[: POST_LIMIT // 2]
    return head.rsplit(None, 1)[0] if " " in head.strip() else head


def _tokens(text: str, find_user: FindUser) -> list[_Token]:
    urls = extract_urls_with_indices(text) if "." in text else []
    found = [_Token(url["indices"][0], url["indices"][1], "urls", url["url"]) for url in urls]
    taken = [(token.start, token.end) for token in found]
    others = chain(
        (_Token(m.start(), m.end(), "mentions", m.group(1)) for m in _MENTION.finditer(text)),
        (_Token(m.start(), m.end(), "hashtags", m.group(1)) for m in _HASHTAG.finditer(text)),
        (_Token(m.start(), m.end(), "cashtags", m.group(1)) for m in _CASHTAG.finditer(text)),
    )
    for token in others:
        inside_a_link = any(start < token.end and token.start < end for start, end in taken)
        if not inside_a_link and (token.kind != "mentions" or find_user(token.value)):
            found.append(token)
    return sorted(found, key=lambda token: token.start)


class _Builder:
    """Collects delivered text piece by piece, so that every entity knows its place in it."""

    def __init__(self, find_user: FindUser) -> None:
        self._find_user = find_user
        self._pieces: list[str] = []
        self.length = 0
        self.entities: dict[str, list[dict[str, Any]]] = {}

    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, text: str, skip: int = 0) -> None:
        """Add what follows the first `skip` signs, which count as context only."""
        at = skip
        for token in _tokens(text, self._find_user):
            if token.start >= skip:
                self._write(escape(text[at : token.start], quote=False))
                self._write_token(text, token)
                at = token.end
        self._write(escape(text[at:], quote=False))

    def add_link(self, link: Link) -> None:
        if self.length:
            self._write(" ")
        short = shorten(link.target)
        self._entity("urls", short, url=short, expanded_url=link.target, display_url=link.shown)

    def _write_token(self, text: str, token: _Token) -> None:
        if token.kind == "urls":
            target = token.value if "://" in token.value else f"http://{token.value}"
            short = shorten(target)
            self._entity("urls", short, url=short, expanded_url=target, display_url=_shown(target))
        elif token.kind == "mentions":
            user_id = self._find_user(token.value)
            self._entity("mentions", text[token.start : token.end], username=token.value, id=user_id)
        else:
            self._entity(token.kind, text[token.start : token.end], tag=token.value)

    def _entity(self, kind: str, text: str, **facts: Any) -> None:
        start = self.length
        self._write(text)
        self.entities.setdefault(kind, []).append({"start": start, "end": self.length, **facts})

    def _write(self, piece: str) -> None:
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)


def _shown(url: str) -> str:
    bare = re.sub(r"^https?://(www\.)?", "", url, flags=re.IGNORECASE)
    return bare if len(bare) <= 27 else bare[:26] + "…"
