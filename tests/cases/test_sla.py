"""Due times, office hours and what counts as late."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.settings import Desk, Sla
from bot.cases.sla import Clock, clock_for, clock_of, due_after, parse_hours
from tests.cases.samples import NOON, case, settings

OFFICE = parse_hours(("mon-fri 08:00-20:00", "sat 10:00-16:00"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_without_hours_the_clock_runs_always():
    assert due_after(NOON, 20, (), "UTC") == NOON + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-20T12:00+00:00", 20, "2026-11-20T12:20+00:00"),  # within the day
        ("2026-11-20T19:50+00:00", 20, "2026-11-21T10:10+00:00"),  # over into Saturday
        ("2026-11-21T15:50+00:00", 20, "2026-11-23T08:10+00:00"),  # over the Sunday
        ("2026-11-22T12:00+00:00", 20, "2026-11-23T08:20+00:00"),  # written on a Sunday
        ("2026-11-20T19:40+00:00", 20, "2026-11-20T20:00+00:00"),  # up to closing time
        ("2026-11-20T12:00+00:00", 0, "2026-11-20T12:00+00:00"),
    ],
)
def test_minutes_count_only_in_office_hours(start, minutes, due):
    assert due_after(at(start), minutes, OFFICE, "UTC") == at(due)


def test_hours_are_those_of_the_desks_time_zone():
    assert due_after(at("2026-11-20T06:00+00:00"), 20, OFFICE, "Europe/Berlin") == at("2026-11-20T07:20+00:00")


def test_a_night_with_a_clock_change_counts_real_minutes():
    around_the_clock = parse_hours(("mon-sun 00:00-24:00",))
    start = at("2026-10-25T00:30+02:00")  # Berlin sets the clock back at 03:00 that night
    assert due_after(start, 240, around_the_clock, "Europe/Berlin") == start + timedelta(minutes=240)


@pytest.mark.parametrize("text", ["monday 8-20", "fri-mon 08:00-20:00", "mon 20:00-08:00", "mon 08:00-25:00", ""])
def test_what_are_no_office_hours_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"hours|days|closes|clock"):
        parse_hours((text,))


def test_the_first_answer_is_due_sooner_than_the_next():
    assert clock_for(case(), NOON, settings()).due == NOON + timedelta(minutes=20)
    assert clock_for(case(first_reply_at=NOON), NOON, settings()).due == NOON + timedelta(minutes=60)


def test_a_case_goes_from_running_over_at_risk_to_late():
    running = clock_for(case(), NOON, settings(sla=Sla(first_reply_minutes=20)))
    minutes = {0: Clock.RUNNING, 14: Clock.RUNNING, 15: Clock.AT_RISK, 20: Clock.LATE}
    assert {m: clock_of(running, NOON + timedelta(minutes=m)) for m in minutes} == minutes


def test_an_answered_case_has_no_clock():
    assert clock_of(case(due=None), NOON) is Clock.NONE


def test_the_desks_day_begins_at_its_own_midnight():
    berlin = settings(desk=Desk(channel="C0MENTIONS", timezone="Europe/Berlin"))
    assert berlin.day_of(at("2026-11-20T23:30+00:00")) == at("2026-11-21T00:00+01:00")
