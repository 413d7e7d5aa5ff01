"""Lists of cases: `/cases`, the desk at a glance, the App Home; and the private preview of a reply from a thread."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.cases import spend
from bot.cases import text as texts
from bot.cases.case import Case, Priority, WaitingFor
from bot.cases.lifecycle import Step
from bot.ports.queries import Backlog, Line, Overview
from bot.slack import words
from bot.slack.blocks import (
    VALUE,
    Block,
    Json,
    actions,
    button,
    context,
    divider,
    drawn,
    fields,
    header,
    home,
    literal,
    plain,
    quote,
    rich,
    section,
)
from bot.slack.draft import Draft
from bot.slack.ids import Button, Target
from bot.slack.steps import LABELS

GAP = "  ·  "
SHOWN, HOME_SHOWN = 20, 10
WORDS = 110
NOTHING = ":seedling: Nothing waits here. New cases show up by themselves."
WAITS = {
    WaitingFor.CUSTOMER: "waits for the customer",
    WaitingFor.TEAM: "waits for a team",
    WaitingFor.SNOOZE: "snoozed",
}
COUNTED = 1_000  # where counts of an overview end


May = Callable[[Step], bool]
"""Whether the one who looks may take a step."""


def anything(_: Step) -> bool:
    return True


class Look(Protocol):
    """When a network was last looked at with success, and the problem since then, if any."""

    @property
    def network(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def problem(self) -> str: ...


def cases(
    lines: Sequence[Line],
    now: datetime,
    workspace_url: str,
    title: str = "Open cases",
    may: May = anything,
    people: words.People | None = None,
) -> list[Json]:
    """`workspace_url` is Slack's own address of the workspace, for links. With `people` owners are named, not pinged,
    as whatever is not ephemeral wants it."""
    return drawn([section(f"*{texts.escape(title)}*"), *_cases(lines, now, workspace_url, may, people)])


def desk(overview: Overview, looks: Sequence[Look], name: str, budget: float | None = None) -> list[Json]:
    """The desk in figures: what is open, what it costs, whether the networks are read, and what waits to be sent."""
    figures = (
        ("Open", overview.open),
        ("Nobody has them", overview.unowned),
        ("Late", overview.late),
        ("Unsure answers", overview.unsure),
        ("Opened today", overview.opened_today),
        ("Answered today", overview.answered_today),
    )
    last = overview.last_mention_at
    heard = f"Last mention {words.when(last)}" if last else "No mention yet"
    return drawn(
        [
            header(name),
            fields(*(f"*{label}*\n{_figure(count)}" for label, count in figures)),
            context(heard),
            context(_costs(overview.spent, budget)),
            *(context(line) for line in _looks(looks)),
            *([context(_unsure(overview.unsure, overview.unsure_since))] if overview.unsure_since else []),
            *(context(_storm(channel, since)) for channel, since in overview.storms[:20]),
            *(context(_backlog(lane)) for lane in overview.lanes[:20] if lane.waiting),
        ]
    )


def home_view(
    mine: Sequence[Line],
    unowned: Sequence[Line],
    late: Sequence[Line],
    now: datetime,
    workspace_url: str,
    name: str,
    channel: str,
    may: May = anything,
) -> Json:
    """A person's App Home; each case stands once, where it matters most. `channel` is the desk's."""
    seen: set[int] = set()
    shown: list[Block] = []
    for title, lines in (("Late", late), ("Yours", mine), ("Nobody has these yet", unowned)):
        fresh = [line for line in lines if line.id not in seen][:HOME_SHOWN]
        seen.update(line.id for line in fresh)
        if fresh:
            shown += [section(f"*{title}*"), *_lines(fresh, now, workspace_url, may), divider()]
    if not shown:
        return home([header(name), section(NOTHING), divider(), *_lesson(channel)])
    return home([header(name), *shown, context("`/cases` lists all open cases, `/desk` shows the desk at a glance.")])


def preview(case: Case, draft: Draft, written: str, seen: int, sure: bool | None = None) -> tuple[str, list[Json]]:
    """What a reply written in a thread will look like in public, for its author's eyes; text and blocks."""
    network = words.network(case)
    to = f"to @{case.author.handle} on {network}"
    target = Target(case=case.id, seen=seen, text=written, sure=sure)
    fits = len(target.write()) <= VALUE
    carried = target if fits else Target(case=case.id, seen=seen)
    can_go = fits and draft.sendable
    buttons = [button("Send", Button.SEND, target, "primary")] if can_go else []
    blocks = [
        context("*Will be posted*", literal(f"{to}. Only you see this.")),
        rich(quote(plain(texts.cut(draft.published, 2_800) or "Nothing yet."))),
        context(words.count(draft, network)),
        *([context(words.link_price(network))] if draft.links else []),
        actions(*buttons, button("Edit…", Button.EDIT, carried)),
    ]
    return texts.escape(f"Will be posted {to}: {draft.published}"), drawn(blocks)


