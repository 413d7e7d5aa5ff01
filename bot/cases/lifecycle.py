"""Every legal step of a case: pure functions that take a case and return what it becomes and what happened."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.cases import refusals
from bot.cases.case import Case, Handoff, HandoffState, Mention, Reply, ReplyState, Status, WaitingFor
from bot.cases.events import (
    AnsweredByHand,
    CaseAssigned,
    CaseAwoke,
    CaseClaimed,
    CaseEscalated,
    CaseReleased,
    CaseReopened,
    CaseResolved,
    CaseSnoozed,
    CustomerWrote,
    Event,
    HandoffDeclined,
    HandoffTaken,
    ReplyApproved,
    ReplyDecided,
    ReplyFailed,
    ReplyPosted,
    ReplySentBack,
    ReplyUndone,
    ReplyUnsure,
)
from bot.cases.settings import Settings
from bot.cases.sla import clock_for


class Step(StrEnum):
    REPLY = "reply"
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    ESCALATE = "escalate"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    DISMISS = "dismiss"
    UNDO = "undo"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    TRY_AGAIN = "try_again"
    TAKE = "take"
    DECLINE = "decline"


_OPEN = frozenset({Status.NEW, Status.CLAIMED, Status.WAITING})
_ANY = _OPEN | {Status.RESOLVED}

LEGAL: dict[Step, frozenset[Status]] = {
    Step.REPLY: _ANY,
    Step.CLAIM: _OPEN,
    Step.RELEASE: _OPEN,
    Step.ASSIGN: _OPEN,
    Step.ESCALATE: _OPEN,
    Step.RESOLVE: _OPEN,
    Step.SNOOZE: _OPEN,
    Step.DISMISS: _OPEN,
    Step.REOPEN: frozenset({Status.RESOLVED}),
    Step.UNDO: _ANY,
    Step.APPROVE: _ANY,
    Step.SEND_BACK: _ANY,
    Step.TRY_AGAIN: _ANY,
    Step.TAKE: _ANY,
    Step.DECLINE: _ANY,
}


def require(case: Case, step: Step) -> None:
    """Raise `NotNow` where the state of the case does not allow the step."""
    if case.status in LEGAL[step]:
        return
    if case.status is Status.RESOLVED:
        raise refusals.NotNow(f"Case #{case.number} is resolved. Press *Reopen* first.")
    raise refusals.NotNow(f"Case #{case.number} is still open, so there is nothing to reopen.")


def claim(case: Case, by: str, now: datetime) -> tuple[Case, CaseClaimed]:
    require(case, Step.CLAIM)
    if case.owner == by:
        raise refusals.AlreadyYours(case.number)
    if case.owner is not None:
        raise refusals.AlreadyClaimed(case.number, case.owner)
    return _owned(case, by), CaseClaimed(at=now, by=by)


def release(case: Case, by: str, now: datetime) -> tuple[Case, CaseReleased]:
    require(case, Step.RELEASE)
    if case.owner is None:
        raise refusals.NotNow(f"Nobody has case #{case.number}, so there is nothing to release.")
    status = Status.NEW if case.status is Status.CLAIMED else case.status
    return replace(case, owner=None, status=status), CaseReleased(at=now, by=by)


def assign(case: Case, to: str, by: str, now: datetime) -> tuple[Case, CaseAssigned]:
    require(case, Step.ASSIGN)
    if case.owner == to:
        raise refusals.NotNow(f"Case #{case.number} is already with <@{to}>.")
    return _owned(case, to), CaseAssigned(at=now, by=by, to=to)


def escalate(case: Case, team: str, reason: str, by: str, now: datetime) -> tuple[Case, CaseEscalated]:
    require(case, Step.ESCALATE)
    if any(handoff.team == team and handoff.running for handoff in case.handoffs):
        raise refusals.NotNow(f"Team {team} has case #{case.number} already. Write in the thread; they read it too.")
    waiting = replace(case, status=Status.WAITING, waiting_for=WaitingFor.TEAM, snoozed_until=None, team=team)
    return waiting, CaseEscalated(at=now, by=by, team=team, reason=reason)


def take(handoff: Handoff, by: str, now: datetime) -> tuple[Handoff, HandoffTaken]:
    if handoff.state is HandoffState.TAKEN:
        raise refusals.NotNow(f"<@{handoff.taken_by}> has taken it already.")
    if handoff.state is not HandoffState.OPEN:
        raise refusals.NotNow("This request is closed.")
    return replace(handoff, state=HandoffState.TAKEN, taken_by=by, due=None), HandoffTaken(
        at=now, by=by, team=handoff.team
    )


def decline(handoff: Handoff, reason: str, by: str, now: datetime) -> tuple[Handoff, HandoffDeclined]:
    if not handoff.running:
        raise refusals.NotNow("This request is closed.")
    if not reason.strip():
        raise refusals.ReasonMissing()
    declined = replace(handoff, state=HandoffState.DECLINED, taken_by=None, due=None)
    return declined, HandoffDeclined(at=now, by=by, team=handoff.team, reason=reason)


def back_from_team(case: Case) -> Case:
    """The team has spoken: the case is its owner's again, if it waited for the team."""
    if case.waiting_for is not WaitingFor.TEAM:
        return case
    return _back(case)


