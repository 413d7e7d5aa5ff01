"""What happens to a case itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.cases.events.event import Event


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
class CaseRouted(Event):
    """`team` is a team or a user group, as people call it."""

    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerAsked(Event):
    """Nothing had happened for a while, so the owner was asked whether they are still on it."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerConfirmed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReturned(Event):
    """The case went back to everybody without its owner `to`, and `why`."""

    to: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSnoozed(Event):
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWaits(Event):
    """Somebody set it aside until the customer writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAwoke(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResolved(Event):
    resolution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJudged(Event):
    """A machine proposed something; `by` stays empty, since nobody did."""

    machine: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionTaken(Event):
    """A person did what the machine had suggested: to ask `team`."""

    machine: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCorrected(Event):
    """A person changed what the case is."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAtRisk(Event):
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLate(Event):
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionAtRisk(Event):
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionLate(Event):
    due: datetime
