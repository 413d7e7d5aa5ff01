"""The week in sentences: plain ones by rules, and of a machine's only those whose numbers the figures hold."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cases.report import WEEK, Figures, Report, dates, plain, span, supported
from tests.cases.samples import NOON
from tests.outside import utc

BERLIN = ZoneInfo("Europe/Berlin")
THIS = Figures(
    since=NOON - WEEK,
    until=NOON,
    cases=1_234,
    answered=40,
    median=timedelta(minutes=14),
    within=37,
    late=8,
    escalated=5,
    topics=(("lost bag", 31), ("gate 42", 22)),
)
BEFORE = Figures(
    since=NOON - 2 * WEEK, until=NOON - WEEK, cases=1_000, answered=30, median=timedelta(hours=2.5), within=15
)
REPORT = Report(week=THIS, before=BEFORE)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-16T08:00Z", "2026-11-16T08:00Z"),  # nine in Berlin
        ("2026-11-16T07:59Z", "2026-11-09T08:00Z"),
        ("2026-11-22T12:00Z", "2026-11-16T08:00Z"),
        ("2026-10-26T12:00Z", "2026-10-26T08:00Z"),  # the clocks were set back the day before
    ],
)
def test_it_is_due_on_its_day_at_its_hour_as_the_desks_own_clock_shows_them(now, last):
    due, following = dates("mon 09:00", BERLIN, utc(now))
    assert due == utc(last)
    assert (following.hour, following.weekday(), following.date() - due.date()) == (9, 0, WEEK)


def test_off_is_never():
    assert dates("off", BERLIN, NOON) is None


def test_it_tells_of_the_seven_days_before_its_own():
    due, _ = dates("mon 09:00", BERLIN, utc("2026-10-26T12:00Z"))
    since, until = span(due)
    assert (since.isoformat(), until.isoformat()) == ("2026-10-19T00:00:00+02:00", "2026-10-26T00:00:00+01:00")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was a good week.",
        "1,234 cases came in, 234 more than the 1000 before.",
        "1.234 cases came in.",
        "92% of the first answers came in time, 42 points more.",
        "The first answer took 14 minutes, after 2.5 hours or 150 minutes.",
        "Eight were late and five went to a team.",
        "Most wrote about lost bags (31) and gate 42.",
    ],
)
def test_a_sentence_stays_whose_numbers_are_figures_or_differences(sentence):
    assert supported(sentence, REPORT)


@pytest.mark.parametrize(
    "sentence",
    [
        "1,235 cases came in.",
        "Next week it will be 2000.",
        "94 % came in time.",
        "Half of them came in time.",
        "Cases doubled.",
        "A third was late.",
        "Dozens were angry.",
        "Seventeen were late.",
        "It took ½ an hour.",
        "٩٩ were late.",
        "12.34 cases",
        "1.2.3.4 cases",
    ],
)
def test_any_other_is_dropped(sentence):
    assert not supported(sentence, REPORT)


def test_plain_sentences_hold_to_the_same_rule():
    said = plain(THIS, BEFORE)
    assert said[0] == "1,234 cases came in, 234 more than the week before."
    assert said[2] == "8 cases became late, 5 went to a team, and most were about lost bag."
    assert len(said) == 3 and all(supported(each, REPORT) for each in said)


@pytest.mark.parametrize(
    ("changes", "first", "count"),
    [
        ({"cases": 1_000}, "1,000 cases came in, as many as the week before.", 3),
        ({"cases": 1, "median": None}, "1 case came in, 999 fewer than the week before.", 3),
        ({"cases": 0, "median": None, "late": 0}, "0 cases came in, 1,000 fewer than the week before.", 1),
    ],
)
def test_plain_sentences_of_odd_weeks(changes, first, count):
    said = plain(replace(THIS, **changes), BEFORE)
    assert (said[0], len(said)) == (first, count)
