"""The desk's week: a few sentences, and the figures beside those of the week before."""

from bot.cases import text as texts
from bot.cases.report import Figures, duration
from bot.cases.views import ReportView
from bot.slack.blocks import Block, context, fields, literal, section

GAP = "  ·  "


def text(view: ReportView) -> str:
    return f"{texts.escape(view.desk)}: {_days(view.report.week)} in figures"


def blocks(view: ReportView) -> list[Block]:
    report = view.report
    return [
        section(f":bar_chart: *{texts.escape(view.desk)}*{GAP}{_days(report.week)}"),
        *([section(literal(" ".join(report.sentences)))] if report.sentences else []),
        fields(*_facts(report.week, report.before)),
        *_about(report.week),
        context(_whose(report.by)),
    ]


def _facts(week: Figures, before: Figures) -> list[str]:
    pairs = (
        ("Cases", _count(week.cases), _count(before.cases)),
        ("Answered", _count(week.answered), _count(before.answered)),
        ("First answer (median)", _time(week), _time(before)),
        ("Answered in time", _share(week), _share(before)),
        ("Became late", _count(week.late), _count(before.late)),
        ("Went to a team", _count(week.escalated), _count(before.escalated)),
    )
    return [f"*{name}*\n{now}{GAP}_before: {then}_" for name, now, then in pairs]


def _about(week: Figures) -> list[Block]:
    if not week.topics:
        return []
    named = GAP.join(f"*{texts.escape(name)}* {count:,}" for name, count in week.topics)
    return [section(f"What they were about:\n{named}")]


def _days(figures: Figures) -> str:
    """The last day is the one before the moment at which the span ends, where that is a midnight."""
    last = figures.until.fromtimestamp(figures.until.timestamp() - 1, figures.until.tzinfo)
    return f"{figures.since:%d %b} to {last:%d %b %Y}"


def _whose(by: str) -> str:
    if not by:
        return "The week in figures, once a week. `/desk report` shows the last seven days at any time."
    return (
        f":sparkles: _The sentences are by {texts.escape(by)}_; every number in them was checked against the figures."
    )


def _count(number: int) -> str:
    return f"{number:,}"


def _time(figures: Figures) -> str:
    return duration(figures) if figures.median is not None else "–"


def _share(figures: Figures) -> str:
    return f"{figures.share} %" if figures.share is not None else "–"
