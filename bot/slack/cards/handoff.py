"""A case as the team that was asked sees it: the reason first, then the whole public conversation."""

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.cases import text as texts
from bot.cases.case import Case, HandoffState, Priority, ReplyState
from bot.cases.views import HandoffView
from bot.slack import quotes, words
from bot.slack.blocks import context, divider, picture, section
from bot.slack.ids import Target
from bot.slack.steps import row
from bot.slack.words import People

GAP = "  ·  "
SHOWN = 10
"""Posts of the conversation that a handoff shows, the first and the newest ones."""
WORDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    at: datetime
    blocks: list[Block]


def text(view: HandoffView) -> str:
    reason = words.calm(view.handoff.reason)
    return f"{words.number(view.case)}: team {texts.escape(view.handoff.team)} is asked for help. {reason}"


def blocks(view: HandoffView, people: People) -> list[Block]:
    case, handoff = view.case, view.handoff
    pings = " ".join(words.mention(who) for who in view.mention)
    return [
        section(f"{_headline(view)} {pings}".strip()),
        *(section(part) for part in words.parts(_quoted(words.calm(handoff.reason)), 3000)[:3]),
        _asked(view, people),
        divider(),
        *_conversation(case, people),
        context(_state(view)),
        *row(view.steps, Target(case=case.id, handoff=handoff.id)),
    ]


def _headline(view: HandoffView) -> str:
    case = view.case
    mark = f"{words.MARKS[case.priority]} " if case.priority < Priority.NORMAL else ""
    return f"{mark}*{words.number(case)}*{GAP}*Team {texts.escape(view.handoff.team)}, can you help?*"


def _quoted(text: str) -> str:
    return "\n".join(f">{each}" for each in text.splitlines()) or ">…"


def _asked(view: HandoffView, people: People) -> Block:
    handoff = view.handoff
    known = people(handoff.by)
    face = [picture(known[1], known[0])] if known and known[1] else []
    parts = [f"{words.named(handoff.by, people)} asks from <#{view.case.channel}>", words.when(handoff.asked_at)]
    if handoff.due and view.steps:
        parts.append(f":hourglass: please answer by {words.when(handoff.due)}")
    return context(*face, GAP.join(parts))


def _conversation(case: Case, people: People) -> list[Block]:
    """Everything said in public so far, oldest first; of a long one the first post and the newest ones."""
    said = sorted([*_theirs(case), *_ours(case, people)], key=lambda each: each.at)
    left_out = len(said) - SHOWN
    if left_out <= 0:
        return [block for each in said for block in each.blocks]
    way = words.linked(case.latest.url, "read them on X")
    gap = context(f"{left_out} more post{'s' * (left_out != 1)} in between: {way}")
    return [*said[0].blocks, gap, *(block for each in said[-SHOWN + 1 :] for block in each.blocks)]


def _theirs(case: Case) -> list[_Said]:
    """The customer's posts; the pictures of all of them share the room of one post's."""
    said, room = [], quotes.PHOTOS
    for post in case.posts:
        pictures = quotes.photos(post.mention.media, room)
        room -= len(pictures)
        said.append(_Said(at=post.mention.created_at, blocks=[*quotes.compact(post.mention, WORDS), *pictures]))
    return said


def _ours(case: Case, people: People) -> list[_Said]:
    said = []
    for reply in case.replies:
        if reply.state is not ReplyState.POSTED:
            continue
        at = reply.posted_at or reply.decided_at
        by = words.named(reply.by, people) if reply.by else f"By hand on {words.network(case)}"
        link = [words.linked(reply.url, "View on X")] if reply.url else []
        label = GAP.join([":speech_balloon: *We answered*", by, words.when(at), *link])
        said.append(_Said(at=at, blocks=[context(label), quotes.said(reply.text, WORDS, reply.url or "")]))
    return said


def _state(view: HandoffView) -> str:
    handoff = view.handoff
    write = "What you write in this thread reaches the desk and stays inside the company."
    if not view.case.open:
        return f":white_check_mark: The case is resolved. {write}"
    match handoff.state:
        case HandoffState.TAKEN:
            who = words.mention(handoff.taken_by) if handoff.taken_by else "Somebody"
            return f":raised_hands: {who} is on it. {write}"
        case HandoffState.DECLINED:
            return ":leftwards_arrow_with_hook: Given back to the desk: not for this team."
        case HandoffState.CLOSED:
            return ":white_check_mark: The desk needs nothing more here."
        case _:
            return f":raising_hand: Nobody has taken it yet. {write}"
