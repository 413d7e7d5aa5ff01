"""A case as the team that was asked sees it: the reason first, then the whole public conversation."""

from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.cases import text as texts
from bot.cases.case import Case, HandoffState, Post, Priority, Reply, ReplyState
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
    ours = [reply for reply in case.replies if reply.state is ReplyState.POSTED]
    said: list[Post | Reply] = [*case.posts, *ours]
    said.sort(key=_at)
    left_out = max(0, len(said) - SHOWN)
    blocks: list[Block] = []
    room = quotes.PHOTOS  # the pictures of all posts share the room of one post's
    for place, each in enumerate(said):
        if left_out and place == 1:
            way = words.linked(case.latest.url, "read them on X")
            blocks.append(context(f"{left_out} more post{'s' * (left_out != 1)} in between: {way}"))
        if 1 <= place <= left_out:
            continue
        if isinstance(each, Post):
            pictures = quotes.photos(each.mention.media, room)
            room -= len(pictures)
            blocks += [*quotes.compact(each.mention, WORDS), *pictures]
        else:
            blocks += _answer(case, each, people)
    return blocks


def _at(said: Post | Reply) -> datetime:
    return said.mention.created_at if isinstance(said, Post) else said.posted_at or said.decided_at


def _answer(case: Case, reply: Reply, people: People) -> list[Block]:
    by = words.named(reply.by, people) if reply.by else f"By hand on {words.network(case)}"
    link = [words.linked(reply.url, "View on X")] if reply.url else []
    label = GAP.join([":speech_balloon: *We answered*", by, words.when(_at(reply)), *link])
    return [context(label), quotes.said(reply.text, WORDS, reply.url or "")]


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
