"""When the desk asks a team by itself: the rules of the desk file, and whether they hold for a case."""

from collections.abc import Collection
from datetime import datetime

from bot.cases.case import Case, Priority, ReplyState
from bot.cases.escalation import Office
from bot.cases.priority import found
from bot.cases.settings import EscalateWhen


def name(rule: EscalateWhen) -> str:
    """By which a rule is known to have asked: its team and its conditions, so that an edited rule is another one."""
    return f"{rule.team.casefold()}: {'; '.join(_conditions(rule))}"


def why(rule: EscalateWhen, case: Case, now: datetime, contacts: int, office: Office) -> str | None:
    """In a few plain words why the rule holds; None where it does not. `contacts`: the author's cases in a week."""
    reasons: list[str] = []
    if rule.keyword:
        word = next((word for post in reversed(case.posts) if (word := found(post.mention.text, rule.keyword))), None)
        reasons += [f"says “{word}”"] if word else []
    if rule.priority and case.priority <= Priority[rule.priority.upper()]:
        reasons.append(f"is {case.priority.name.lower()}")
    if rule.followers and (case.author.followers or 0) >= rule.followers:
        reasons.append(f"comes from somebody with {case.author.followers:,} followers")
    if rule.unanswered_minutes and (due := unanswered_at(rule, case, office)) and due <= now:
        reasons.append(f"has waited {rule.unanswered_minutes:g} minutes for an answer")
    if rule.contacts_in_week and contacts >= rule.contacts_in_week:
        reasons.append(f"is this customer's case number {contacts} in a week")
    return " and ".join(reasons) if len(reasons) == len(_conditions(rule)) else None


def unanswered_at(rule: EscalateWhen, case: Case, office: Office) -> datetime | None:
    """When the customer has waited too long for this rule; None where nobody waits, or the rule asks for no time."""
    since = waits_since(case)
    if rule.unanswered_minutes is None or since is None:
        return None
    due = office.after(since, rule.unanswered_minutes, rule.urgent)
    return max(due, case.snoozed_until) if case.snoozed_until else due


def waits_since(case: Case) -> datetime | None:
    """The time of the first post that no public reply has come after; None where the last word is ours."""
    answered = [reply.posted_at for reply in case.replies if reply.state is ReplyState.POSTED and reply.posted_at]
    last = max(answered, default=None)
    open_ends = (post.mention.created_at for post in case.posts if last is None or post.mention.created_at > last)
    return next(open_ends, None)


def may_ask(rule: EscalateWhen, case: Case) -> bool:
    """A rule asks once for each case, and never a team that has it already."""
    return not any(
        handoff.rule == name(rule) or (handoff.running and handoff.team.casefold() == rule.team.casefold())
        for handoff in case.handoffs
    )


def next_look(rules: Collection[EscalateWhen], case: Case, now: datetime, office: Office) -> datetime | None:
    """When the rules that wait for an answer are to be looked at again."""
    dues = (unanswered_at(rule, case, office) for rule in rules if may_ask(rule, case))
    return min((due for due in dues if due and due > now), default=None)


def _conditions(rule: EscalateWhen) -> list[str]:
    given = {
        "says": ", ".join(rule.keyword),
        "priority": rule.priority,
        "followers": rule.followers,
        "unanswered": rule.unanswered_minutes,
        "contacts": rule.contacts_in_week,
    }
    return [f"{condition} {value}" for condition, value in given.items() if value]
