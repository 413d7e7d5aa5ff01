"""What the desk is told when the bot itself is in trouble, and when it is not."""

from dataclasses import replace
from datetime import timedelta

from bot.cases.health import BACK, LASTS, Problem, Trouble, lasting, news, next_look
from tests.cases.samples import NOON

X = Problem(part="X", words="X cannot be reached.", since=NOON)
SLACK = Problem(part="Slack", words="No socket is open.", since=NOON + timedelta(seconds=30))
LATER = NOON + timedelta(minutes=5)
TOLD = Trouble(id=3, channel="C0", told_at=LATER, problems=(X,))


def test_what_is_soon_over_is_not_told():
    assert lasting([X], NOON + LASTS - timedelta(seconds=1)) == ()
    assert lasting([SLACK, X], LATER) == (X, SLACK)


def test_the_next_look_is_when_the_next_problem_will_have_lasted():
    assert next_look([SLACK, X], NOON + timedelta(seconds=40)) == NOON + LASTS
    assert next_look([SLACK, X], LATER) is None


def test_calm_says_nothing():
    assert news(None, (), "C0", LATER) == ()
    assert news(replace(TOLD, ended_at=NOON), (), "C0", LATER) == ()


def test_the_first_problem_that_lasts_makes_a_message():
    assert news(None, (X,), "C0", LATER) == (replace(TOLD, id=0),)


def test_what_is_told_already_is_not_told_again():
    assert news(TOLD, (replace(X, since=LATER),), "C0", LATER) == ()


def test_another_reason_changes_the_same_message():
    other = replace(X, words="X is out of credits.")
    assert news(TOLD, (other,), "C0", LATER + 2 * BACK) == (replace(TOLD, problems=(other,)),)


def test_one_problem_more_soon_after_changes_the_same_message():
    assert news(TOLD, (X, SLACK), "C0", LATER) == (replace(TOLD, problems=(X, SLACK)),)


def test_one_problem_more_later_is_told_in_a_new_message_that_takes_over():
    now = LATER + BACK
    assert news(TOLD, (X, SLACK), "C0", now) == (
        replace(TOLD, problems=(), ended_at=now),
        Trouble(channel="C0", told_at=now, problems=(X, SLACK)),
    )


def test_one_problem_less_changes_the_same_message():
    both = replace(TOLD, problems=(X, SLACK))
    assert news(both, (X,), "C0", LATER + 2 * BACK) == (TOLD,)


def test_the_message_says_when_all_is_well_again():
    assert news(TOLD, (), "C0", LATER + BACK) == (replace(TOLD, ended_at=LATER + BACK),)


def test_trouble_that_is_soon_back_goes_on_in_the_same_message():
    over = replace(TOLD, ended_at=LATER)
    assert news(over, (X,), "C0", LATER + BACK / 2) == (TOLD,)


def test_trouble_that_is_back_later_makes_a_new_message():
    over, again = replace(TOLD, ended_at=LATER), replace(X, since=LATER + BACK)
    assert news(over, (again,), "C0", LATER + BACK) == (Trouble(channel="C0", told_at=LATER + BACK, problems=(again,)),)
