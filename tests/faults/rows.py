"""What the table is made of: calls, groups of troubles, and rows that say what becomes of a call in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.faults.troubles import SIDES, Trouble


class Then(StrEnum):
    """When it is tried again; {after} is in seconds."""

    TRIED = "tried again after {after} s"
    RESENT = "sent again after {after} s, when two looks have not found it"
    FOUND = "not sent again: a look finds it after {after} s"
    REDRAWN = "drawn again after {after} s; to draw twice does no harm"
    BARER = "at once, without pictures, then as plain text"
    UNDER_A_NEW_CARD = "at once, under the card, which is posted anew"
    BY_A_PERSON = "when somebody presses **Try again**; the text is their draft again"
    LOOKED = "looked again after {after} s"
    ONCE_MORE = "at once, one time"
    ANOTHER_WAY = "at once, as an ephemeral message"
    SAID_AGAIN = "said again after 1, 5 and 25 s"
    SHOWN_AGAIN = "shown again after 1, 5 and 25 s"
    BY_THE_PERSON = "when the person does it again"
    NEXT_TIME = "the next time that it is needed"
    IN_PEACE = "the next time that it is needed, not before {after} s have passed"
    ROUND = "looked again after {after} s, otherwise every five minutes"
    BEST = "after a minute; until then they count as there"
    WAITING = "after 1 s, then ever later, at most 30 s"
    STOPS = "never: the start ends with that sentence"
    UNNOTICED = "never: the answer does not matter"
    NEVER = "never"


@dataclass(frozen=True)
class Group:
    """Troubles that mean the same to most calls."""

    title: str
    names: tuple[str, ...]

    def only(self, *names: str) -> "Group":
        return Group(f"{self.title}: {', '.join(names)}", names)

    def without(self, *others: "Group") -> "Group":
        gone = {name for other in others for name in other.names}
        but = ", ".join(other.title for other in others)
        return Group(f"{self.title} (but not: {but})", tuple(name for name in self.names if name not in gone))


@dataclass(frozen=True, kw_only=True)
class Row:
    """`there`: how often the effect stands in the end. `shows`: what people see of it meanwhile. `told`: where and in
    which words it is said; {says} is the bot's sentence about the trouble."""

    groups: tuple[Group, ...]
    there: int
    then: Then
    after: float | None = None
    shows: str = ""
    told: str = ""

    @property
    def names(self) -> list[str]:
        return [name for group in self.groups for name in group.names]


def row(*groups: Group, there: int, then: Then, after: float | None = None, shows: str = "", told: str = "") -> Row:
    return Row(groups=groups, there=there, then=then, after=after, shows=shows, told=told)


@dataclass(frozen=True, kw_only=True)
class Call:
    """`route` is how the sandbox calls it, `code` how ours does; `what` is it for, and `effect` is counted.

    `times`: how often it meets the trouble, None as long as that lasts. `spared`: what cannot happen to it, and why.
    """

    route: str
    code: str
    what: str
    effect: str
    rows: tuple[Row, ...]
    times: int | None = None
    spared: Mapping[str, str] = field(default_factory=dict)

    @property
    def side(self) -> str:
        if "/chat/" in self.route:
            return "model"
        return "x" if "/2/" in self.route else "slack"

    @property
    def keeps(self) -> bool:
        """Whether it leaves something outside, and so must not be made twice at once."""
        return self.code in ("chat_postMessage", "create_tweet")

    @property
    def name(self) -> str:
        return f"{self.route.removeprefix('* ')}, {self.what}"

    def trouble(self, name: str) -> Trouble:
        return SIDES[self.side][name]
