"""What a machine may suggest: only where it is urgent and a team fits, and never over a person's word."""

from dataclasses import replace

import pytest

from bot.cases.case import HandoffState, Priority, Status
from bot.cases.suggestion import suggested
from tests.cases.samples import case, handoff
from tests.outside import JUDGED

URGENT = replace(JUDGED, urgency=Priority.URGENT, reason="a child alone", team="baggage")


def test_an_urgent_case_suggests_the_team_with_the_reason_in_words():
    offer = suggested(case(judgement=URGENT))
    assert (offer.team, offer.reason, offer.by) == ("baggage", "Lost bag: a child alone", "fake")


def test_the_team_that_the_desks_own_words_name_fits_too():
    assert suggested(case(team="baggage", judgement=replace(URGENT, team=None))).team == "baggage"


@pytest.mark.parametrize(
    "changes",
    [
        {"judgement": None},
        {"judgement": replace(URGENT, urgency=Priority.HIGH)},
        {"judgement": replace(URGENT, team=None)},
        {"judgement": replace(URGENT, topic="", reason="")},
        {"judgement": replace(URGENT, corrected_by="U0ANN")},
        {"status": Status.RESOLVED},
        {"handoffs": (handoff(),)},
        {"handoffs": (handoff(team="other"),)},
        {"handoffs": (handoff(state=HandoffState.DECLINED),)},
    ],
)
def test_otherwise_nothing_is_suggested(changes):
    assert suggested(case(**{"judgement": URGENT, **changes})) is None
