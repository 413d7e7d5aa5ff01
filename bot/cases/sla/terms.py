"""What a customer is promised: by when we answer and resolve, by priority, team and tier, and in whose office hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from bot.cases.case import Author, Case
from bot.cases.ranks import Priority
from bot.cases.settings import Settings, Sla, SlaRule, Tier
from bot.cases.sla.calendar import Calendar, calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The promises for one case, in office time."""

    first_reply: timedelta
    next_reply: timedelta
    resolve: timedelta
    calendar: Calendar


def terms_of(case: Case, settings: Settings) -> Terms:
    return terms_for(case.priority, case.team, case.tier, settings)


def terms_for(priority: Priority, team: str | None, tier: str | None, settings: Settings) -> Terms:
    """What is promised to a case of that kind."""
    return _terms(settings.sla, priority, team, tier, calendar_of(team, settings))


@lru_cache(maxsize=256)  # a crowd is promised the same, case by case
def _terms(sla: Sla, priority: Priority, team: str | None, tier: str | None, hours: Calendar) -> Terms:
    rules = _fitting(sla, {"priority": priority.name, "team": team, "tier": tier})
    first, following, resolve = (
        next((value for rule in rules if (value := getattr(rule, time)) is not None), getattr(sla, time))
        for time in ("first_reply_minutes", "next_reply_minutes", "resolve_hours")
    )
    return Terms(
        first_reply=timedelta(minutes=first),
        next_reply=timedelta(minutes=following),
        resolve=timedelta(hours=resolve),
        calendar=hours,
    )


def calendar_of(team_name: str | None, settings: Settings) -> Calendar:
    """The team's own hours, zone and holidays, and the desk's in place of those that it has not."""
    team = settings.team(team_name) if team_name else None
    hours, zone, holidays = (team.hours, team.timezone, team.holidays) if team else (None, None, None)
    return calendar(
        settings.sla.hours if hours is None else hours,
        zone or settings.desk.timezone,
        settings.sla.holidays if holidays is None else holidays,
    )


def tier_of(author: Author, settings: Settings) -> str | None:
    """The first tier of the desk file that the customer belongs to."""
    return next((tier.name for tier in settings.tiers if _belongs(author, tier)), None)


def _belongs(author: Author, tier: Tier) -> bool:
    handles = {handle.lstrip("@").casefold() for handle in tier.handles}
    heard = tier.followers is not None and (author.followers or 0) >= tier.followers
    return author.handle.casefold() in handles or heard or (tier.verified and author.verified)


def _fitting(sla: Sla, kind: Mapping[str, str | None]) -> list[SlaRule]:
    """The rules that fit: those with more conditions first, then as they stand in the desk file."""
    fitting = [rule for rule in sla.rules if all(_fits(kind[what], wanted) for what, wanted in rule.conditions)]
    return sorted(fitting, key=lambda rule: -len(rule.conditions))


def _fits(has: str | None, wanted: str) -> bool:
    return has is not None and has.casefold() == wanted.casefold()
