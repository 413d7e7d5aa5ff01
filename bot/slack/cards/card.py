"""The card of a case, and the customer's further posts in its thread."""

from bot.cases import text as texts
from bot.cases.case import Case, HandoffState, Mention, Priority, Reply, ReplyState
from bot.cases.lifecycle import MUTED
from bot.cases.sla import Clock
from bot.cases.suggestion import Suggestion
from bot.cases.views import CardView, PostView
from bot.slack import machine, quotes, words
from bot.slack.blocks import Block, button, context, fields, line, link, plain, quote, rich, section
from bot.slack.ids import Button, Target
from bot.slack.steps import card_row
from bot.slack.words import People

GAP = "  ·  "
RESOLVED_WORDS = 300
ANSWER_WORDS = 300
FALLBACK = 2_500

_PRIORITY = {
    Priority.URGENT: "Urgent",
    Priority.HIGH: "High",
    Priority.NORMAL: "Normal",
    Priority.LOW: "Low",
}
_HANDOFF = {
    HandoffState.OPEN: "asked",
    HandoffState.TAKEN: "on it",
    HandoffState.ASKING: "needs more",
    HandoffState.ANSWERED: "answered",
    HandoffState.DECLINED: "not theirs",
    HandoffState.RETURNED: "not reached",
    HandoffState.CLOSED: "done",
}
_REPLY = {
    ReplyState.APPROVAL: ":eyes: An answer waits for approval",
    ReplyState.WAITING: ":outbox_tray: An answer is on its way",
    ReplyState.UNSURE: ":mag: Checking whether our answer arrived",
    ReplyState.FAILED: ":warning: Our answer did not go out",
    ReplyState.POSTED: ":speech_balloon: We answered",
}


def text(view: CardView) -> str:
    """For notifications: urgency first, then who and what."""
    case, first = view.case, view.case.posts[0].mention
    alert = {Clock.LATE: "Late: ", Clock.AT_RISK: "At risk: "}.get(view.worst, "")
    if not case.open:
        alert = "Resolved: "
    elif not alert and case.priority is Priority.URGENT:
        alert = "Urgent: "
    return f"{alert}{words.number(case)} {_who(first)}: {_in_short(first)}"


def blocks(view: CardView, people: People) -> list[Block]:
    case, first = view.case, view.case.posts[0].mention
    if not case.open:
        return _resolved(view)
    return [
        section(_headline(view)),
        *quotes.whole(first),
        context(_about(case, first)),
        *([context(machine.judged(case, case.judgement))] if case.judgement else []),
        *([_suggested(case, view.suggestion)] if view.suggestion else []),
        fields(*_facts(view)),
        *_answer(case, people),
        card_row(case, view.steps),
    ]


def post_text(view: PostView) -> str:
    return f"{_who(view.post.mention)}: {_in_short(view.post.mention)}"


def post_blocks(view: PostView) -> list[Block]:
    mention = view.post.mention
    quiet = [] if mention.answerable else [f"{words.network(view.case)} does not let us answer this post"]
    return [*quotes.whole(mention), context(GAP.join([quotes.posted(mention), *quiet]))]


def _headline(view: CardView) -> str:
    case = view.case
    marks = [f"*{words.number(case)}*", words.status(case)]
    if case.priority < Priority.NORMAL:
        marks.append(f"{words.MARKS[case.priority]} *{_PRIORITY[case.priority]}*")
    if view.worst in (Clock.AT_RISK, Clock.LATE):
        marks.append(f"*{words.LATE if view.worst is Clock.LATE else words.AT_RISK}*")
    return GAP.join(marks)


def _about(case: Case, first: Mention) -> str:
    """When, where, why it is here, whether X lets us answer, and who else is in the conversation."""
    tier = f":star: {texts.escape(case.tier)}" if case.tier else ""
    language = first.language or (case.judgement.language if case.judgement else None)
    parts = [tier, quotes.posted(first), words.language(language), texts.escape(case.why), _answerable(case)]
    if case.others:
        numbers = ", ".join(f"#{number}" for number in case.others)
        parts.append(f"Also in this conversation: {numbers}")
    if len(case.posts) > 1:
        more = len(case.posts) - 1
        parts.append(f"*{more} more post{'s' * (more != 1)}* in the thread, {words.when(case.latest.created_at)}")
    return GAP.join(part for part in parts if part)


