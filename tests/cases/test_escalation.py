"""Who is asked when: step by step, one after the other, whoever is there, and at the end the lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from bot.cases import escalation
from bot.cases.absence import IDLE
from bot.cases.chain import Escalation
from bot.cases.escalation import NOBODY, Crew, Office
from bot.cases.settings import Desk, Notify, Permissions, PolicyStep, Settings, Sla, Team
from tests.cases.samples import NOON, settings

MINUTE = timedelta(minutes=1)
ROUND_THE_CLOCK = Office()
OFFICE_HOURS = ("mon-fri 08:00-18:00",)


@dataclass(frozen=True)
class Person:
    id: str
    away: str = ""
    timezone: str = "UTC"

    @property
    def name(self) -> str:
        return self.id.removeprefix("U0").title()


ANN, BEN, CY = Person("U0ANN"), Person("U0BEN"), Person("U0CY")
MEMBERS = (ANN.id, BEN.id, CY.id)
EVERYBODY: Crew = {MEMBERS: (ANN, BEN, CY)}


def step(notify: str, *to: str, minutes: float = 10, **more: object) -> PolicyStep:
    return PolicyStep(notify=notify, to=to, minutes=minutes, **more)  # type: ignore[arg-type]


def team(*steps: PolicyStep, **changes: object) -> Team:
    return Team(name="baggage", channel="C0BAGGAGE", members=MEMBERS, steps=steps, **changes)  # type: ignore[arg-type]


def desk(lead: tuple[str, ...] = ("U0LEAD",), hours: tuple[str, ...] = ()) -> Settings:
    return settings(permissions=Permissions(lead=lead), sla=Sla(hours=hours), desk=Desk(channel="C0MENTIONS"))


def started(
    *steps: PolicyStep, urgent: bool = False, now: datetime = NOON, given: Settings | None = None
) -> Escalation:
    running = escalation.start(team(*steps), given or desk(), urgent, now)
    assert running
    return running


def told(
    running: Escalation, minutes: Sequence[float], crew: Crew = EVERYBODY, office: Office = ROUND_THE_CLOCK
) -> list[tuple[float, str, tuple[str, ...]]]:
    """Who is asked at which minute, if somebody looks at these minutes."""
    asked = []
    for minute in minutes:
        running, turns = escalation.go_on(running, NOON + minute * MINUTE, crew, office)
        asked += [(minute, turn.notify, turn.who) for turn in turns if turn.told and not turn.passed]
    return asked


def test_the_request_asks_the_members_and_then_one_after_the_other_and_then_the_lead() -> None:
    running = started(step("members"), step("next", minutes=5))
    assert running.turns[0].who == MEMBERS
    assert told(running, range(60)) == [
        (10, "next", ("U0ANN",)),
        (15, "next", ("U0BEN",)),
        (20, "next", ("U0CY",)),
        (25, "lead", ("U0LEAD",)),
    ]


def test_whoever_comes_first_in_turn_is_asked_at_once() -> None:
    assert told(started(step("next")), [0, 9, 10])[:2] == [(0, "next", ("U0ANN",)), (10, "next", ("U0BEN",))]


def test_repeat_begins_again_as_often_as_it_says_and_then_goes_on() -> None:
    running = started(step("members"), step("channel"), step("repeat", times=2))
    kinds = [notify for _, notify, _ in told(running, range(100))]
    assert kinds == ["channel", "members", "channel", "members", "channel", "lead"]


def test_a_lead_that_is_asked_last_is_not_asked_once_more() -> None:
    running = started(step("members"), step("lead"), step("repeat", times=1))
    kinds = [notify for _, notify, _ in told(running, range(100))]
    assert kinds == ["lead", "members", "lead"]


def test_the_two_old_keys_are_the_simplest_policy() -> None:
    simple = team(answer_within_minutes=15, escalate_to=("U0EVE",))
    running = escalation.start(simple, desk(), False, NOON)
    assert running
    assert told(running, range(60)) == [(15, "group", ("U0EVE",)), (30, "lead", ("U0LEAD",))]
    same = escalation.start(simple, desk(lead=("U0EVE",)), False, NOON)
    assert same and told(same, range(60)) == [(15, "group", ("U0EVE",))]


def test_a_team_without_any_policy_is_not_chased() -> None:
    assert escalation.start(team(), desk(), True, NOON) is None


def test_urgent_requests_have_steps_of_their_own() -> None:
    steps = (step("members", minutes=30, only="normal"), step("next", only="urgent"), step("channel"))
    assert [each.notify for each in escalation.policy(team(*steps), (), True)] == ["next", "channel", "lead"]
    assert [each.notify for each in escalation.policy(team(*steps), (), False)] == ["members", "channel", "lead"]


def test_whoever_is_away_is_passed_by() -> None:
    crew: Crew = {MEMBERS: (Person("U0ANN", away="is away until Monday"), BEN, CY)}
    assert told(started(step("next")), [0, 10, 20], crew) == [
        (0, "next", ("U0BEN",)),
        (10, "next", ("U0CY",)),
        (20, "lead", ("U0LEAD",)),
    ]


def test_where_everybody_is_away_the_next_step_comes_at_once_and_the_history_says_why() -> None:
    crew: Crew = {MEMBERS: (Person("U0ANN", away="is away"), Person("U0BEN", timezone="America/New_York"))}
    office = Office.of(desk(hours=OFFICE_HOURS))
    running, turns = escalation.go_on(started(step("next")), NOON, crew, office)
    assert [(turn.notify, turn.passed) for turn in turns] == [
        ("next", "Ann is away, Ben is outside working hours"),
        ("lead", ""),
    ]
    assert running.next_at is None


def test_an_urgent_request_asks_people_outside_their_hours_and_away_from_their_desk_but_not_on_holiday() -> None:
    people = Person("U0ANN", away="is away until 3 May"), Person("U0BEN", IDLE, "America/New_York")
    crew: Crew = {MEMBERS: people}
    office = Office.of(desk(hours=OFFICE_HOURS))
    assert told(started(step("next"), urgent=True), [0], crew, office) == [(0, "next", ("U0BEN",))]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc"])
def test_in_an_unknown_time_zone_the_hours_of_the_desk_count(zone: str) -> None:
    crew: Crew = {MEMBERS: (Person("U0BEN", timezone=zone),)}
    office = Office.of(desk(hours=OFFICE_HOURS))
    assert told(started(step("next")), [0], crew, office) == [(0, "next", ("U0BEN",))]


def test_a_team_without_members_passes_at_once() -> None:
    empty = Team(name="baggage", channel="C0BAGGAGE", steps=(step("channel"), step("members"), step("lead")))
    running = escalation.start(empty, desk(), False, NOON)
    assert running
    running, _ = escalation.go_on(running, NOON, {}, ROUND_THE_CLOCK)
    _, turns = escalation.go_on(running, NOON + 10 * MINUTE, {}, ROUND_THE_CLOCK)
    assert [(turn.notify, turn.passed) for turn in turns] == [("members", NOBODY), ("lead", "")]


def test_what_is_not_urgent_waits_for_the_office() -> None:
    evening = datetime.fromisoformat("2026-11-20T17:55:00+00:00")
    monday = datetime.fromisoformat("2026-11-23T08:05:00+00:00")
    given = desk(hours=OFFICE_HOURS)
    assert started(step("members"), given=given, now=evening).next_at == monday
    assert started(step("members"), given=given, now=evening, urgent=True).next_at == evening + 10 * MINUTE
    night = evening + timedelta(hours=5)
    assert started(step("next"), given=given, now=night).next_at == monday - 5 * MINUTE


def test_what_came_due_while_nobody_watched_waits_for_the_office_too() -> None:
    given = desk(hours=OFFICE_HOURS)
    running = started(step("members"), given=given)
    late, turns = escalation.go_on(running, NOON + timedelta(hours=12), {}, Office.of(given))
    assert turns == () and late.next_at == datetime.fromisoformat("2026-11-23T08:00:00+00:00")


def test_after_an_outage_only_the_latest_step_is_said_and_the_history_has_them_all() -> None:
    running = started(step("members"), step("next", minutes=5))
    running, turns = escalation.go_on(running, NOON + 22 * MINUTE, EVERYBODY, ROUND_THE_CLOCK)
    assert [(turn.who, turn.told, (turn.at - NOON) / MINUTE) for turn in turns] == [
        (("U0ANN",), False, 10),
        (("U0BEN",), False, 15),
        (("U0CY",), True, 20),
    ]
    assert running.next_at == NOON + 25 * MINUTE


def test_the_policy_is_that_of_the_start() -> None:
    running = started(step("members"), step("group", "U0OLD"))
    assert told(running, [10]) == [(10, "group", ("U0OLD",))]


def test_an_answer_ends_it() -> None:
    taken = escalation.acknowledge(started(step("members")), "U0BEN")
    assert (taken.running, taken.by, taken.ended) == (False, "U0BEN", "taken")
    assert escalation.go_on(taken, NOON + 60 * MINUTE, EVERYBODY, ROUND_THE_CLOCK) == (taken, ())


def test_a_pause_keeps_the_time_that_was_left() -> None:
    paused = escalation.pause(started(step("members")), NOON + 4 * MINUTE)
    assert escalation.go_on(paused, NOON + 60 * MINUTE, EVERYBODY, ROUND_THE_CLOCK) == (paused, ())
    assert escalation.resume(paused, NOON + 90 * MINUTE).next_at == NOON + 96 * MINUTE


# any policy, any people, any time of looking

PEOPLE = st.lists(st.sampled_from(["U0ANN", "U0BEN", "U0CY", "U0DI"]), max_size=3, unique=True)
ANY_STEP = st.builds(
    PolicyStep,
    notify=st.sampled_from(["members", "next", "group", "channel", "lead"]),
    to=st.just(()),
    minutes=st.sampled_from([1.0, 7.0, 600.0]),
    only=st.sampled_from(["", "", "urgent", "normal"]),
)


@st.composite
def policies(draw: st.DrawFn) -> tuple[PolicyStep, ...]:
    steps = [
        PolicyStep(notify=each.notify, to=tuple(draw(PEOPLE)), minutes=each.minutes, only=each.only)
        if each.notify in (Notify.NEXT, Notify.GROUP)
        else each
        for each in draw(st.lists(ANY_STEP, min_size=1, max_size=5))
    ]
    if draw(st.booleans()):
        repeat = PolicyStep(notify=Notify.REPEAT, times=draw(st.integers(1, 4)))
        steps.insert(draw(st.integers(1, len(steps))), repeat)
    return tuple(steps)


class Anybody(dict[tuple[str, ...], Sequence[Person]]):
    """A crew in which these people are away."""

    def __init__(self, away: Sequence[str]) -> None:
        super().__init__()
        self._away = away

    def get(self, ids: tuple[str, ...], default: object = None) -> Sequence[Person]:  # type: ignore[override]
        return [Person(who, "is away" if who in self._away else "", "Asia/Tokyo") for who in ids]


@trying(max_examples=60)
@given(
    steps=policies(),
    members=PEOPLE,
    away=PEOPLE,
    lead=st.sampled_from([(), ("U0LEAD",), ("U0LEAD", "S0LEADS")]),
    urgent=st.booleans(),
    hours=st.sampled_from([(), OFFICE_HOURS, ("sun 10:00-10:30",)]),
    late=st.lists(st.integers(0, 3_000), min_size=1, max_size=6),
)
def test_every_escalation_ends_with_the_lead_and_ends(
    steps: tuple[PolicyStep, ...],
    members: list[str],
    away: list[str],
    lead: tuple[str, ...],
    urgent: bool,
    hours: tuple[str, ...],
    late: list[int],
) -> None:
    """Whoever is away, whenever somebody looks: no step comes before its time or for ever, and the lead is the last."""
    kinds = [each.notify for each in steps if each.only in ("", "urgent" if urgent else "normal")]
    assume(kinds and kinds[0] != Notify.REPEAT)  # the desk file may not say otherwise
    given = desk(lead, hours)
    asked = Team(name="baggage", channel="C0BAGGAGE", members=tuple(members), steps=steps)
    running = escalation.start(asked, given, urgent, NOON)
    assert running
    office, crew, now, rounds = Office.of(given), Anybody(away), NOON, 0
    late.append(0)  # somebody is in time every now and then
    while running.next_at is not None:
        rounds += 1
        assert rounds < 500
        now = max(now, running.next_at) + late[rounds % len(late)] * MINUTE
        before = running.next_at
        running, turns = escalation.go_on(running, now, crew, office)
        assert sum(turn.told and not turn.passed for turn in turns) <= 1
        assert all(before <= turn.at <= now for turn in turns)
        assert turns or running.next_at is None or running.next_at > now
    assert running.running
    last = [turn for turn in running.turns if turn.told and not turn.passed][-1]
    assert last.notify == Notify.LEAD or set(lead) <= set(last.who)
    assert running.turns == tuple(sorted(running.turns, key=lambda turn: turn.at))
