"""What happens to a public reply."""

from dataclasses import dataclass

from bot.cases.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDecided(Event):
    reply: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyApproved(Event):
    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReworded(Event):
    """The approver changed it before it went out."""

    reply: int
    before: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyExpired(Event):
    """Nobody approved it in time."""

    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySentBack(Event):
    reply: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyUndone(Event):
    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosted(Event):
    reply: int
    post: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyUnsure(Event):
    reply: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPutToPeople(Event):
    """Looking could not tell whether the reply was published."""

    reply: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyConfirmed(Event):
    """A person saw that it is there."""

    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRepeated(Event):
    """A person saw that it is not there, and let it be posted again."""

    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCheckedAgain(Event):
    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFailed(Event):
    reply: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredByHand(Event):
    post: str
    url: str
