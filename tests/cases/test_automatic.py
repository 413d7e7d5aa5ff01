"""When a rule of the desk file holds for a case, and in which words."""

from datetime import timedelta

import pytest

from bot.cases import automatic
from bot.cases.case import HandoffState, Priority, ReplyState
from bot.cases.escalation import Office
from bot.cases.settings import EscalateWhen
from bot.cases.sla import calendar
from tests.cases import samples
from tests.cases.samples import NOON

OFFICE = Office()
MINUTE = timedelta(minutes=1)


def rule(**conditions) -> EscalateWhen:
    return EscalateWhen(team="baggage", **conditions)


def why(given: EscalateWhen, contacts: int = 1, minutes: float = 0, **case) -> str | None:
    return automatic.why(given, samples.case(**case), NOON + minutes * MINUTE, contacts, OFFICE)


LOUD = {"author": samples.author(followers=20_000)}
HOLDS = {
    "a keyword": (rule(keyword=("my bag",)), {}, "says “my bag”"),
    "a priority": (rule(priority="high"), {"priority": Priority.URGENT}, "is urgent"),
    "followers": (rule(followers=10_000), LOUD, "comes from somebody with 20,000 followers"),
    "silence": (rule(unanswered_minutes=30), {"minutes": 30}, "has waited 30 minutes for an answer"),
    "contacts": (rule(contacts_in_week=3), {"contacts": 3}, "is this customer's case number 3 in a week"),
    "two at once": (
        rule(keyword=("bag",), followers=10_000),
        LOUD,
        "says “bag” and comes from somebody with 20,000 followers",
    ),
}
HOLDS_NOT = {
    "another word": (rule(keyword=("baggage",)), {}),
    "less urgent": (rule(priority="urgent"), {"priority": Priority.HIGH}),
    "few followers": (rule(followers=10_000), {}),
    "too early": (rule(unanswered_minutes=30), {"minutes": 29}),
    "few contacts": (rule(contacts_in_week=3), {"contacts": 2}),
    "one of two": (rule(keyword=("bag",), followers=10_000), {}),
}


@pytest.mark.parametrize(("given", "case", "words"), HOLDS.values(), ids=HOLDS.keys())
def test_a_rule_holds_for_a_reason(given, case, words):
    assert why(given, **case) == words


@pytest.mark.parametrize(("given", "case"), HOLDS_NOT.values(), ids=HOLDS_NOT.keys())
def test_a_rule_holds_only_where_all_its_conditions_do(given, case):
    assert why(given, **case) is None


def test_whoever_has_our_answer_waits_no_longer_until_they_write_again():
    answer = samples.reply(state=ReplyState.POSTED, posted_at=NOON + MINUTE)
    assert why(rule(unanswered_minutes=5), minutes=60, replies=(answer,)) is None
    posts = (samples.post(), samples.post(2, id="1002", created_at=NOON + 50 * MINUTE))
    assert why(rule(unanswered_minutes=5), minutes=54, replies=(answer,), posts=posts) is None
    assert why(rule(unanswered_minutes=5), minutes=55, replies=(answer,), posts=posts)


def test_waiting_is_counted_in_office_hours_unless_the_rule_is_urgent():
    office = Office(calendar(("mon-fri 08:00-12:10",), "UTC"))
    case = samples.case()  # opened on a Friday at noon
    patient, urgent = rule(unanswered_minutes=20), rule(unanswered_minutes=20, urgent=True)
    assert automatic.unanswered_at(urgent, case, office) == NOON + 20 * MINUTE
    assert automatic.unanswered_at(patient, case, office) == NOON + timedelta(days=2, hours=20, minutes=10)


def test_a_rule_asks_once_and_never_a_team_that_has_the_case():
    given, other = rule(keyword=("bag",)), rule(keyword=("bag", "case"))
    by_rule = samples.handoff(by="", rule=automatic.name(given), state=HandoffState.DECLINED)
    assert automatic.may_ask(given, samples.case())
    assert not automatic.may_ask(given, samples.case(handoffs=(by_rule,)))
    assert automatic.may_ask(other, samples.case(handoffs=(by_rule,)))
    assert not automatic.may_ask(other, samples.case(handoffs=(samples.handoff(),)))


def test_the_next_look_is_when_the_first_rule_comes_due():
    rules = (rule(unanswered_minutes=30), rule(unanswered_minutes=20), rule(keyword=("bag",)))
    assert automatic.next_look(rules, samples.case(), NOON, OFFICE) == NOON + 20 * MINUTE
    assert automatic.next_look(rules, samples.case(), NOON + 20 * MINUTE, OFFICE) == NOON + 30 * MINUTE
    asleep = samples.case(snoozed_until=NOON + 600 * MINUTE)
    assert automatic.next_look(rules, asleep, NOON + 40 * MINUTE, OFFICE) == NOON + 600 * MINUTE
    assert automatic.next_look(rules[2:], samples.case(), NOON, OFFICE) is None