def _answerable(case: Case) -> str:
    network, answers = words.network(case), case.answers_to
    if answers is None:
        return f":lock: {network} does not let us answer this through its API"
    price = f" · {words.price(answers.price)}" if answers.price else ""
    return f"{network} lets us answer{price}"


def _facts(view: CardView) -> list[str]:
    case = view.case
    urgency = f"{words.MARKS[case.priority]} {_PRIORITY[case.priority]}"
    if case.priority_reason:
        urgency += f" · {texts.escape(case.priority_reason)}"
    owner = words.mention(case.owner) if case.owner else "Nobody yet"
    facts = [("Owner", owner), *_clocks(view), ("Priority", urgency)]
    if case.handoffs:
        asked = (f"{texts.escape(each.team)} ({_HANDOFF[each.state]})" for each in case.handoffs[-5:])
        facts.append(("Teams" if len(case.handoffs) > 1 else "Team", ", ".join(asked)))
    elif case.team:
        facts.append(("Team", texts.escape(case.team)))
    return [f"*{name}*\n{value}" for name, value in facts]


def _clocks(view: CardView) -> list[tuple[str, str]]:
    """What has to be done next, and by when; what is not pressing yet stands back behind it."""
    case = view.case
    reply, resolution = words.due(case.due, view.clock), words.due(case.resolve_due, view.resolution)
    shown = [("Reply due", reply)] if reply else []
    if resolution and (not reply or view.resolution is not Clock.RUNNING):
        shown.append(("To be resolved by", resolution))
    if case.resolves_at:
        shown.append(("Resolves itself", words.when(case.resolves_at)))
    return shown


def _suggested(case: Case, suggestion: Suggestion) -> Block:
    """What it says is what a click does."""
    target = Target(case=case.id, text=suggestion.words)
    ask = button(f"Ask team {suggestion.team}", Button.ASK_SUGGESTED, target)
    by = f"_suggested by {texts.escape(suggestion.by)}_"
    return section(f":sparkles: {texts.escape(suggestion.reason)}{GAP}{by}", beside=ask)


def _answer(case: Case, people: People) -> list[Block]:
    """The last public reply: the receipt on the card."""
    shown = next((each for each in reversed(case.replies) if each.state in _REPLY), None)
    if shown is None:
        return []
    at = shown.posted_at or shown.decided_at
    label = f"{_REPLY[shown.state]}{GAP}{_by(case, shown, people)}{GAP}{words.when(at)}"
    if shown.url:
        label += GAP + words.linked(shown.url, "View on X")
    return [context(label), rich(quote(plain(texts.cut(shown.text, ANSWER_WORDS) or "…")))]


def _by(case: Case, shown: Reply, people: People) -> str:
    return words.named(shown.by, people) if shown.by else f"by hand on {words.network(case)}"


def _resolved(view: CardView) -> list[Block]:
    """A closed case keeps still: one line of state, the words in short, one line of what became of it."""
    case, first = view.case, view.case.posts[0].mention
    author = first.author
    muted = case.resolution == MUTED
    done = [f"{':mute:' if muted else ':white_check_mark:'} {words.number(case)} resolved"]
    if case.resolved_at:
        done.append(words.when(case.resolved_at))
    if case.owner:
        done.append(words.mention(case.owner))
    if case.resolution:
        done.append("muted: no further post opens it" if muted else texts.escape(case.resolution))
    posted = next((each for each in reversed(case.replies) if each.state is ReplyState.POSTED and each.url), None)
    if posted and posted.url:
        done.append(words.linked(posted.url, "Our answer on X"))
    shown = quotes.GONE.get(first.gone) or " ".join(texts.cut(first.text, RESOLVED_WORDS).split()) or "…"
    return [
        context(GAP.join(done)),
        rich(line(link(author.url, words.author_name(author)), plain(f":  {shown}"))),
        card_row(case, view.steps),
    ]


def _who(mention: Mention) -> str:
    return f"{texts.escape(words.author_name(mention.author))} (@{texts.escape(mention.author.handle)})"


def _in_short(mention: Mention) -> str:
    return quotes.GONE.get(mention.gone) or texts.escape(texts.cut(mention.text, FALLBACK))
