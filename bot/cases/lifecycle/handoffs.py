"""A team is asked for help, takes the case or declines, and gives it back with its first word."""

from dataclasses import replace
from datetime import datetime

from bot.cases import refusals
from bot.cases.case import Case, Handoff, HandoffState, Status, WaitingFor
from bot.cases.events import CaseEscalated, HandoffDeclined, HandoffTaken
from bot.cases.lifecycle.course import back
from bot.cases.lifecycle.steps import Step, require


def escalate(case: Case, team: str, reason: str, by: str, now: datetime) -> tuple[Case, CaseEscalated]:
    require(case, Step.ESCALATE)
    if any(handoff.team == team and handoff.running for handoff in case.handoffs):
        raise refusals.NotNow(f"Team {team} has case #{case.number} already. Write in the thread; they read it too.")
    waiting = replace(case, status=Status.WAITING, waiting_for=WaitingFor.TEAM, snoozed_until=None, team=team)
    return waiting, CaseEscalated(at=now, by=by, team=team, reason=reason)


def take(handoff: Handoff, by: str, now: datetime) -> tuple[Handoff, HandoffTaken]:
    if handoff.state is HandoffState.TAKEN:
        raise refusals.NotNow(f"<@{handoff.taken_by}> has taken it already. You can still help: write in this thread.")
    if handoff.state is not HandoffState.OPEN:
        raise refusals.RequestClosed
    return replace(handoff, state=HandoffState.TAKEN, taken_by=by, due=None), HandoffTaken(
        at=now, by=by, team=handoff.team
    )


def decline(handoff: Handoff, reason: str, by: str, now: datetime) -> tuple[Handoff, HandoffDeclined]:
    if not handoff.running:
        raise refusals.RequestClosed
    if not reason.strip():
        raise refusals.ReasonMissing()
    declined = replace(handoff, state=HandoffState.DECLINED, taken_by=None, due=None)
    return declined, HandoffDeclined(at=now, by=by, team=handoff.team, reason=reason)


def back_from_team(case: Case) -> Case:
    """The team has spoken: the case is its owner's again, if it waited for the team."""
    if case.waiting_for is not WaitingFor.TEAM:
        return case
    return back(case)
