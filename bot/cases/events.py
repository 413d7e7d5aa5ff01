"""What happened to a case, in the past tense: audit log, statistics and notices come from this one list."""

from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at `at`; `by` is a Slack id, or None for the customer and the clock."""

    at: datetime
    by: str | None = None

    @property
    def kind(self) -> str:
        return type(self).__name__

    def details(self) -> dict[str, object]:
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name not in ("at", "by")}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Event):
    post: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerWrote(Event):
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostErased(Event):
    """Nobody may see the post on the network any more, so its words are gone here too."""

    post: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdited(Event):
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerForgotten(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(Event):
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClaimed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReleased(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssigned(Event):
    to: str | None
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalated(Event):
    """`rule` is the rule of the desk that asked, where nobody did; `steps`: who is asked one after the other."""

    team: str
    reason: str
    urgent: bool = False
    rule: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffTaken(Event):
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffDeclined(Event):
    """`to` is the team that it was passed on to, empty where it went back to the owner."""

    team: str
    reason: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAnswered(Event):
    team: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAskedBack(Event):
    team: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffResumed(Event):
    """The desk has told the team what it needed."""

    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffReturned(Event):
    """The team cannot be reached."""

    team: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAsked(Event):
    """The team did not answer, so these people and user groups were asked."""

    team: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationCalled(Event):
    """The same in a channel, for everybody there."""

    team: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPassed(Event):
    """A step asked nobody, and `why`."""

    team: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationMissed(Event):
    """A step was due while the bot was not there, and another one came after it meanwhile."""

    team: str
    notify: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAcknowledged(Event):
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStopped(Event):
    team: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPaused(Event):
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationResumed(Event):
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleHeldBack(Event):
    """A rule held for this case too, but had asked the team about the same customer a short time before."""

    team: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Event):
    """`handoff` where it stands in a team's thread."""

    note: int
    handoff: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEdited(Event):
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDeleted(Event):
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDecided(Event):
    reply: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyApproved(Event):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSnoozed(Event):
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAwoke(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResolved(Event):
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAtRisk(Event):
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLate(Event):
    due: datetime
