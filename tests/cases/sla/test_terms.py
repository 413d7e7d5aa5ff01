"""Which promise is made to whom: by priority, team and tier, in whose office hours."""

from datetime import date, timedelta

import pytest

from bot.cases.case import Priority
from bot.cases.settings import Desk, Sla, SlaRule, Team, Tier
from bot.cases.sla import calendar_of, terms_of, tier_of
from tests.cases.samples import NOON, author, case, settings

RULES = (
    SlaRule(priority="urgent", first_reply_minutes=10),
    SlaRule(tier="gold", first_reply_minutes=8, next_reply_minutes=30),
    SlaRule(priority="urgent", team="baggage", tier="gold", first_reply_minutes=5),
    SlaRule(team="baggage", resolve_hours=8),
)
TIERS = (
    Tier(name="gold", handles=("@Vera", "omar")),
    Tier(name="heard", followers=100_000),
    Tier(name="known", verified=True),
)


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [
        ({}, (20, 60, 48 * 60)),
        ({"priority": Priority.URGENT}, (10, 60, 48 * 60)),
        ({"priority": Priority.URGENT, "tier": "gold"}, (10, 30, 48 * 60)),  # one condition each: the first in the file
        ({"priority": Priority.URGENT, "tier": "gold", "team": "baggage"}, (5, 30, 8 * 60)),
        ({"team": "Baggage"}, (20, 60, 8 * 60)),
    ],
)
def test_the_most_specific_rule_that_names_a_time_wins(kind, minutes):
    terms = terms_of(case(**kind), settings(sla=Sla(rules=RULES)))
    assert (terms.first_reply, terms.next_reply, terms.resolve) == tuple(timedelta(minutes=each) for each in minutes)


@pytest.mark.parametrize(
    ("kind", "tier"),
    [
        ({"handle": "vera"}, "gold"),
        ({"handle": "OMAR", "followers": 200_000}, "gold"),
        ({"handle": "ida", "followers": 100_000}, "heard"),
        ({"handle": "ida", "verified": True}, "known"),
        ({"handle": "ida", "followers": 99_999}, None),
    ],
)
def test_the_first_tier_that_the_customer_belongs_to_counts(kind, tier):
    assert tier_of(author(**kind), settings(tiers=TIERS)) == tier


def test_a_team_may_have_its_own_hours_zone_and_holidays_and_has_the_desks_in_place_of_what_it_lacks():
    teams = (
        Team(name="oslo", channel="C1", timezone="Europe/Oslo", holidays=(date(2026, 11, 23),)),
        Team(name="night", channel="C2", hours=()),
    )
    desk = Desk(channel="C0", timezone="UTC")
    given = settings(desk=desk, teams=teams, sla=Sla(hours=("mon-fri 08:00-20:00",), holidays=(date(2026, 11, 24),)))
    saturday, minute = NOON + timedelta(days=1), timedelta(minutes=1)
    opens = {name: calendar_of(name, given).due(saturday, minute).isoformat() for name in ("oslo", "night", None)}
    assert opens == {
        "oslo": "2026-11-24T07:01:00+00:00",
        "night": "2026-11-21T12:01:00+00:00",
        None: "2026-11-23T08:01:00+00:00",
    }
