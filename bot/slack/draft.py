"""A reply while it is being written: what the network would show, and how it counts."""

from dataclasses import dataclass

from bot.cases import text
from bot.cases.counting import has_link, weight
from bot.cases.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`published` is the plain text with its signature, empty where nothing is written yet; `problem` is a sentence."""

    published: str
    weight: int
    limit: int
    problem: str = ""

    @property
    def over(self) -> int:
        return max(0, self.weight - self.limit)

    @property
    def links(self) -> bool:
        return "://" in self.published or has_link(self.published)

    @property
    def sendable(self) -> bool:
        return bool(self.published) and not self.over and not self.problem


def weigh(written: str, network: str, signature: str, name: str) -> Draft:
    """`written` is Slack text; it becomes plain, is signed and counted, as it will be when it is sent."""
    limit = text.LIMITS[network]
    try:
        plain = text.plain(written).strip()
    except Refusal as no:
        return Draft(published="", weight=0, limit=limit, problem=str(no))
    published = text.sign(plain, signature, name) if plain else ""
    return Draft(published=published, weight=weight(published), limit=limit)
