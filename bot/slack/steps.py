"""The words on buttons, which people and tests find things by, and how a case's steps are laid out."""

from collections.abc import Sequence

from bot.cases.case import Case
from bot.cases.lifecycle import Step
from bot.slack.blocks import IN_OVERFLOW, Block, Element, Option, actions, button, option, overflow
from bot.slack.ids import Button, Target

LABELS: dict[Step, str] = {
    Step.REPLY: "Reply",
    Step.CLAIM: "Claim",
    Step.RELEASE: "Release",
    Step.STILL: "Still on it",
    Step.ASSIGN: "Assign",
    Step.ESCALATE: "Escalate",
    Step.ASK_SUGGESTED: "Ask the team",
    Step.RESOLVE: "Resolve",
    Step.REOPEN: "Reopen",
    Step.SNOOZE: "Snooze",
    Step.DISMISS: "Not for us",
    Step.MUTE: "Mute",
    Step.CHANGE: "Change…",
    Step.UNDO: "Undo",
    Step.APPROVE: "Approve",
    Step.REWORD: "Edit and approve",
    Step.SEND_BACK: "Send back",
    Step.TRY_AGAIN: "Try again",
    Step.IS_THERE: "It is there",
    Step.POST_AGAIN: "Post again",
    Step.CHECK_AGAIN: "Check again",
    Step.TAKE: "Take it",
    Step.DECLINE: "Not ours",
    Step.HISTORY: "History",
    Step.SUMMARY: "Summary",
    Step.CHECK: "Check on X",
    Step.ANSWER: "Answer",
    Step.NEED_MORE: "Need more",
    Step.USE: "Use as reply",
    Step.FORGET: "Forget customer",
    Step.REPORT: "Report",
    Step.FIXED: "Fixed",
    Step.TELL_ALL: "Tell everyone who waits for this",
}
OPEN_ON_X, MORE = "Open on X", "More…"

_IN_SIGHT = (Step.REPLY, Step.CLAIM, Step.ASSIGN, Step.ESCALATE, Step.REOPEN)
_IN_ITS_PLACE = {Step.CLAIM: Step.RESOLVE}
"""What moves into sight where a step is not offered: once somebody has the case, they will resolve it."""
_PRIMARY = (Step.REPLY, Step.APPROVE, Step.TRY_AGAIN, Step.TAKE, Step.USE, Step.TELL_ALL, Step.STILL)


def card_row(case: Case, steps: Sequence[Step]) -> Block:
    """The card's buttons: the most wanted in sight, the others behind the three dots."""
    target = Target(case=case.id)
    seen = [_button(step, target, case.open) for step in _in_sight(steps)]
    out_of_room = hidden(steps)
    menu = [_option(LABELS[step], step, case) for step in _in_menu(steps) if step not in out_of_room]
    url = (case.answers_to or case.latest).url
    if Step.REPLY in steps:
        menu.append(_option(OPEN_ON_X, Button.OPEN_ON_X, case, url))
    else:
        seen.insert(0, button(OPEN_ON_X, Button.OPEN_ON_X, target, "primary" if case.open else None, url))
    if out_of_room:
        menu.append(_option(MORE, Button.MORE, case))
    return actions(*seen, *([overflow(menu)] if menu else []))


def hidden(steps: Sequence[Step]) -> tuple[Step, ...]:
    """What **More…** opens: the steps that found no room on the card."""
    rest, room = _in_menu(steps), IN_OVERFLOW - (Step.REPLY in steps)
    return () if len(rest) <= room else tuple(rest[room - 1 :])


def row(steps: Sequence[Step], target: Target, *more: Element) -> list[Block]:
    """A row of buttons, `more` last; none where there is nothing to do."""
    shown = [*(_button(step, target) for step in steps), *more]
    return [actions(*shown)] if shown else []


def _in_sight(steps: Sequence[Step]) -> list[Step]:
    moved = [new for old, new in _IN_ITS_PLACE.items() if old not in steps]
    return [step for step in steps if step in _IN_SIGHT or step in moved]


def _in_menu(steps: Sequence[Step]) -> list[Step]:
    seen = _in_sight(steps)
    return [step for step in steps if step not in seen]


def _button(step: Step, target: Target, lively: bool = True) -> Element:
    return button(LABELS[step], Button(step), target, "primary" if lively and step in _PRIMARY else None)


def _option(label: str, step: str, case: Case, url: str | None = None) -> Option:
    return option(label, Target(case=case.id, step=step).write(), url)
