"""How often the account may post, in plain tables."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cases import governor
from tests.cases.samples import NOON

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ages", "until"),
    [
        ([], None),
        ([1, 2], None),
        ([1, 2, 3], NOON + 12 * MINUTE),
        ([0, 1, 2, 3], NOON + 13 * MINUTE),
        ([1, 2, 15], None),
        ([1, 2, 20, 30], None),
    ],
)
def test_the_window_is_full_until_the_oldest_of_a_budget_of_three_has_left_it(ages, until):
    assert governor.full_until([NOON - age * MINUTE for age in ages], 3, NOON) == until


def test_a_post_with_nobody_ahead_goes_when_it_is_ready():
    assert governor.turn([], 0, 30, 2 * SECOND, NOON) == NOON


def test_posts_keep_their_distance():
    assert governor.turn([NOON], 0, 30, 2 * SECOND, NOON + SECOND) == NOON + 2 * SECOND
    assert governor.turn([], 3, 30, 2 * SECOND, NOON) == NOON + 6 * SECOND


def test_whoever_comes_after_a_full_window_waits_for_the_next_one():
    posted = [NOON - 10 * MINUTE, NOON - 5 * MINUTE]
    turns = [governor.turn(posted, ahead, 2, 2 * SECOND, NOON) for ahead in range(3)]
    assert turns == [NOON + 5 * MINUTE, NOON + 10 * MINUTE, NOON + 20 * MINUTE]


def test_no_fifteen_minutes_ever_hold_more_than_the_budget():
    times = [governor.turn([], ahead, 5, 2 * SECOND, NOON) for ahead in range(40)]
    for start in times:
        assert sum(start <= at < start + governor.WINDOW for at in times) <= 5


def test_the_sentence_names_the_key_and_the_time_in_the_desks_own_zone():
    said = governor.waits(30, NOON.astimezone(ZoneInfo("Europe/Berlin")))
    assert "30 posts within 15 minutes" in said and "x.posts_per_15_minutes" in said and "13:00 CET" in said
    assert "1 post within" in governor.waits(1, NOON)