def resolve(case: Case, by: str | None, now: datetime, resolution: str = "") -> tuple[Case, CaseResolved]:
    """`resolution` is empty, or says why the case was none of ours."""
    require(case, Step.RESOLVE)
    _no_reply_under_way(case)
    done = replace(
        case,
        status=Status.RESOLVED,
        waiting_for=None,
        snoozed_until=None,
        due=None,
        at_risk=None,
        resolved_at=now,
        resolution=resolution,
    )
    return done, CaseResolved(at=now, by=by, resolution=resolution)


def reopen(case: Case, by: str | None, now: datetime, settings: Settings, why: str) -> tuple[Case, CaseReopened]:
    require(case, Step.REOPEN)
    again = _back(replace(case, resolved_at=None, resolution=""))
    return clock_for(again, now, settings), CaseReopened(at=now, by=by, why=why)


def snooze(case: Case, until: datetime, by: str, now: datetime) -> tuple[Case, CaseSnoozed]:
    require(case, Step.SNOOZE)
    if until <= now:
        raise refusals.SnoozeInThePast()
    asleep = replace(case, status=Status.WAITING, waiting_for=WaitingFor.SNOOZE, snoozed_until=until)
    return asleep, CaseSnoozed(at=now, by=by, until=until)


def wake(case: Case, now: datetime) -> tuple[Case, CaseAwoke]:
    return _back(replace(case, snoozed_until=None)), CaseAwoke(at=now)


def hear(case: Case, mention: Mention, now: datetime, settings: Settings) -> tuple[Case, list[Event]]:
    """The customer wrote again: a resolved case opens, a waiting one comes back, and the clock for an answer runs."""
    happened: list[Event] = [CustomerWrote(at=now, post=mention.id)]
    if case.status is Status.RESOLVED:
        case, reopened = reopen(case, None, now, settings, "The customer wrote again.")
        happened.append(reopened)
    elif case.waiting_for in (WaitingFor.CUSTOMER, WaitingFor.SNOOZE):
        case = _back(replace(case, snoozed_until=None))
    if case.due is None:
        case = clock_for(case, now, settings)
    return case, happened


def decide_reply(case: Case, reply: Reply, now: datetime) -> tuple[Case, list[Event]]:
    """A reply is decided; who answers first has the case."""
    happened: list[Event] = [ReplyDecided(at=now, by=reply.by, reply=reply.id, text=reply.text)]
    if case.owner is None and case.open and reply.by:
        case = _owned(case, reply.by)
        happened.append(CaseClaimed(at=now, by=reply.by))
    return case, happened


def undo(reply: Reply, by: str, now: datetime) -> tuple[Reply, ReplyUndone]:
    if reply.state in (ReplyState.UNDONE, ReplyState.SENT_BACK):
        raise refusals.NotNow("This reply was taken back already.")
    if reply.state not in (ReplyState.WAITING, ReplyState.APPROVAL):
        raise refusals.TooLateToUndo()
    return replace(reply, state=ReplyState.UNDONE), ReplyUndone(at=now, by=by, reply=reply.id)


