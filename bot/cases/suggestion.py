"""What a machine suggests to do about an urgent case: to ask a team, with a reason; only a person's click does it."""

from dataclasses import dataclass

from bot.cases.case import Case, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """`by` names the machine."""

    team: str
    reason: str
    by: str

    @property
    def words(self) -> str:
        """By which a click says what was read."""
        return f"{self.team}: {self.reason}"


def suggested(case: Case) -> Suggestion | None:
    """None where it is not urgent, where no team fits or one was asked already, and where a person has spoken."""
    judgement = case.judgement
    if not case.open or judgement is None or judgement.corrected_by or judgement.urgency is not Priority.URGENT:
        return None
    team = judgement.team or case.team
    reason = ": ".join(part for part in (judgement.topic, judgement.reason) if part)
    if not team or not reason or any(each.running or each.team == team for each in case.handoffs):
        return None
    return Suggestion(team=team, reason=reason[0].upper() + reason[1:], by=judgement.by)
