"""When the owner of a case that does not move is asked: office hours count, and urgent work comes first."""

from datetime import timedelta

import pytest

from bot.cases.case import Priority, Status, WaitingFor
from bot.cases.idleness import ask_at, held, question, return_at
from bot.cases.settings import Desk, Sla
from tests.cases.samples import NOON, case, settings
from tests.outside import utc

DESK = settings(desk=Desk(channel="C0MENTIONS"))
CLAIMED = case(status=Status.CLAIMED, owner="U0ANN")


@pytest.mark.parametrize(
    ("given", "whether"),
    [
        (CLAIMED, True),
        (case(status=Status.NEW, owner=None), False),
        (case(status=Status.WAITING, waiting_for=WaitingFor.CUSTOMER, owner="U0ANN"), False),
        (case(status=Status.WAITING, waiting_for=WaitingFor.TEAM, owner="U0ANN"), False),
        (case(status=Status.WAITING, waiting_for=WaitingFor.SNOOZE, owner="U0ANN"), False),
        (case(status=Status.RESOLVED, owner="U0ANN"), False),
    ],
)
def test_only_a_claim_that_waits_for_nobody_else_is_held(given, whether: bool) -> None:
    assert held(given) is whether


def test_the_owner_is_asked_after_half_an_hour_and_the_case_goes_back_after_a_quarter() -> None:
    assert ask_at(CLAIMED, NOON, DESK) == NOON + timedelta(minutes=30)
    assert return_at(CLAIMED, NOON, DESK) == NOON + timedelta(minutes=15)


def test_urgent_work_is_asked_about_after_half_the_time() -> None:
    urgent = case(status=Status.CLAIMED, owner="U0ANN", priority=Priority.URGENT)
    assert ask_at(urgent, NOON, DESK) == NOON + timedelta(minutes=15)
    assert return_at(urgent, NOON, DESK) == NOON + timedelta(minutes=7.5)


def test_nobody_is_asked_where_the_desk_does_not_want_it() -> None:
    never = settings(desk=Desk(channel="C0MENTIONS", still_on_it_minutes=0, return_after_minutes=0))
    assert (ask_at(CLAIMED, NOON, never), return_at(CLAIMED, NOON, never)) == (None, None)


def test_only_office_hours_count() -> None:
    office = settings(desk=Desk(channel="C0MENTIONS"), sla=Sla(hours=("mon-fri 08:00-20:00",)))
    friday_evening = utc("2026-11-20T19:50+00:00")
    assert ask_at(CLAIMED, friday_evening, office) == utc("2026-11-23T08:20+00:00")


def test_the_question_says_since_when_and_until_when() -> None:
    berlin = settings(desk=Desk(channel="C0MENTIONS", timezone="Europe/Berlin"))
    moved, back = utc("2026-11-22T12:00+00:00"), utc("2026-11-22T12:45+00:00")
    assert question(CLAIMED, moved, back, berlin) == (
        "<@U0ANN>, still on it? Nothing has happened here since <!date^1795348800^{time}|13:00>. "
        "Without a word the case goes back to everybody at <!date^1795351500^{time}|13:45>."
    )
    assert question(CLAIMED, moved, None, berlin).endswith("{time}|13:00>.")
