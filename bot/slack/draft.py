"""A reply while it is being written: what the network would show, and how it counts."""

import re
from dataclasses import dataclass

from bot.cases import text as texts

_LINK = re.compile(r"https?://\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`published` is the plain text with its signature, empty where nothing is written yet."""

    published: str
    weight: int
    limit: int

    @property
    def over(self) -> int:
        return max(0, self.weight - self.limit)

    @property
    def links(self) -> bool:
        return _LINK.search(self.published) is not None


def weigh(written: str, network: str, signature: str, name: str) -> Draft:
    """`written` is Slack text; it becomes plain, is signed and counted, as it will be when it is sent."""
    plain = texts.plain(written).strip()
    published = texts.sign(plain, signature, name) if plain else ""
    return Draft(published=published, weight=texts.weight(published), limit=texts.LIMITS[network])
