"""The steps that people take, and in which states of a case each is legal."""

from enum import StrEnum

from bot.cases import refusals
from bot.cases.case import Case, Status
from bot.cases.presence import FORGOTTEN


class Step(StrEnum):
    REPLY = "reply"
    CLAIM = "claim"
    RELEASE = "release"
    STILL = "still"
    ASSIGN = "assign"
    ESCALATE = "escalate"
    ASK_SUGGESTED = "ask_suggested"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    SNOOZE = "snooze"
    DISMISS = "dismiss"
    MUTE = "mute"
    CHANGE = "change"
    UNDO = "undo"
    APPROVE = "approve"
    REWORD = "reword"
    SEND_BACK = "send_back"
    TRY_AGAIN = "try_again"
    IS_THERE = "is_there"
    POST_AGAIN = "post_again"
    CHECK_AGAIN = "check_again"
    TAKE = "take"
    DECLINE = "decline"
    HISTORY = "history"
    SUMMARY = "summary"
    CHECK = "check"
    ANSWER = "answer"
    NEED_MORE = "need_more"
    USE = "use"
    FORGET = "forget"
    REPORT = "report"
    FIXED = "fixed"
    TELL_ALL = "tell_all"


_OPEN = frozenset({Status.NEW, Status.CLAIMED, Status.WAITING})
_ANY = _OPEN | {Status.RESOLVED}

LEGAL: dict[Step, frozenset[Status]] = {
    Step.REPLY: _ANY,
    Step.CLAIM: _OPEN,
    Step.RELEASE: _OPEN,
    Step.STILL: _OPEN,
    Step.ASSIGN: _OPEN,
    Step.ESCALATE: _OPEN,
    Step.ASK_SUGGESTED: _OPEN,
    Step.RESOLVE: _OPEN,
    Step.SNOOZE: _OPEN,
    Step.DISMISS: _OPEN,
    Step.MUTE: _OPEN,
    Step.CHANGE: _OPEN,
    Step.REOPEN: frozenset({Status.RESOLVED}),
    Step.UNDO: _ANY,
    Step.APPROVE: _ANY,
    Step.REWORD: _ANY,
    Step.SEND_BACK: _ANY,
    Step.TRY_AGAIN: _ANY,
    Step.IS_THERE: _ANY,
    Step.POST_AGAIN: _ANY,
    Step.CHECK_AGAIN: _ANY,
    Step.TAKE: _ANY,
    Step.DECLINE: _ANY,
    Step.HISTORY: _ANY,
    Step.SUMMARY: _ANY,
    Step.CHECK: _ANY,
    Step.ANSWER: _ANY,
    Step.NEED_MORE: _ANY,
    Step.USE: _ANY,
    Step.FORGET: _ANY,
    Step.REPORT: _ANY,
    Step.FIXED: _ANY,
    Step.TELL_ALL: _ANY,
}


def require(case: Case, step: Step) -> None:
    """Raise `NotNow` where the state of the case does not allow the step."""
    if step is Step.REOPEN and case.resolution == FORGOTTEN:
        raise refusals.NotNow(f"The customer of case #{case.number} was forgotten: there is nothing to answer.")
    if case.status in LEGAL[step]:
        return
    if case.status is Status.RESOLVED:
        raise refusals.NotNow(f"Case #{case.number} is resolved. Press *Reopen* first.")
    raise refusals.NotNow(f"Case #{case.number} is still open, so there is nothing to reopen.")
