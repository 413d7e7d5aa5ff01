"""Who may do what: every action asks here, and nowhere else."""

from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.refusals import NotAllowed, Stranger
from bot.cases.settings import EVERYONE, Permissions

_RIGHT: dict[Step, str] = {
    Step.REPLY: "reply",
    Step.UNDO: "reply",
    Step.TRY_AGAIN: "reply",
    Step.IS_THERE: "reply",
    Step.POST_AGAIN: "reply",
    Step.CHECK_AGAIN: "reply",
    Step.USE: "reply",
    Step.TELL_ALL: "reply",
    Step.CLAIM: "claim",
    Step.RELEASE: "claim",
    Step.STILL: "claim",
    Step.ASSIGN: "assign",
    Step.ESCALATE: "escalate",
    Step.ASK_SUGGESTED: "escalate",
    Step.RESOLVE: "resolve",
    Step.REOPEN: "resolve",
    Step.SNOOZE: "resolve",
    Step.DISMISS: "resolve",
    Step.MUTE: "resolve",
    Step.CHANGE: "claim",
    Step.APPROVE: "approve",
    Step.REWORD: "approve",
    Step.SEND_BACK: "approve",
    Step.FORGET: "admin",
    Step.REPORT: "lead",
}
_MOVES_CASES = frozenset(
    {
        *(Step.CLAIM, Step.RELEASE, Step.ASSIGN, Step.ESCALATE, Step.ASK_SUGGESTED),
        *(Step.RESOLVE, Step.REOPEN, Step.SNOOZE, Step.DISMISS, Step.MUTE),
    }
)
_WORDS: dict[Step, str] = {
    Step.REPLY: "reply as the company",
    Step.UNDO: "take replies back",
    Step.TRY_AGAIN: "send replies",
    Step.IS_THERE: "say what became of replies",
    Step.POST_AGAIN: "send replies",
    Step.CHECK_AGAIN: "look for replies",
    Step.CLAIM: "claim cases",
    Step.RELEASE: "release cases",
    Step.STILL: "keep cases",
    Step.ASSIGN: "assign cases",
    Step.ESCALATE: "escalate cases",
    Step.ASK_SUGGESTED: "escalate cases",
    Step.RESOLVE: "resolve cases",
    Step.REOPEN: "reopen cases",
    Step.SNOOZE: "snooze cases",
    Step.DISMISS: "set cases aside",
    Step.MUTE: "mute cases",
    Step.CHANGE: "change cases",
    Step.APPROVE: "approve replies",
    Step.REWORD: "approve replies",
    Step.SEND_BACK: "send replies back",
    Step.TAKE: "take requests",
    Step.DECLINE: "decline requests",
    Step.HISTORY: "read the history of cases",
    Step.SUMMARY: "read summaries of cases",
    Step.CHECK: "have posts looked at",
    Step.ANSWER: "answer requests",
    Step.NEED_MORE: "ask the desk back",
    Step.USE: "reply as the company",
    Step.FORGET: "forget customers",
    Step.REPORT: "read the desk's report",
    Step.FIXED: "answer requests",
    Step.TELL_ALL: "reply as the company",
}


def check(actor: Actor, step: Step, permissions: Permissions) -> None:
    """Raise `NotAllowed`, naming who may, unless `actor` may take `step`; `Stranger` where nobody can tell yet.

    People of other organisations and guests never act for the company. An admin may do everything, a lead whatever
    moves cases. A team's request is worked on by everybody who is in the team's channel, and the history read by all.
    """
    words = _WORDS[step]
    if actor.outside or actor.guest:
        kind = "People of other organisations" if actor.outside else "Guests"
        raise NotAllowed(words, f"{kind} can read and write in the thread, but not act for the company.")
    if not actor.known:
        raise Stranger()
    allowed = _allowed(step, permissions)
    if not listed(actor, allowed):
        raise NotAllowed(words, _who(allowed))


def may(actor: Actor, step: Step, permissions: Permissions) -> bool:
    """For what only this person sees: a button that they may not press is not shown there."""
    try:
        check(actor, step, permissions)
    except NotAllowed:
        return False
    except Stranger:  # they are looked up when they press it
        return True
    return True


def needs_approval(actor: Actor, permissions: Permissions) -> bool:
    return listed(actor, permissions.needs_approval)


def listed(actor: Actor, ids: tuple[str, ...]) -> bool:
    return "everyone" in ids or actor.id in ids or not actor.groups.isdisjoint(ids)


def _allowed(step: Step, permissions: Permissions) -> tuple[str, ...]:
    right = _RIGHT.get(step)
    if right is None:
        return EVERYONE
    named: tuple[str, ...] = getattr(permissions, right)
    leads = permissions.lead if step in _MOVES_CASES else ()
    return tuple(dict.fromkeys((*named, *leads, *permissions.admin)))


def _who(allowed: tuple[str, ...]) -> str:
    if not allowed:
        return "Nobody may yet; an admin can change that in the desk file."
    names = ", ".join(f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>" for who in allowed)
    return f"These people may: {names}."
