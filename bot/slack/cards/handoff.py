"""A case as the team that was asked sees it: what is asked, in short who the customer is, and what was said."""

from bot.cases import text as texts
from bot.cases.case import Case, Handoff, HandoffState, Priority
from bot.cases.views import HandoffView
from bot.slack import conversation, words
from bot.slack.blocks import Block, Element, button, context, divider, fields, literal, picture, section
from bot.slack.ids import Button, Target
from bot.slack.steps import row
from bot.slack.words import People

GAP = "  ·  "
PASSED_ON = 3
LISTED = 12
INSIDE = "What you write in this thread reaches the desk and stays inside the company."


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
        *_passed_on(view, people),
        *_in_short(handoff),
        fields(*_summary(case, people)),
        divider(),
        *conversation.on_card(case, people),
        divider(),
        *_waiting(view),
        *_state(view, people),
        *row(view.steps, Target(case=case.id, handoff=handoff.id), *_whole(view)),
    ]


def _whole(view: HandoffView) -> list[Element]:
    """The way to what the card has no room for."""
    if not conversation.folded(view.case):
        return []
    return [button("Whole conversation", Button.CONVERSATION, Target(case=view.case.id))]


def _headline(view: HandoffView) -> str:
    case = view.case
    mark = f"{words.MARKS[case.priority]} " if case.priority < Priority.NORMAL else ""
    if view.handoff.escalation and view.handoff.escalation.urgent:
        mark = f"{words.MARKS[Priority.URGENT]} *Urgent*{GAP}"
    return f"{mark}*{words.number(case)}*{GAP}*Team {texts.escape(view.handoff.team)}, can you help?*"


def _quoted(text: str) -> str:
    return "\n".join(f">{each}" for each in text.splitlines()) or ">…"


def _asked(view: HandoffView, people: People) -> Block:
    handoff = view.handoff
    who = words.named(handoff.by, people) if handoff.by else f"A rule of the desk ({texts.escape(handoff.rule)})"
    parts = [f"{who} asks from <#{view.case.channel}>", words.when(handoff.asked_at)]
    if handoff.due and view.steps and handoff.state is not HandoffState.ASKING:
        parts.append(f":hourglass: please answer by {words.when(handoff.due)}")
    return context(*_face(handoff.by, people), GAP.join(parts))


def _passed_on(view: HandoffView, people: People) -> list[Block]:
    """Which teams have said before that it is not theirs, and why."""
    before = [each for each in view.case.handoffs if each.id < view.handoff.id and _gone(each, view.handoff.team)]
    return [context(_reason(each, people)) for each in before[-PASSED_ON:]]


def _in_short(handoff: Handoff) -> list[Block]:
    """A machine's few sentences, which come by edit."""
    made = handoff.summary
    return [context(f":sparkles: _In short, by {texts.escape(made.by)}:_", literal(made.text))] if made else []


def _gone(handoff: Handoff, team: str) -> bool:
    return handoff.state is HandoffState.DECLINED and handoff.team != team and bool(handoff.outcome)


def _reason(handoff: Handoff, people: People) -> str:
    who = words.named(handoff.ended_by, people)
    said = words.quiet(" ".join(handoff.outcome.split()), people)
    return f":leftwards_arrow_with_hook: {who} of team {texts.escape(handoff.team)} says it is not theirs: {said}"


def _summary(case: Case, people: People) -> list[str]:
    """By plain rules: who, since when, how often, and how it stands at the desk."""
    author, first = case.author, case.posts[0].mention
    handle = f"@{texts.escape(author.handle)}"
    who = f"{handle}{GAP}{words.followers(author.followers)}" if author.followers is not None else handle
    posts, answers = len(case.posts), len(conversation.told(case)) - len(case.posts)
    said = f"{posts} post{'s' * (posts != 1)}, {answers or 'no'} answer{'s' * (answers != 1)} from us"
    owner = words.named(case.owner, people) if case.owner else "Nobody yet"
    given = (
        ("Customer", who),
        ("Since", words.when(first.created_at)),
        ("So far", said),
        ("At the desk", f"{words.status(case)}{GAP}{owner}"),
    )
    return [f"*{name}*\n{value}" for name, value in given]


def _waiting(view: HandoffView) -> list[Block]:
    """The cases that wait for the same answer, and how many of their customers have heard it."""
    waiting = view.waiting
    if len(waiting) < 2:
        return []
    shown = [f"*#{each.number}* @{texts.escape(each.handle)}" for each in waiting[:LISTED]]
    if len(waiting) > LISTED:
        shown.append(f"and {len(waiting) - LISTED:,} more")
    told = sum(each.told for each in waiting)
    heard = f"{GAP}{told:,} told" if view.handoff.state is HandoffState.ANSWERED else ""
    return [section(f":busts_in_silhouette: *{len(waiting):,} cases wait for this*{heard}\n{GAP.join(shown)}")]


def _state(view: HandoffView, people: People) -> list[Block]:
    """How the request stands; with what was asked back, or answered, in full."""
    handoff, said = view.handoff, ""
    if handoff.state is HandoffState.ASKING:
        said = handoff.question
    elif handoff.state is HandoffState.ANSWERED:
        said = handoff.answer
    elif handoff.state is HandoffState.DECLINED:
        said = handoff.outcome
    quoted = words.parts(_quoted(words.quiet(said, people)), 3000)[:2] if said else []
    return [context(_line(view, people)), *(section(part) for part in quoted)]


def _line(view: HandoffView, people: People) -> str:
    handoff = view.handoff
    who = words.named(handoff.ended_by, people)
    ended = f"{GAP}{words.when(handoff.ended_at)}" if handoff.ended_at else ""
    match handoff.state:
        case HandoffState.DECLINED:
            return f":leftwards_arrow_with_hook: {who} gave it back to the desk: not for this team{ended}"
        case HandoffState.ANSWERED:
            what = "proposed a reply" if handoff.public else "answered the desk"
            return f":white_check_mark: {who} {what}{ended}{GAP}{INSIDE}"
        case HandoffState.RETURNED:
            return f":warning: Given back to the desk: {texts.escape(handoff.outcome)}"
        case HandoffState.CLOSED if view.case.open:
            return ":white_check_mark: The desk needs nothing more here."
    if not view.case.open and not view.steps:
        return f":white_check_mark: The case is resolved. {INSIDE}"
    if handoff.state is HandoffState.ASKING:
        return f":question: The desk is asked for more; the time to answer stands still. {INSIDE}"
    if handoff.taken_by:
        return f":raised_hands: {words.mention(handoff.taken_by)} is on it. {INSIDE}"
    return f":raising_hand: Nobody has taken it yet. {INSIDE}"


def _face(user: str, people: People) -> list[Element]:
    known = people(user)
    return [picture(known[1], known[0])] if known and known[1] else []
