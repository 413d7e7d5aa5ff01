"""Office hours: blocks, holidays, and days on which the clock is set."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.sla.calendar import HORIZON, Block, Calendar, calendar, parse_hours
from tests.cases.samples import NOON

OFFICE = calendar(("mon-fri 08:00-20:00", "sat 10:00-16:00"), "UTC")
MINUTE = timedelta(minutes=1)
SET = {  # zones, and days on which the clock is set there: forward, then back
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "America/Santiago": ("2026-09-06", "2026-04-05"),  # at midnight, so that a day has no beginning
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),  # by half an hour
    "Asia/Kathmandu": ("2026-03-29", "2026-10-25"),  # never
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def test_without_hours_the_clock_runs_always():
    assert calendar((), "UTC").due(NOON, minutes(20)) == NOON + minutes(20)


@pytest.mark.parametrize(
    ("start", "work", "due"),
    [
        ("2026-11-20T12:00+00:00", 20, "2026-11-20T12:20+00:00"),  # within the day
        ("2026-11-20T19:50+00:00", 20, "2026-11-21T10:10+00:00"),  # over into Saturday
        ("2026-11-21T15:50+00:00", 20, "2026-11-23T08:10+00:00"),  # over the Sunday
        ("2026-11-22T12:00+00:00", 20, "2026-11-23T08:20+00:00"),  # written on a Sunday
        ("2026-11-20T19:40+00:00", 20, "2026-11-20T20:00+00:00"),  # up to closing time
        ("2026-11-20T12:00+00:00", 0, "2026-11-20T12:00+00:00"),
    ],
)
def test_minutes_count_only_in_office_hours(start, work, due):
    assert OFFICE.due(at(start), minutes(work)) == at(due)


def test_a_lunch_break_between_two_blocks_does_not_count():
    split = calendar(("mon-fri 08:00-12:00", "mon-fri 13:00-17:00"), "UTC")
    assert split.due(at("2026-11-20T11:50+00:00"), minutes(20)) == at("2026-11-20T13:10+00:00")


def test_blocks_that_overlap_count_once():
    overlapping = calendar(("mon-fri 08:00-12:00", "fri 10:00-14:00"), "UTC")
    assert overlapping.due(at("2026-11-20T08:00+00:00"), minutes(330)) == at("2026-11-20T13:30+00:00")


def test_holidays_do_not_count():
    christmas = calendar(("mon-fri 08:00-20:00",), "UTC", (date(2026, 12, 25),))
    assert christmas.due(at("2026-12-24T19:50+00:00"), minutes(20)) == at("2026-12-28T08:10+00:00")


def test_hours_are_those_of_the_time_zone():
    berlin = calendar(("mon-fri 08:00-20:00",), "Europe/Berlin")
    assert berlin.due(at("2026-11-20T06:00+00:00"), minutes(20)) == at("2026-11-20T07:20+00:00")


def test_a_night_with_a_clock_change_counts_real_minutes():
    start = at("2026-10-25T00:30+02:00")  # Berlin sets the clock back at 03:00 that night
    assert calendar(("mon-sun 00:00-24:00",), "Europe/Berlin").due(start, minutes(240)) == start + minutes(240)


def test_what_is_left_of_a_clock_is_office_time_too():
    friday_evening, monday = at("2026-11-20T19:30+00:00"), at("2026-11-23T09:00+00:00")
    assert OFFICE.between(friday_evening, monday) == minutes(30 + 6 * 60 + 60)
    assert OFFICE.between(monday, friday_evening) == minutes(0)


def test_the_doors_open_next_on_the_next_day_that_has_hours():
    assert OFFICE.next_open(at("2026-11-20T12:34+00:00")) == at("2026-11-20T12:34+00:00")
    assert OFFICE.next_open(at("2026-11-21T17:00+00:00")) == at("2026-11-23T08:00+00:00")
    assert OFFICE.opening(date(2026, 11, 22)) == at("2026-11-23T08:00+00:00")
    assert calendar((), "Europe/Berlin").opening(date(2026, 11, 22)) == at("2026-11-22T09:00+01:00")


def test_no_clock_looks_further_ahead_than_a_year():
    assert calendar(("mon 08:00-08:01",), "UTC").due(NOON, timedelta(hours=8)) == NOON + HORIZON


def test_holidays_that_never_end_are_told_from_those_that_do():
    year = tuple(date(2027, 1, 1) + timedelta(days=n) for n in range(400))
    assert not Calendar(parse_hours(("mon-fri 08:00-20:00",)), "UTC", year).opens_within_a_year()
    assert Calendar(parse_hours(("mon-fri 08:00-20:00",)), "UTC", year[:300]).opens_within_a_year()
    assert Calendar((), "UTC", year).opens_within_a_year()


@pytest.mark.parametrize("text", ["monday 8-20", "fri-mon 08:00-20:00", "mon 20:00-08:00", "mon 08:00-25:00", ""])
def test_what_are_no_office_hours_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"hours|days|closes|clock"):
        parse_hours((text,))


@st.composite
def blocks(draw) -> Block:
    opens, closes = sorted(draw(st.lists(st.integers(0, 96), min_size=2, max_size=2, unique=True)))
    return Block(draw(st.integers(0, 6)), _quarter(opens), _quarter(closes))


@given(
    blocks=st.lists(blocks(), min_size=4, max_size=14),
    setting=st.sampled_from([(zone, day) for zone, days in SET.items() for day in days]),
    before=st.integers(0, 2000),
    work=st.integers(1, 700),
    holiday=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_due_times_are_those_of_somebody_who_watches_the_wall_clock_minute_by_minute(
    blocks, setting, before, work, holiday
):
    zone, day = setting[0], date.fromisoformat(setting[1])
    holidays = (day,) if holiday else ()
    start = datetime.combine(day + timedelta(days=1), time(), UTC) - minutes(before)
    hours = Calendar(tuple(blocks), zone, holidays)
    due = hours.due(start, minutes(work))
    assert due == _watched(blocks, zone, holidays, start, work)
    assert hours.between(start, due) == minutes(work)


def _watched(blocks: Sequence[Block], zone: str, holidays: Sequence[date], start: datetime, work: int) -> datetime:
    """The slow way: look at the wall clock each minute, and count those in which the doors are open."""
    wall, now = ZoneInfo(zone), start
    while work:
        shown = now.astimezone(wall)
        work -= shown.date() not in holidays and any(_open(block, shown) for block in blocks)
        now += MINUTE
    return now


def _open(block: Block, shown: datetime) -> bool:
    closed = block.closes != time(0) and shown.time() >= block.closes
    return shown.weekday() == block.day and shown.time() >= block.opens and not closed


def _quarter(number: int) -> time:
    return time(number // 4 % 24, number % 4 * 15)
