"""What would surprise people about a desk file that can be read."""

from bot.cases.settings import Desk, Permissions, Settings, Sla, Team, X
from bot.config.advice import look_over

DESK, HANDLE = Desk(channel="C0DESK", timezone="Europe/Berlin"), X(handle="acmeair")
BAGGAGE = Team(name="baggage", channel="C0BAGGAGE", members=("U0BAG",), keywords=("luggage", "lost bag"))


def said(*teams, desk=DESK, **changes):
    """What stands in each line, wrong or only to be looked at."""
    return [finding.line() for finding in look_over(Settings(desk=desk, x=HANDLE, teams=teams, **changes))]


def test_a_desk_file_without_surprises_is_left_in_peace():
    clock = Team(
        name="refunds", channel="C0REFUND", members=("U0R",), answer_within_minutes=15, escalate_to=("U0LEAD",)
    )
    assert said(BAGGAGE, clock, sla=Sla(hours=("mon-fri 08:00-20:00",))) == []


def test_a_team_in_the_desks_own_channel_is_named():
    (line,) = said(Team(name="baggage", channel="C0DESK", members=("U0BAG",)))
    assert line.startswith("• Team baggage: its channel is the desk's own, C0DESK")


def test_two_teams_in_one_channel_are_named():
    (line,) = said(BAGGAGE, Team(name="lost", channel="C0BAGGAGE", members=("U0BAG",)))
    assert line == "• Teams: teams baggage and lost share C0BAGGAGE; give each its own unless you want that."


def test_a_team_without_members_is_named():
    (line,) = said(Team(name="baggage", channel="C0BAGGAGE"))
    assert "has no members, so nobody is named" in line


def test_keywords_of_two_teams_are_named():
    (line,) = said(BAGGAGE, Team(name="lost", channel="C0LOST", members=("U0BAG",), keywords=("Lost Bag", "found")))
    assert line.startswith("• Teams: lost bag suggest both baggage and lost, so the first wins")


def test_half_a_clock_is_named():
    within = Team(name="a", channel="C0A", members=("U0A",), answer_within_minutes=15)
    after = Team(name="b", channel="C0B", members=("U0B",), escalate_to=("U0LEAD",))
    first, second = said(within, after)
    assert "nobody comes at the end, so the desk's channel is told" in first and "but not when" in second


def test_approval_that_nobody_can_give_is_wrong():
    (line,) = said(permissions=Permissions(needs_approval=("U0NEW",)))
    assert line.startswith("✗ Desk file: permissions.needs_approval names people, but nobody may approve")


def test_a_desk_that_is_hardly_open_is_named():
    (line,) = said(sla=Sla(hours=("mon 08:00-08:30",)))
    assert "open the desk for 0.5 hours a week only" in line


def test_office_hours_without_a_time_zone_are_named():
    (line,) = said(desk=Desk(channel="C0DESK"), sla=Sla(hours=("mon-sun 00:00-24:00",)))
    assert "counted in UTC" in line
