"""The desk asks a team by itself, where a rule of the desk file holds for a case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases import automatic, outbox, text
from bot.cases.case import Case
from bot.cases.escalation import Office
from bot.cases.events import CaseEscalated, RuleHeldBack
from bot.cases.settings import EscalateWhen, Team
from bot.desk.asking import ask_team, steps_of
from bot.desk.desk import Desk
from bot.ports.keep import WAITING, keep
from bot.ports.store import Change

WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
MOST = 30
"""Requests of one rule within an hour; whatever a crowd writes, a team's channel stays readable."""


async def by_rule(desk: Desk, change: Change, case: Case, _: int) -> None:
    """A post has arrived."""
    await _look(desk, change, case, desk.settings.escalate_when)


async def by_waiting(desk: Desk, change: Change, case: Case, _: int) -> None:
    """A customer has waited so long as one of the rules says."""
    await _look(desk, change, case, [rule for rule in desk.settings.escalate_when if rule.unanswered_minutes])


async def _look(desk: Desk, change: Change, case: Case, rules: Sequence[EscalateWhen]) -> None:
    now, office = desk.clock.now(), Office.of(desk.settings)
    counting = any(rule.contacts_in_week for rule in rules)
    contacts = await change.contacts(case, now - WEEK) if counting else 0
    for rule in rules:
        team = desk.settings.team(rule.team)
        why = automatic.why(rule, case, now, contacts, office) if automatic.may_ask(rule, case) else None
        if team and why:
            case = await _ask(desk, change, case, team, rule, why)
    await change.set_timer(case, WAITING, automatic.next_look(rules, case, now, office))


async def _ask(desk: Desk, change: Change, case: Case, team: Team, rule: EscalateWhen, why: str) -> Case:
    now, known_as, why = desk.clock.now(), automatic.name(rule), text.escape(why)
    times = 1 + await change.asked_by_rule(known_as, now - HOUR)
    if held := await _held_back(change, case, known_as, now, times):
        if len(case.posts) == 1:  # what they add to it is not worth a line each
            await change.record(case, RuleHeldBack(at=now, team=team.name, rule=known_as, why=held))
        return case
    reason = f"{rule.reason} The case {why}.".strip()
    asked = await ask_team(desk, change, case, team, reason, "", urgent=rule.urgent, rule=known_as)
    asked = replace(asked, team=asked.team or team.name)
    happened = CaseEscalated(
        at=now,
        team=team.name,
        reason=reason,
        urgent=rule.urgent,
        rule=known_as,
        steps=steps_of(asked.handoffs[-1]),
    )
    words = f"Team {text.escape(team.name)} is asked by a rule of the desk, since the case {why}."
    if times == MOST:
        words += f" It has asked {MOST} times within an hour, so further cases stay with the desk for now."
    await change.deliver(outbox.notice(case, words, now))
    return await keep(change, case, asked, now, desk.settings, happened)


async def _held_back(change: Change, case: Case, rule: str, now: datetime, times: int) -> str:
    """Why the rule must not ask: no customer makes it ask again and again by opening one case after the other."""
    if times > MOST:
        return f"it has asked {MOST} times within an hour"
    if rule in await change.rules_set_off(case, now - DAY):
        return "it has asked about this customer before"
    return ""
