"""A machine's proposal raises a case and never lowers, hides or overrules."""

from dataclasses import replace

import pytest

from bot.cases.case import Priority, Status
from bot.cases.judgement import Judgement, Kind, Sentiment
from bot.cases.lifecycle import judged
from tests.cases.samples import case, settings

URGENT = Judgement(
    kind=Kind.COMPLAINT,
    urgency=Priority.URGENT,
    sentiment=Sentiment.NEGATIVE,
    by="m",
    reason="a child alone",
    team="Baggage",
)


def test_a_higher_urgency_counts_with_its_reason() -> None:
    after = judged(case(), URGENT, settings())
    assert (after.priority, after.priority_reason) == (Priority.URGENT, "a child alone")


@pytest.mark.parametrize("kind", Kind)
def test_no_kind_of_case_is_lowered_or_hidden(kind: Kind) -> None:
    before = case(priority=Priority.HIGH, priority_reason="says “refund”", team="x")
    proposal = replace(URGENT, kind=kind, urgency=Priority.LOW)
    assert judged(before, proposal, settings()) == replace(before, judgement=proposal)


def test_a_team_of_the_desk_is_named_where_none_is() -> None:
    assert judged(case(), URGENT, settings()).team == "baggage"
    assert judged(case(team="other"), URGENT, settings()).team == "other"


def test_a_team_that_does_not_exist_is_not_named() -> None:
    assert judged(case(), replace(URGENT, team="the press"), settings()).team is None


def test_a_resolved_case_stays_as_it_is() -> None:
    done = case(status=Status.RESOLVED)
    assert judged(done, URGENT, settings()) == done
