"""Until when a case sleeps: what is offered, and what people write for it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cases import snoozes
from bot.cases.sla import calendar
from tests.cases.samples import NOON  # a Friday

ALWAYS = calendar((), "UTC")
OFFICE = calendar(("mon-fri 08:00-20:00",), "UTC")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2h", 120),
        ("45 min", 45),
        ("for 3 days", 3 * 24 * 60),
        ("1h 30m", 90),
        ("1 hour and 5 minutes", 65),
        ("1W", 10080),
    ],
)
def test_a_time_to_come_may_be_a_span(text, minutes):
    assert snoozes.read(text, NOON, OFFICE) == NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("tomorrow", "2026-11-23 08:00"),  # a Saturday has no hours
        ("until monday", "2026-11-23 08:00"),
        ("Friday", "2026-11-27 08:00"),
        ("monday 9:00", "2026-11-23 09:00"),
        ("on tue at 3pm", "2026-11-24 15:00"),
        ("tomorrow morning", "2026-11-23 08:00"),
        ("tomorrow 14.30", "2026-11-21 14:30"),
        ("at 16", "2026-11-20 16:00"),
        ("11:00", "2026-11-21 11:00"),
        ("12am", "2026-11-21 00:00"),
        ("2026-12-24", "2026-12-24 08:00"),
        ("2026-12-24 10:00", "2026-12-24 10:00"),
        ("today 10:00", "2026-11-20 10:00"),
    ],
)
def test_or_a_day_a_time_or_both(text, until):
    assert snoozes.read(text, NOON, OFFICE) == at(until)


def test_days_and_times_are_those_of_the_office():
    tokyo = calendar((), "Asia/Tokyo")
    assert snoozes.read("tomorrow", at("2026-11-21 16:00"), tokyo) == at("2026-11-23 00:00")


@pytest.mark.parametrize(
    "text", ["", "soon", "2", "2h please", "h", "in May", "today", "25:00", "monday 9:75", "13pm", "2026-02-30"]
)
def test_what_is_no_time_is_none(text):
    assert snoozes.read(text, NOON, OFFICE) is None


def named(now, office):
    return [(offer.name, offer.until) for offer in snoozes.offers(now, office)]


def test_offers_are_in_office_hours_and_stand_once():
    assert named(NOON, OFFICE) == [("In 2 hours", at("2026-11-20 14:00")), ("Monday morning", at("2026-11-23 08:00"))]
    assert named(at("2026-11-24 19:00"), OFFICE) == [
        ("Tomorrow morning", at("2026-11-25 08:00")),
        ("Monday morning", at("2026-11-30 08:00")),
    ]
    split = calendar(("mon-fri 08:00-12:00", "mon-fri 16:00-20:00"), "UTC")
    assert named(NOON, split)[0] == ("Later today", at("2026-11-20 16:00"))


def test_a_holiday_is_no_morning_to_wake_up_on():
    holiday = calendar(("mon-fri 08:00-20:00",), "UTC", (date(2026, 11, 23),))
    assert named(NOON, holiday)[1] == ("Tuesday morning", at("2026-11-24 08:00"))


def test_round_the_clock_a_morning_begins_at_nine():
    assert named(NOON, ALWAYS) == [
        ("In 2 hours", at("2026-11-20 14:00")),
        ("Tomorrow morning", at("2026-11-21 09:00")),
        ("Monday morning", at("2026-11-23 09:00")),
    ]
