"""What a machine makes of a case: a proposal beside it, which people correct; it raises, and never hides."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.cases.case import Case, Priority
from bot.cases.settings import Settings

TOPIC_WORDS, REASON_WORDS = 40, 80
"""Characters: a card has one quiet line for all of it."""


class Kind(StrEnum):
    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"
    IDEA = "idea"
    LEAD = "sales lead"
    NEWS = "news"
    NOISE = "noise"


class Sentiment(StrEnum):
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`by` names the machine: a model, or the rules. `reason` says in a few words why it is so urgent.

    `personal` names the kinds of personal data in public ("phone number") that the customer should be told to delete;
    `wave` is the number of an older case that says nearly the same.
    """

    kind: Kind
    urgency: Priority
    sentiment: Sentiment
    by: str
    topic: str = ""
    reason: str = ""
    language: str | None = None
    personal: tuple[str, ...] = ()
    team: str | None = None
    wave: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says a case is; what is None they left as it was. `text` is what the customer wrote."""

    text: str
    by: str
    at: datetime
    number: int = 0
    priority: Priority | None = None
    team: str | None = None
    kind: Kind | None = None
    topic: str | None = None
    not_for_us: bool = False


def judged(case: Case, judgement: Judgement, settings: Settings) -> Case:
    """The case with a machine's proposal: a higher priority counts, a lower one does not; a missing team is named.

    What people have set stays, and so does every case that is not open any more.
    """
    if not case.open:
        return case
    if judgement.urgency < case.priority:
        case = replace(case, priority=judgement.urgency, priority_reason=judgement.reason)
    team = settings.team(judgement.team) if judgement.team and not case.team else None
    return replace(case, team=team.name) if team else case
