"""The month's budget: its levels, and the words about it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.cases import spend
from bot.cases.counting import has_link
from bot.cases.spend import Level, Spend


@pytest.mark.parametrize(
    ("spent", "budget", "level"),
    [
        (79.99, 100.0, Level.FINE),
        (80.0, 100.0, Level.NEARLY),
        (99.99, 100.0, Level.NEARLY),
        (100.0, 100.0, Level.USED_UP),
        (0.0, 0.0, Level.USED_UP),
        (1e6, None, Level.FINE),
    ],
)
def test_four_fifths_warn_and_all_of_it_stops(spent, budget, level):
    assert spend.level(spent, budget) is level


def test_a_month_is_the_calendars_in_utc():
    still_november = datetime(2026, 12, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert spend.month_of(still_november) == date(2026, 11, 1)
    assert spend.month_of(datetime(2026, 12, 1, tzinfo=UTC)) == date(2026, 12, 1)


def test_the_summary_says_what_was_spent_of_what():
    assert spend.summary(12.3, 100) == "X this month: $12.30 of $100.00"
    assert spend.summary(1234.5, None) == "X this month: $1,234.50"


def test_warnings_say_what_follows_and_what_to_do():
    assert spend.warning(10, 100) == ""
    nearly, used_up = spend.warning(80, 100), spend.warning(100, 100)
    assert nearly.startswith("X this month: $80.00 of $100.00. When the budget is used up")
    assert "X is not read. Replies still go out." in used_up
    assert all("x.monthly_budget" in words for words in (nearly, used_up))


def test_what_is_billed_alike_adds_up():
    one = Spend(day=date(2026, 11, 20), kind="post_read", resources=2, dollars=0.01)
    assert one.plus(one) == Spend(day=one.day, kind=one.kind, resources=4, dollars=0.02)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("See https://acme.com/x", True),
        ("See https://acme.example", False),
        ("see acme.com", True),
        ("It is 3.5 km.", False),
        ("No.", False),
        ("", False),
    ],
)
def test_a_link_is_what_x_makes_a_link_of(text, link):
    assert has_link(text) is link
