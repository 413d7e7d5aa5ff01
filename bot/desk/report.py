"""The desk's week in figures: once a week for all, and at any time for a lead who asks."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases import outbox, report
from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.report import Report
from bot.desk.desk import Desk
from bot.ports.assistant import Assistant, NoHelp
from bot.ports.queries import Queries

WORTH = timedelta(days=2)
"""A report that would come later than that is not given any more."""


async def weekly(desk: Desk, queries: Queries, assistant: Assistant | None, workspace: str) -> datetime | None:
    """Give the report that is due, if there is something to tell; when to come back, or None where none is wanted."""
    now, zone = desk.clock.now(), desk.settings.zone
    due = report.dates(desk.settings.desk.weekly_report, zone, now)
    if due is None:
        return None
    last, following = due
    week = f"{last:%G-W%V}"
    if now - last > WORTH or await queries.reported(week):
        return following
    made = await _made(desk, queries, assistant, *report.span(last))
    if made.week.cases or made.before.cases:
        async with desk.store.change(person=False) as change:
            kept = await change.keep_report(week, made)
            if kept:
                await change.deliver(outbox.report(workspace, desk.settings.desk.channel, kept, now))
    return following


async def lately(desk: Desk, queries: Queries, assistant: Assistant | None, by: Actor) -> Report:
    """The last seven days, beside those before."""
    desk.check(by, Step.REPORT)
    now = desk.clock.now()
    return await _made(desk, queries, assistant, now - report.WEEK, now, by.id)


async def _made(
    desk: Desk, queries: Queries, assistant: Assistant | None, since: datetime, until: datetime, by: str | None = None
) -> Report:
    words = [word for team in desk.settings.teams for word in team.keywords]
    week = await queries.figures(since, until, words)
    before = await queries.figures(since - report.WEEK, since, words)
    made = Report(week=week, before=before, sentences=report.plain(week, before))
    if assistant is None or not assistant.standing.on:
        return made
    try:
        told = await assistant.week(made, by)
    except NoHelp:
        return made
    sentences = tuple(each for each in told if report.supported(each, made))
    return replace(made, sentences=sentences, by=assistant.name) if sentences else made
