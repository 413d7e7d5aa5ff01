"""Replies that somebody else reads before they go out: approved as they are or reworded, sent back, or left lying."""

from dataclasses import replace
from datetime import datetime

from bot.cases import refusals
from bot.cases.case import Case, Reply, ReplyState
from bot.cases.events import Event, ReplyApproved, ReplyExpired, ReplyReworded, ReplySentBack

NOT_CHOSEN = "Another answer was approved."
EXPIRED = "Nobody approved it in time."


def waiting(case: Case) -> tuple[Reply, ...]:
    """The replies that wait for approval, the oldest first."""
    return tuple(reply for reply in case.replies if reply.state is ReplyState.APPROVAL)


def approve(reply: Reply, by: str, now: datetime, text: str | None = None) -> tuple[Reply, list[Event]]:
    """`text` is what the approver made of it; without it, or left as it was, it goes out as written."""
    _must_wait(reply)
    if reply.by == by:
        raise refusals.NotAllowed("approve this reply", "It is your own; somebody else has to read it.")
    happened: list[Event] = []
    if text is not None and text != reply.text:
        happened.append(ReplyReworded(at=now, by=by, reply=reply.id, before=reply.text, text=text))
        reply = replace(reply, text=text, translation=None)
    approved = replace(reply, state=ReplyState.WAITING, approved_by=by, send_at=now)
    return approved, [*happened, ReplyApproved(at=now, by=by, reply=reply.id)]


def send_back(reply: Reply, reason: str, by: str, now: datetime) -> tuple[Reply, ReplySentBack]:
    _must_wait(reply)
    if not reason.strip():
        raise refusals.ReasonMissing()
    back = replace(reply, state=ReplyState.SENT_BACK, problem=reason)
    return back, ReplySentBack(at=now, by=by, reply=reply.id, reason=reason)


def expire(reply: Reply, now: datetime) -> tuple[Reply, ReplyExpired]:
    """What nobody has read is no answer any more: the customer may have moved on."""
    _must_wait(reply)
    return replace(reply, state=ReplyState.SENT_BACK, problem=EXPIRED), ReplyExpired(at=now, reply=reply.id)


def _must_wait(reply: Reply) -> None:
    if reply.state is not ReplyState.APPROVAL:
        raise refusals.NotNow("This reply does not wait for approval any more.")
