"""Every legal step of a case: pure functions that take a case and return what it becomes and what happened."""

from bot.cases.lifecycle.course import assign, claim, hear, release, reopen, resolve, snooze, wake
from bot.cases.lifecycle.handoffs import back_from_team, decline, escalate, take
from bot.cases.lifecycle.replies import (
    answered_by_hand,
    approve,
    decide_reply,
    failed,
    held,
    posted,
    send_back,
    try_again,
    undo,
    unsure,
    waits_again,
)
from bot.cases.lifecycle.steps import LEGAL, Step, require

__all__ = [
    "LEGAL",
    "Step",
    "answered_by_hand",
    "approve",
    "assign",
    "back_from_team",
    "claim",
    "decide_reply",
    "decline",
    "escalate",
    "failed",
    "hear",
    "held",
    "posted",
    "release",
    "reopen",
    "require",
    "resolve",
    "send_back",
    "snooze",
    "take",
    "try_again",
    "undo",
    "unsure",
    "waits_again",
    "wake",
]
