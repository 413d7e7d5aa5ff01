"""What the desk reads when the bot itself is in trouble."""

from dataclasses import replace
from datetime import timedelta

from bot.cases.health import Problem, Trouble
from bot.cases.views import TroubleView
from tests.cases.samples import NOON
from tests.slack.looks import drawn, pings, words

X = Problem(part="X", words="X cannot be reached. We keep trying.", since=NOON, so="Mentions come late.")
TROUBLE = Trouble(id=1, channel="C0MENTIONS", told_at=NOON, problems=(X,))


def test_each_problem_says_since_when_why_and_what_follows():
    shown = drawn(TroubleView(trouble=TROUBLE))
    assert words(shown.blocks) == shown.text
    assert shown.text.startswith(":warning: *X* since <!date^1795176000^")
    assert shown.text.endswith("X cannot be reached. We keep trying. Mentions come late.")


def test_when_it_is_over_it_says_so_and_what_it_was():
    over = replace(TROUBLE, ended_at=NOON + timedelta(minutes=9))
    shown = drawn(TroubleView(trouble=over))
    assert shown.text.startswith(":white_check_mark: All is well again since <!date^1795176540^")
    assert "X cannot be reached." in words(shown.blocks) and ":warning:" not in words(shown.blocks)


def test_a_message_that_a_newer_one_took_over_points_to_it():
    shown = drawn(TroubleView(trouble=replace(TROUBLE, problems=(), ended_at=NOON)))
    assert "newer message" in shown.text and "well again" not in words(shown.blocks)


def test_a_channel_is_named_and_nobody_is_called():
    channel = replace(X, part="Messages to <#C0BAGGAGE>", words="<!channel> I am not in <#C0BAGGAGE>.")
    shown = drawn(TroubleView(trouble=replace(TROUBLE, problems=(channel,))))
    assert "*Messages to <#C0BAGGAGE>*" in shown.text and pings(shown) == []


def test_any_number_of_problems_fits():
    drawn(TroubleView(trouble=replace(TROUBLE, problems=(replace(X, words="x" * 5_000),) * 60)))
