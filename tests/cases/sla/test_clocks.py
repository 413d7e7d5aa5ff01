"""The clocks of a case: when they run, when they rest, and how a case stands with them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cases import lifecycle
from bot.cases.case import Priority, Status, WaitingFor
from bot.cases.settings import Desk, Sla, SlaRule
from bot.cases.sla import Clock, clock_for, clock_of, next_due, next_mark, resolution_of, sooner, tended
from tests.cases.samples import NOON, case, mention, reply, settings

HOUR = timedelta(hours=1)
SETTINGS = settings()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def answered(started, now):
    return tended(lifecycle.posted(started, reply(decided_at=now), "2001", "url", now)[0], now, SETTINGS)


@pytest.fixture
def started():
    return tended(case(), NOON, SETTINGS)


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


def test_tending_twice_changes_nothing(started):
    assert tended(started, NOON + HOUR, SETTINGS) == started
    waiting = answered(started, NOON + HOUR)
    assert tended(waiting, NOON + 2 * HOUR, SETTINGS) == waiting


def test_the_resolution_clock_runs_beside_the_reply_clock(started):
    assert started.resolve_due == NOON + 48 * HOUR
    hours = {35: Clock.RUNNING, 36: Clock.AT_RISK, 48: Clock.LATE}
    assert {hour: resolution_of(started, NOON + hour * HOUR) for hour in hours} == hours
    assert next_due(started) == started.due
    assert next_due(replace(started, due=None)) == started.resolve_due


def test_what_was_left_of_the_resolution_clock_goes_on_when_the_customer_writes(started):
    waiting = answered(started, NOON + 8 * HOUR)
    assert (resolution_of(waiting, NOON + 99 * HOUR), next_due(waiting), next_mark(waiting, NOON)) == (
        Clock.NONE,
        None,
        None,
    )
    heard, _ = lifecycle.hear(waiting, mention(id="1002"), NOON + 100 * HOUR, SETTINGS)
    heard = tended(heard, NOON + 100 * HOUR, SETTINGS)
    assert (heard.resolve_due, heard.resolve_at_risk) == (NOON + 140 * HOUR, NOON + 128 * HOUR)


def test_a_resolution_that_was_late_before_the_rest_stays_so_and_is_not_marked_again(started):
    waiting = answered(started, NOON + 50 * HOUR)
    heard, _ = lifecycle.hear(waiting, mention(id="1002"), NOON + 60 * HOUR, SETTINGS)
    heard = tended(heard, NOON + 60 * HOUR, SETTINGS)
    assert resolution_of(heard, NOON + 60 * HOUR) is Clock.LATE
    assert next_mark(heard, NOON + 60 * HOUR) is None


def test_a_snooze_does_not_stop_the_clock_of_an_answer(started):
    asleep, _ = lifecycle.snooze(started, NOON + 5 * HOUR, "U0ANN", NOON)
    asleep = tended(asleep, NOON, SETTINGS)
    assert asleep.due == started.due
    assert clock_of(asleep, NOON + HOUR) is Clock.LATE
    assert resolution_of(asleep, NOON + 99 * HOUR) is Clock.NONE


def test_a_team_that_is_asked_stops_no_clock(started):
    asked, _ = lifecycle.escalate(started, "baggage", "PNR", "U0ANN", NOON)
    asked = tended(asked, NOON, SETTINGS)
    assert (asked.due, asked.resolve_due, asked.rested_at) == (started.due, started.resolve_due, None)


def test_silence_resolves_only_who_waits_for_the_customer_and_owes_no_answer(started):
    assert started.resolves_at is None
    waiting = answered(started, NOON)
    assert waiting.resolves_at == NOON + 72 * HOUR
    unanswered = replace(waiting, due=NOON + HOUR)
    assert tended(unanswered, NOON, SETTINGS).resolves_at is None
    never = settings(desk=Desk(channel="C0MENTIONS", resolve_after_silence_hours=0))
    assert tended(waiting, NOON, never).resolves_at is None


def test_a_second_answer_begins_the_silence_anew(started):
    assert answered(answered(started, NOON), NOON + HOUR).resolves_at == NOON + 73 * HOUR


def test_who_never_had_an_answer_has_waited_all_the_time_when_a_person_reopens(started):
    closed, _ = lifecycle.resolve(started, "U0ANN", NOON)
    again, _ = lifecycle.reopen(tended(closed, NOON, SETTINGS), "U0ANN", NOON + HOUR, SETTINGS, "")
    assert clock_of(again, NOON + HOUR) is Clock.LATE


def test_the_customers_post_gives_a_resolved_case_new_clocks(started):
    closed, _ = lifecycle.resolve(answered(started, NOON), "U0ANN", NOON)
    heard, _ = lifecycle.hear(tended(closed, NOON, SETTINGS), mention(id="1002"), NOON + 60 * HOUR, SETTINGS)
    heard = tended(heard, NOON + 60 * HOUR, SETTINGS)
    assert (heard.due, heard.resolve_due) == (NOON + 61 * HOUR, NOON + 108 * HOUR)


def test_what_nobody_has_and_nobody_waits_for_gets_a_clock():
    adrift = case(status=Status.NEW, first_reply_at=NOON)
    assert tended(adrift, NOON, SETTINGS).due == NOON + HOUR
    assert tended(replace(adrift, status=Status.WAITING, waiting_for=WaitingFor.TEAM), NOON, SETTINGS).due is None


def test_a_case_that_becomes_urgent_is_due_sooner_and_never_later(started):
    rules = (SlaRule(priority="urgent", first_reply_minutes=5, resolve_hours=4),)
    urgent = settings(sla=Sla(rules=rules))
    pressed = sooner(replace(started, priority=Priority.URGENT), NOON + timedelta(minutes=10), urgent)
    assert (pressed.due, pressed.resolve_due) == (NOON + timedelta(minutes=15), NOON + timedelta(hours=4, minutes=10))
    late = sooner(replace(started, priority=Priority.URGENT), NOON + timedelta(minutes=16), urgent)
    assert late.due == started.due
