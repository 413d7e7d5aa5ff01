"""What the promises of a desk file may not say: hours that never come, rules for nobody, tiers that fit no one."""

from collections.abc import Iterator
from datetime import date

from bot.cases.settings import Settings, SlaRule
from bot.cases.sla import Calendar, parse_hours
from bot.config.faults import Flaw, closest, listed


def flaws(settings: Settings) -> Iterator[Flaw]:
    sla, zone = settings.sla, settings.desk.timezone
    yield from _hours(sla.hours, sla.holidays, zone, "sla", 0)
    for nth, team in enumerate(settings.teams):
        if team.hours is not None or team.holidays is not None:
            hours = sla.hours if team.hours is None else team.hours
            holidays = sla.holidays if team.holidays is None else team.holidays
            yield from _hours(hours, holidays, team.timezone or zone, "teams", nth)
    for nth, tier in enumerate(settings.tiers):
        if not (tier.handles or tier.followers is not None or tier.verified):
            words = f'tier "{tier.name}" fits nobody; give it handles, followers or verified = true.'
            yield Flaw(sentence=words, section="tiers", nth=nth)
    for nth, rule in enumerate(sla.rules):
        yield from _rule(rule, settings, nth)


def _hours(hours: tuple[str, ...], holidays: tuple[date, ...], zone: str, section: str, nth: int) -> Iterator[Flaw]:
    for block in hours:
        try:
            parse_hours((block,))
        except ValueError as wrong:
            yield Flaw(sentence=f"{section}.hours: {wrong}.", section=section, key="hours", item=block, nth=nth)
            return
    if not Calendar(parse_hours(hours), zone, holidays).opens_within_a_year():
        words = f"{section}.holidays leave no open hour within a year; take some of them out."
        yield Flaw(sentence=words, section=section, key="holidays", nth=nth)


def _rule(rule: SlaRule, settings: Settings, nth: int) -> Iterator[Flaw]:
    section = "sla.rules"
    if not rule.conditions:
        words = "a rule of [[sla.rules]] says for whom: write priority, team or tier; for everybody, write it in [sla]."
        yield Flaw(sentence=words, section=section, nth=nth)
    if rule.first_reply_minutes is rule.next_reply_minutes is rule.resolve_hours is None:
        words = "a rule of [[sla.rules]] sets a time: write first_reply_minutes, next_reply_minutes or resolve_hours."
        yield Flaw(sentence=words, section=section, nth=nth)
    names = {"team": [team.name for team in settings.teams], "tier": [tier.name for tier in settings.tiers]}
    for key, wanted in rule.conditions:
        known = names.get(key)
        if known is None or wanted.casefold() in {name.casefold() for name in known}:
            continue
        near = closest(wanted, known)
        instead = f'did you mean "{near}"?' if near else f"use {listed(known, 'or')}." if known else "there is none."
        words = f'sla.rules.{key} "{wanted}" is no {key} of this file; {instead}'
        yield Flaw(sentence=words, section=section, key=key, nth=nth)
