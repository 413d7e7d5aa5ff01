"""Looks a desk file over that can be read: what would surprise people, though it is no mistake in form."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from bot.cases.settings import Settings, Team
from bot.cases.sla import parse_hours
from bot.config.faults import listed
from bot.ports.findings import Finding, please_look

SHORT_WEEK_HOURS = 5.0
ABOUT = "Desk file"


def look_over(settings: Settings) -> list[Finding]:
    return [*_teams(settings), *_approval(settings), *_hours(settings)]


def _teams(settings: Settings) -> Iterator[Finding]:
    for team in settings.teams:
        about = f"Team {team.name}"
        if team.channel == settings.desk.channel:
            words = f"its channel is the desk's own, {team.channel}, so its threads stand among the cases"
            yield please_look(about, f"{words}; give it a channel of its own unless you want that.")
        if not team.members:
            yield please_look(about, "has no members, so nobody is named when it is asked; list them in teams.members.")
        yield from _clock(team, about, settings.leads)
    for one, other in combinations(settings.teams, 2):
        if one.channel == other.channel:
            words = f"teams {one.name} and {other.name} share {one.channel}; give each its own unless you want that."
            yield please_look("Teams", words)
        if both := sorted({word.casefold() for word in one.keywords} & {word.casefold() for word in other.keywords}):
            words = (
                f"{listed(both)} suggest both {one.name} and {other.name}, so the first wins; keep each in one team."
            )
            yield please_look("Teams", words)


def _clock(team: Team, about: str, lead: tuple[str, ...]) -> Iterator[Finding]:
    if (team.answer_within_minutes or team.steps) and not (team.escalate_to or lead):
        words = "has a time to answer, but nobody comes at the end, so the desk's channel is told"
        yield please_look(about, f"{words}; name somebody in permissions.lead.")
    if team.escalate_to and not team.answer_within_minutes:
        yield please_look(about, "names who comes next, but not when; set teams.answer_within_minutes.")


def _approval(settings: Settings) -> Iterator[Finding]:
    rights = settings.permissions
    if rights.needs_approval and not rights.approve:
        words = "permissions.needs_approval names people, but nobody may approve, so their replies wait for ever"
        yield Finding(False, ABOUT, f"{words}; name approvers in permissions.approve.")


def _hours(settings: Settings) -> Iterator[Finding]:
    blocks = parse_hours(settings.sla.hours)
    if not blocks:
        return
    week = sum((_minutes(block.closes) or 24 * 60) - _minutes(block.opens) for block in blocks) / 60
    if week < SHORT_WEEK_HOURS:
        words = f"sla.hours open the desk for {week:.1f} hours a week only, so hardly anything is ever late"
        yield please_look(ABOUT, f"{words}; correct them.")
    if settings.desk.timezone == "UTC":
        yield please_look(ABOUT, "sla.hours are counted in UTC; set desk.timezone if your office is elsewhere.")


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