def permalink(workspace_url: str, channel: str, ts: str) -> str:
    return f"{workspace_url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"


def _cases(
    lines: Sequence[Line], now: datetime, workspace_url: str, may: May, people: words.People | None
) -> list[Block]:
    if not lines:
        return [section(NOTHING)]
    more = [context(f"… and more. Name one like `#{lines[0].number}` to work on it.")] if len(lines) > SHOWN else []
    return [*_lines(lines[:SHOWN], now, workspace_url, may, people), *more]


def _lines(
    lines: Sequence[Line], now: datetime, workspace_url: str, may: May, people: words.People | None = None
) -> list[Block]:
    return [block for line in lines for block in _line(line, now, workspace_url, may, people)]


def _line(line: Line, now: datetime, workspace_url: str, may: May, people: words.People | None) -> list[Block]:
    """A case in two lines, with the button that is wanted next, for those who may press it."""
    number = f"#{line.number}"
    if line.ts and workspace_url:
        number = words.linked(permalink(workspace_url, line.channel, line.ts), number)
    facts = []
    if line.priority < Priority.NORMAL:
        facts.append(words.MARKS[Priority(line.priority)])
    if line.owner:
        facts.append(words.named(line.owner, people) if people else words.mention(line.owner))
    if line.waiting_for:
        facts.append(WAITS[WaitingFor(line.waiting_for)])
    if line.due:
        facts.append(f"{words.LATE} since {words.when(line.due)}" if line.due <= now else f"due {words.when(line.due)}")
    target = Target(case=line.id)
    step = Step.REPLY if line.owner else Step.CLAIM
    wanted = button(LABELS[step], Button(step), target) if may(step) else None
    said = " ".join(texts.cut(line.text, WORDS).split())
    about = context(f"*{number}*", literal(f"@{line.handle}"), *([GAP.join(facts)] if facts else []))
    return [about, section(literal(said), beside=wanted)]


def _lesson(channel: str) -> list[Block]:
    """Three steps, for whoever is here for the first time."""
    return [
        section("*How a case is answered*"),
        section(f":one:  Each case stands in <#{channel}>. Press *Claim*, or pick one from `/cases`."),
        section(":two:  Answer in public with *Reply* or `/reply #12`. Nothing else that you write becomes public."),
        section(":three:  Ask for help with `/escalate #12 baggage reason`, or hand over with `/assign #12 @name`."),
        context("`/desk` shows the whole desk at a glance."),
    ]


def _figure(count: int) -> str:
    return f"{count:,}" if count < COUNTED else f"{COUNTED:,} or more"


def _costs(spent: float, budget: float | None) -> str:
    warning = spend.warning(spent, budget)
    return f":warning: {warning}" if warning else f":moneybag: {spend.summary(spent, budget)}"


def _looks(looks: Sequence[Look]) -> list[str]:
    """While all is well one line is enough; else each source has its own."""
    times = [look.at for look in looks if look.at and not look.problem]
    if len(looks) < 2 or len(times) < len(looks):
        return [_look(look) for look in looks[:10]]
    networks = dict.fromkeys(words.network_name(look.network.partition(":")[0]) for look in looks)
    return [f":large_green_circle: *{', '.join(networks)}* last read {words.when(min(times), words.TIME_WITH_SECONDS)}"]


def _unsure(count: int, since: datetime) -> str:
    if count == 1:
        return f":grey_question: Nobody knows of one message whether it arrived, since {words.when(since)}"
    return f":grey_question: Nobody knows of {_figure(count)} messages whether they arrived, since {words.when(since)}"


def _look(look: Look) -> str:
    network = words.network_name(look.network)
    read = f"last read {words.when(look.at, words.TIME_WITH_SECONDS)}" if look.at else "not read yet"
    if look.problem:
        return f":warning: *{network}* {read}. {texts.escape(look.problem)}"
    return f"{':large_green_circle:' if look.at else ':white_circle:'} *{network}* {read}"


def _storm(channel: str, since: datetime) -> str:
    return (
        f":cloud_with_lightning: *Storm* in <#{channel}> since {words.when(since)}: "
        "one message there stands for most of the new cards"
    )


def _backlog(lane: Backlog) -> str:
    _, _, rest = lane.lane.partition("/")
    kind, _, where = rest.partition("/")
    what = {"post": f"messages to <#{where}>", "edit": "updates of cards", "publish": "public answers"}.get(kind, rest)
    since = f", the oldest since {words.when(lane.oldest)}" if lane.oldest else ""
    problem = f" {texts.escape(lane.problem)}" if lane.problem else ""
    return f":hourglass: {lane.waiting:,} {what} wait{since}.{problem}"