def approve(reply: Reply, by: str, now: datetime) -> tuple[Reply, ReplyApproved]:
    _waits_for_approval(reply)
    if reply.by == by:
        raise refusals.NotAllowed("approve this reply", "It is your own; somebody else has to read it.")
    approved = replace(reply, state=ReplyState.WAITING, approved_by=by, send_at=now)
    return approved, ReplyApproved(at=now, by=by, reply=reply.id)


def send_back(reply: Reply, reason: str, by: str, now: datetime) -> tuple[Reply, ReplySentBack]:
    _waits_for_approval(reply)
    if not reason.strip():
        raise refusals.ReasonMissing()
    back = replace(reply, state=ReplyState.SENT_BACK, problem=reason)
    return back, ReplySentBack(at=now, by=by, reply=reply.id, reason=reason)


def try_again(reply: Reply, now: datetime) -> Reply:
    if reply.state is not ReplyState.FAILED:
        raise refusals.NotNow("This reply did not fail, so there is nothing to try again.")
    return replace(reply, state=ReplyState.WAITING, send_at=now, problem="")


def posted(case: Case, reply: Reply, post_id: str, url: str, at: datetime) -> tuple[Case, Reply, ReplyPosted]:
    """The reply stands on the network: the clock stops, and the case waits for the customer."""
    sent = replace(reply, state=ReplyState.POSTED, posted_id=post_id, url=url, posted_at=at, problem="")
    return _answered(case, at, reply), sent, ReplyPosted(at=at, by=reply.by, reply=reply.id, post=post_id, url=url)


def answered_by_hand(case: Case, mention: Mention) -> tuple[Case, AnsweredByHand]:
    """Somebody answered on the network itself: it counts as the answer and stops the clock."""
    answered = replace(_answered(case, mention.created_at, None), activity=case.activity + 1)
    return answered, AnsweredByHand(at=mention.created_at, post=mention.id, url=mention.url)


def failed(reply: Reply, problem: str, now: datetime) -> tuple[Reply, ReplyFailed]:
    broken = replace(reply, state=ReplyState.FAILED, problem=problem)
    return broken, ReplyFailed(at=now, by=reply.by, reply=reply.id, problem=problem)


def unsure(reply: Reply, problem: str, now: datetime) -> tuple[Reply, ReplyUnsure]:
    open_end = replace(reply, state=ReplyState.UNSURE, problem=problem)
    return open_end, ReplyUnsure(at=now, by=reply.by, reply=reply.id, problem=problem)


def held(reply: Reply, problem: str) -> Reply:
    """It could not leave yet; `problem` says why."""
    return replace(reply, problem=problem)


def waits_again(reply: Reply) -> Reply:
    """It surely was not published: it takes its turn once more."""
    return replace(reply, state=ReplyState.WAITING, problem="")


def _answered(case: Case, at: datetime, reply: Reply | None) -> Case:
    """Posts that came after the reply was decided are not answered by it, so their clock runs on."""
    first = case.first_reply_at or at
    asked_since = reply is not None and any(post.seen_at > reply.decided_at for post in case.posts)
    if asked_since or case.status is Status.RESOLVED:
        return replace(case, first_reply_at=first)
    waiting_for = case.waiting_for if case.waiting_for is WaitingFor.TEAM else WaitingFor.CUSTOMER
    return replace(
        case,
        first_reply_at=first,
        status=Status.WAITING,
        waiting_for=waiting_for,
        due=None,
        at_risk=None,
        snoozed_until=None,
    )


def _owned(case: Case, by: str) -> Case:
    status = Status.CLAIMED if case.status is Status.NEW else case.status
    return replace(case, owner=by, status=status)


def _back(case: Case) -> Case:
    return replace(case, status=Status.CLAIMED if case.owner else Status.NEW, waiting_for=None)


def _waits_for_approval(reply: Reply) -> None:
    if reply.state is not ReplyState.APPROVAL:
        raise refusals.NotNow("This reply does not wait for approval any more.")


def _no_reply_under_way(case: Case) -> None:
    under_way = (ReplyState.WAITING, ReplyState.APPROVAL, ReplyState.UNSURE)
    if any(reply.state in under_way for reply in case.replies):
        raise refusals.NotNow(
            f"A reply to case #{case.number} is still on its way. "
            "Wait for it, or take it back with *Undo*, then resolve."
        )
