"""The message that stands for all cards that a storm holds back."""

from bot.cases import text as texts
from bot.cases.case import Case
from bot.cases.storms import HELD_AT_MOST, SHOWN_NEXT, Storm
from bot.cases.views import StormView
from bot.slack import words
from bot.slack.blocks import Block, actions, button, context, literal, section
from bot.slack.ids import Button, Target

GAP = "  ·  "
WORDS = 140


def text(view: StormView) -> str:
    report = view.report
    if report.storm.over:
        return "The storm is over: cards come one by one again."
    return f"Storm: {_cases(report.held)} wait behind this message. What is urgent still comes at once."


def blocks(view: StormView) -> list[Block]:
    report, storm = view.report, view.report.storm
    if storm.over:
        return [section(_over(storm)), *_wave(view)]
    minutes = round(HELD_AT_MOST.total_seconds() / 60)
    count = report.in_line
    line = f", and {count:,} more {'are' if count != 1 else 'is'} next in line" if count else ""
    way = (
        f"What is urgent still comes at once{line}. "
        f"The others come when you ask for them, when something happens to them, or after {minutes} minutes; "
        "`/cases` lists them all."
    )
    shown = [section(f":cloud_with_lightning: *Storm: {_cases(report.held)} wait behind this message*\n{way}")]
    if view.topics:
        about = GAP.join(f"*{texts.escape(name)}* {count:,}" for name, count in view.topics)
        of = "" if report.held <= len(report.texts) else f" (the first {len(report.texts)} by urgency)"
        by = f", by {texts.escape(view.by)}" if view.by else ""
        mark = ":sparkles: " if view.by else ""
        shown.append(section(f"{mark}What they are about{of}{by}:\n{about}"))
    if report.held:
        shown += [block for case in report.worst for block in _worst(case)]
        target = Target(case=0, storm=storm.id)
        shown.append(actions(button("Show next", Button.SHOW_NEXT, target, "primary")))
    shown += _wave(view)
    brings = f"{GAP}*Show next* brings the {SHOWN_NEXT} most urgent cards" if report.held else ""
    shown.append(context(f"Since {words.when(storm.since)}{brings}"))
    return shown


def _wave(view: StormView) -> list[Block]:
    """Many who say nearly the same."""
    wave = view.report.wave
    if not wave:
        return []
    count = f"{len(wave):,} new cases"
    if view.report.compared:
        count = f"{len(wave):,} of the first {view.report.compared:,} new cases"
    target = Target(case=wave[0].case, storm=view.report.storm.id)
    return [
        context(f":ocean: *{count} say nearly the same:*", literal(texts.cut(wave[0].text, WORDS))),
        actions(button("Reply to all of these…", Button.REPLY_TO_ALL, target)),
    ]


def _over(storm: Storm) -> str:
    since, ended = words.when(storm.since), words.when(storm.over_at or storm.since)
    kept = f"{_cases(storm.held)} waited behind this message; each has its card here by now, or it is on its way."
    return f":partly_sunny: *The storm is over: cards come one by one again.*\n{since} to {ended}. {kept}"


def _worst(case: Case) -> list[Block]:
    """A case in two lines."""
    post = case.latest
    link = words.linked(post.url, f"Open on {words.network(case)}")
    mark = words.MARKS[case.priority]
    said = " ".join(texts.cut(post.text, WORDS).split())
    facts = GAP.join([f"{mark} *{words.number(case)}*", link])
    return [context(facts, literal(f"@{post.author.handle}")), section(literal(said))]


def _cases(count: int) -> str:
    return f"{count:,} case{'s' * (count != 1)}"
