"""What happens when a team is asked: handoffs, escalations, and the notes between colleagues."""

from dataclasses import dataclass
from datetime import datetime

from bot.cases.events.event import Event


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
    """A rule held for this case too, and `why` it asked nobody."""

    team: str
    rule: str
    why: str = ""


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
class WishCollected(Event):
    """`wish` is an idea or praise."""

    team: str
    wish: str
    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffJoined(Event):
    """The case was added to a request that ran already, begun for case #`number`."""

    team: str
    reason: str
    number: int
