"""A machine's proposal reaches a case: it may raise it, and people may overrule it."""

from dataclasses import replace
from datetime import datetime

from bot.cases import refusals
from bot.cases.case import Case, Priority
from bot.cases.events import CaseCorrected, CaseJudged
from bot.cases.judgement import Correction, Judgement, Kind, Sentiment
from bot.cases.lifecycle.steps import Step, require
from bot.cases.settings import Settings


def judged(case: Case, judgement: Judgement, settings: Settings) -> Case:
    """The case with a machine's proposal, of which counts what `counted` says.

    What people have set stays, and of a case that is not open any more nothing changes.
    """
    if not case.open or (case.judgement and case.judgement.corrected_by):
        return case
    urgency, reason, team = counted(judgement, case.priority, case.priority_reason, case.team, settings)
    return replace(case, judgement=judgement, priority=urgency, priority_reason=reason, team=team)


def counted(
    judgement: Judgement, urgency: Priority, reason: str, team: str | None, settings: Settings
) -> tuple[Priority, str, str | None]:
    """Priority, reason and team with a machine's proposal: a higher priority counts, a lower one does not; a missing
    team is named."""
    if judgement.urgency < urgency:
        urgency, reason = judgement.urgency, judgement.reason
    named = settings.team(judgement.team) if judgement.team and not team else None
    return urgency, reason, named.name if named else team


def proposed(case: Case, now: datetime) -> CaseJudged | None:
    """What the history keeps of a machine's proposal."""
    if case.judgement is None:
        return None
    return CaseJudged(at=now, machine=case.judgement.by, what=_in_words(case.judgement, case))


def correct(case: Case, correction: Correction) -> tuple[Case, CaseCorrected]:
    """A person says what the case is; from now on no machine changes it."""
    require(case, Step.CHANGE)
    said = correction
    before = case.judgement or _none(case, said.by)
    after = replace(
        before,
        kind=said.kind or before.kind,
        topic=before.topic if said.topic is None else said.topic,
        urgency=said.priority or before.urgency,
        corrected_by=said.by,
    )
    changed = replace(case, judgement=after, team=case.team if said.team is None else said.team or None)
    if said.priority and said.priority is not case.priority:
        changed = replace(changed, priority=said.priority, priority_reason="")
    if changed == case:
        raise refusals.NotNow("Nothing was changed.")
    return changed, CaseCorrected(at=said.at, by=said.by, what=_in_words(after, changed))


def _in_words(judgement: Judgement, case: Case) -> str:
    parts = [judgement.kind, judgement.topic, case.priority.name.lower(), f"team {case.team}" if case.team else ""]
    return ", ".join(part for part in parts if part)


def _none(case: Case, by: str) -> Judgement:
    """What stands where no machine has judged."""
    return Judgement(kind=Kind.COMPLAINT, urgency=Priority(case.priority), sentiment=Sentiment.NEUTRAL, by=by)
