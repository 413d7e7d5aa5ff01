"""The replies that teams propose, as the window of a reply offers them."""

from bot.cases import refusals
from bot.cases import text as texts
from bot.cases.case import Case, Handoff, HandoffState, ReplyState
from bot.slack import words
from bot.slack.blocks import Block, button, context, literal, section
from bot.slack.ids import Button, Target
from bot.slack.words import People

SHOWN = 3
WORDS = 300
_TAKEN_BACK = (ReplyState.UNDONE, ReplyState.SENT_BACK, ReplyState.FAILED)


def waiting(case: Case) -> list[Handoff]:
    """Those after which nobody has replied yet, the newest last."""
    replied = max((each.decided_at for each in case.replies if each.state not in _TAKEN_BACK), default=None)
    public = [each for each in case.handoffs if each.state is HandoffState.ANSWERED and each.public]
    return [each for each in public if replied is None or (each.ended_at and each.ended_at > replied)]


def offered(case: Case, used: int | None, people: People) -> list[Block]:
    """Above the field: whose proposal it holds, and the others, each with a button that puts it there."""
    shown: list[Block] = []
    using = case.handoff(used) if used else None
    if using:
        shown.append(context(f":bulb: Proposed by {_who(using, people)}", id="proposed"))
    for each in waiting(case)[-SHOWN:]:
        if each.id != used:
            use = button("Use as reply", Button.USE, Target(case=case.id, handoff=each.id))
            said = texts.cut(" ".join(readable(each.answer).split()), WORDS)
            shown += [context(f":bulb: {_who(each, people)} proposes:"), section(literal(said), beside=use)]
    return shown


def text_of(case: Case, handoff_id: int | None) -> str:
    """The words of a proposal, as people type them. Raises `refusals.NotNow` where there is none."""
    found = case.handoff(handoff_id or 0)
    if found is None or not found.public:
        raise refusals.NotNow(f"Case #{case.number} has no such proposal any more.")
    return readable(found.answer)


def readable(written: str) -> str:
    """Slack's text as people typed it, to fill a field with."""
    try:
        return texts.plain(written)
    except refusals.MentionsColleague:
        return written


def _who(handoff: Handoff, people: People) -> str:
    return f"{words.named(handoff.ended_by, people)} of team {texts.escape(handoff.team)}"
