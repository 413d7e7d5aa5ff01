"""A handoff: a product team is asked for help with a case, in its own channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cases.chain import Escalation
from bot.cases.summary import Summary


class HandoffState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    ASKING = "asking"  # the team needs more from the desk
    ANSWERED = "answered"
    DECLINED = "declined"
    RETURNED = "returned"  # the team cannot be reached
    CLOSED = "closed"


_RUNNING = (HandoffState.OPEN, HandoffState.TAKEN, HandoffState.ASKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """`by` is empty where a rule of the desk asked; `rule` names it. `escalation`: who is asked until somebody answers.

    `joins` is the handoff of another case whose card in the team's channel this one shares.

    `question` is what the team asked back, `answer` what it said in the end, `outcome` why it declined or could not be
    asked; `ended_by` at `ended_at`. `public`: the answer is meant for the customer, as a proposal to the desk.
    `summary` is a machine's, of the case as it was then.
    """

    id: int
    team: str
    channel: str
    by: str
    reason: str
    state: HandoffState
    asked_at: datetime
    due: datetime | None = None
    taken_by: str | None = None
    rule: str = ""
    escalation: Escalation | None = None
    question: str = ""
    answer: str = ""
    public: bool = False
    outcome: str = ""
    ended_by: str | None = None
    ended_at: datetime | None = None
    joins: int | None = None
    summary: Summary | None = None

    @property
    def running(self) -> bool:
        return self.state in _RUNNING

    @property
    def listening(self) -> bool:
        """Whether what the desk writes is still for this team."""
        return self.running or self.state is HandoffState.ANSWERED

    @property
    def card(self) -> int:
        """The id of the handoff whose card and thread this one has."""
        return self.joins or self.id


def called(owner: str | None, handoff: Handoff, by: str | None) -> str:
    """Whom a member of the team calls: the owner of the case, or whoever asked where that is nobody, or themselves."""
    return owner if owner and owner != by else handoff.by or owner or ""
