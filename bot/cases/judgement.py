"""What a machine makes of a case: a proposal beside it, which people correct; it raises, and never hides."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.cases.ranks import Priority

TOPIC_WORDS, REASON_WORDS = 40, 80
"""Characters: a card has one quiet line for all of it."""


RULES = "rules"
"""Who judges where no model does."""


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
    `wave` is the number of an older case that says nearly the same. `corrected_by` is the person who overruled it.
    `translation` is of the newest post, and kept with that.
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
    translation: str = ""
    corrected_by: str | None = None

    def of(self, wave: int) -> "Judgement":
        return replace(self, wave=wave)

    def after(self, before: "Judgement") -> "Judgement":
        """This one, of a further post, beside what was seen before: a complaint stays one, about the same.

        What personal data stands in public is added up.
        """
        same = before.kind is Kind.COMPLAINT
        return replace(
            self,
            kind=before.kind if same else self.kind,
            sentiment=before.sentiment if same else self.sentiment,
            topic=before.topic or self.topic,
            personal=tuple(sorted({*before.personal, *self.personal})),
            team=before.team or self.team,
            wave=before.wave,
        )


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
