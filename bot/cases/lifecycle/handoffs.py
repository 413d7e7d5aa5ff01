"""A team is asked for help: it takes the case, asks back, answers or declines, and the case returns to its owner."""

from dataclasses import replace
from datetime import datetime

from bot.cases import refusals
from bot.cases.case import Case, Handoff, HandoffState, Status, WaitingFor
from bot.cases.events import (
    CaseEscalated,
    HandoffAnswered,
    HandoffAskedBack,
    HandoffDeclined,
    HandoffJoined,
    HandoffResumed,
    HandoffReturned,
    HandoffTaken,
)
from bot.cases.lifecycle.course import back
from bot.cases.lifecycle.steps import Step, require


def escalate(case: Case, team: str, reason: str, by: str, now: datetime) -> tuple[Case, CaseEscalated]:
    require(case, Step.ESCALATE)
    if any(handoff.team == team and handoff.running for handoff in case.handoffs):
        raise refusals.NotNow(f"Team {team} has case #{case.number} already. Write in the thread; they read it too.")
    waiting = replace(case, status=Status.WAITING, waiting_for=WaitingFor.TEAM, snoozed_until=None, team=team)
    return waiting, CaseEscalated(at=now, by=by, team=team, reason=reason)


def join(
    case: Case, head: Handoff, number: int, reason: str, by: str, now: datetime
) -> tuple[Case, Handoff, HandoffJoined]:
    """The case waits for a request that runs already, begun for case #`number`."""
    waiting, _ = escalate(case, head.team, reason, by, now)
    if not head.running or head.joins:
        raise refusals.RequestClosed
    state = HandoffState.TAKEN if head.taken_by else HandoffState.OPEN
    joined = Handoff(
        id=0,
        team=head.team,
        channel=head.channel,
        by=by,
        reason=reason,
        state=state,
        asked_at=now,
        taken_by=head.taken_by,
        joins=head.id,
    )
    return waiting, joined, HandoffJoined(at=now, by=by, team=head.team, reason=reason, number=number)


def follow(joined: Handoff, head: Handoff, now: datetime) -> tuple[Handoff, HandoffAnswered | HandoffDeclined | None]:
    """What the team says to the request is said to each case that waits for it."""
    if head.state is HandoffState.ANSWERED:
        return answer(joined, head.answer, head.public, head.ended_by or "", now)
    if head.state is HandoffState.DECLINED:
        return decline(joined, head.outcome, head.ended_by or "", now)
    if head.taken_by and not joined.taken_by:
        return replace(joined, state=HandoffState.TAKEN, taken_by=head.taken_by), None
    return joined, None


def move(joined: Handoff, head: Handoff, now: datetime) -> tuple[Handoff, HandoffDeclined]:
    """The request that the case waits for was passed on to another team."""
    state = HandoffState.TAKEN if head.taken_by else HandoffState.OPEN
    moved = replace(joined, team=head.team, channel=head.channel, state=state, taken_by=head.taken_by, question="")
    return moved, HandoffDeclined(
        at=now, by=None, team=joined.team, reason=f"Team {head.team} is asked now.", to=head.team
    )


def take(handoff: Handoff, by: str, now: datetime) -> tuple[Handoff, HandoffTaken]:
    if handoff.running and handoff.taken_by:
        raise refusals.NotNow(f"<@{handoff.taken_by}> has taken it already. You can still help: write in this thread.")
    _runs(handoff)
    state = HandoffState.TAKEN if handoff.state is HandoffState.OPEN else handoff.state
    return replace(handoff, state=state, taken_by=by, due=None), HandoffTaken(at=now, by=by, team=handoff.team)


def ask_back(handoff: Handoff, question: str, by: str, now: datetime) -> tuple[Handoff, HandoffAskedBack]:
    """The team needs more from the desk; nobody chases it meanwhile."""
    _runs(handoff)
    if handoff.state is HandoffState.ASKING:
        raise refusals.NotNow("The desk has been asked already. Add what else you need in this thread.")
    if not question.strip():
        raise refusals.QuestionMissing()
    asking = replace(handoff, state=HandoffState.ASKING, question=question.strip())
    return asking, HandoffAskedBack(at=now, by=by, team=handoff.team, question=question.strip())


def resume(handoff: Handoff, by: str, now: datetime) -> tuple[Handoff, HandoffResumed]:
    """The desk has said what the team needed, and its time runs on."""
    state = HandoffState.TAKEN if handoff.taken_by else HandoffState.OPEN
    again = replace(handoff, state=state, question="")
    return again, HandoffResumed(at=now, by=by, team=handoff.team)


def answer(handoff: Handoff, text: str, public: bool, by: str, now: datetime) -> tuple[Handoff, HandoffAnswered]:
    """What the team says in the end: a reply that it proposes, or a word for the desk alone."""
    _runs(handoff)
    if not text.strip():
        raise refusals.AnswerMissing()
    said = _ended(handoff, HandoffState.ANSWERED, by, now)
    answered = replace(said, answer=text.strip(), public=public)
    return answered, HandoffAnswered(at=now, by=by, team=handoff.team, text=text.strip(), public=public)


def decline(handoff: Handoff, reason: str, by: str, now: datetime, to: str = "") -> tuple[Handoff, HandoffDeclined]:
    """Not theirs; `to` is the team whose it may be."""
    _runs(handoff)
    if not reason.strip():
        raise refusals.ReasonMissing()
    gone = replace(_ended(handoff, HandoffState.DECLINED, by, now), taken_by=None, outcome=reason.strip())
    return gone, HandoffDeclined(at=now, by=by, team=handoff.team, reason=reason.strip(), to=to)


def give_back(handoff: Handoff, why: str, now: datetime) -> tuple[Handoff, HandoffReturned]:
    """The team cannot be reached, so that the case is the desk's again."""
    returned = replace(_ended(handoff, HandoffState.RETURNED, None, now), outcome=why)
    return returned, HandoffReturned(at=now, team=handoff.team, why=why)


def close_handoff(handoff: Handoff) -> Handoff:
    """The desk needs nothing more; whatever is over stays as it is."""
    if not handoff.running:
        return handoff
    return replace(handoff, state=HandoffState.CLOSED, due=None, question="")


def back_from_team(case: Case) -> Case:
    """The team has spoken: the case is its owner's again, if it waited for the team."""
    if case.waiting_for is not WaitingFor.TEAM:
        return case
    return back(case)


def back_unless_asked(case: Case) -> Case:
    """A team has left: the case is its owner's again, unless another one is still at it."""
    return case if any(handoff.running for handoff in case.handoffs) else back_from_team(case)


def on_to_team(case: Case) -> Case:
    """The desk has answered the team: the case waits for it again, unless something else has come in between."""
    if case.status not in (Status.NEW, Status.CLAIMED):
        return case
    return replace(case, status=Status.WAITING, waiting_for=WaitingFor.TEAM)


def _runs(handoff: Handoff) -> None:
    if handoff.state is HandoffState.ANSWERED:
        raise refusals.AnsweredAlready(handoff.ended_by)
    if not handoff.running:
        raise refusals.RequestClosed


def _ended(handoff: Handoff, state: HandoffState, by: str | None, now: datetime) -> Handoff:
    return replace(handoff, state=state, due=None, question="", ended_by=by, ended_at=now)
