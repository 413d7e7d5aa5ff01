"""A public reply in its thread, through all its states: from the decision to the receipt."""

from bot.cases import text as texts
from bot.cases.case import Case, Reply, ReplyState
from bot.cases.settings import EVERYONE
from bot.cases.views import ReplyView
from bot.slack import quotes, words
from bot.slack.blocks import Block, context, literal, picture, plain, quote, rich, section
from bot.slack.ids import Target
from bot.slack.steps import row
from bot.slack.words import TIME_WITH_SECONDS, People

GAP = "  ·  "


def text(view: ReplyView) -> str:
    """For notifications, which do not show times as people's own clocks do."""
    return f"{_state(view.case, view.reply)}: {texts.escape(view.reply.text)}"


def blocks(view: ReplyView, people: People) -> list[Block]:
    shown = view.reply
    said = texts.cut(shown.text, 2_800) or "…"
    return [
        _author(view, people),
        rich(quote(plain(said, strike=shown.state is ReplyState.UNDONE))),
        *quotes.translated(shown.translation, shown.text),
        context(_line(view.case, shown, people)),
        *([section(_asked(view))] if view.approvers else []),
        *row(view.steps, Target(case=view.case.id, reply=shown.id)),
    ]


def _asked(view: ReplyView) -> str:
    """Whoever may approve is told once, when this is posted; drawing it afresh tells nobody."""
    who = " ".join(words.mention(each) for each in view.approvers if each not in EVERYONE and each != view.reply.by)
    return f"{who} Please read it: *Approve* lets it go out."


def _author(view: ReplyView, people: People) -> Block:
    shown, case = view.reply, view.case
    to = literal(f"to @{case.author.handle}")
    if shown.by is None:
        return context(f"Answered by hand on {words.network(case)}", to)
    known = people(shown.by)
    face = [picture(known[1], known[0])] if known and known[1] else []
    return context(*face, words.named(shown.by, people), to)


def _state(case: Case, shown: Reply) -> str:
    network = words.network(case)
    if shown.state is ReplyState.UNSURE and shown.asked:
        return f":grey_question: Nobody knows whether this reached {network}"
    return {
        ReplyState.APPROVAL: f":eyes: Waits for approval before it goes to {network}",
        ReplyState.WAITING: f":outbox_tray: Goes to {network}",
        ReplyState.UNSURE: f":mag: Checking whether this reached {network}",
        ReplyState.POSTED: f":white_check_mark: Posted on {network}",
        ReplyState.FAILED: f":x: Not posted on {network}",
        ReplyState.UNDONE: f":leftwards_arrow_with_hook: Taken back before it reached {network}",
        ReplyState.SENT_BACK: f":leftwards_arrow_with_hook: Sent back, not posted on {network}",
    }[shown.state]


def _line(case: Case, shown: Reply, people: People) -> str:
    if shown.state is ReplyState.WAITING and shown.problem:
        network = words.network(case)
        return f":warning: *Not on {network} yet.* {texts.escape(shown.problem)} It is tried again by itself."
    at = f" at {words.when(shown.send_at, TIME_WITH_SECONDS)}" if shown.state is ReplyState.WAITING else ""
    parts = [f"*{_state(case, shown)}{at}*"]
    if shown.posted_at:
        parts.append(words.when(shown.posted_at))
    if shown.url:
        parts.append(words.linked(shown.url, "View on X"))
    if shown.state is ReplyState.UNSURE and shown.asked:
        parts.append(f"{_where_to_look(case, shown)}, then say what you saw")
    if shown.approved_by:
        parts.append(f"approved by {words.named(shown.approved_by, people)}")
    if shown.problem:
        parts.append(words.quiet(shown.problem, people))
    return GAP.join(parts)


def _where_to_look(case: Case, shown: Reply) -> str:
    network = words.network(case)
    answered = next((post.mention for post in case.posts if post.mention.id == shown.answers), None)
    return words.linked(answered.url, f"Look on {network}") if answered else f"Look on {network}"
