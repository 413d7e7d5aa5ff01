"""Who of several people gets a case: turns that nobody skips, the least to do, and a sentence where nobody is there."""

from datetime import timedelta

from bot.cases.assignment import Load, Pool, next_of, nobody
from bot.cases.settings import Share, Team
from tests.cases.samples import NOON

TURNS = {"U0ANN": NOON, "U0BEN": NOON - timedelta(hours=1)}
POOL = Pool.of_team(Team(name="baggage", channel="C0BAGGAGE", members=("U0ANN",)))


def test_who_never_had_a_turn_is_first_then_who_has_waited_longest() -> None:
    order, turns = [], dict(TURNS)
    for minute in range(1, 6):
        who = next_of(Share.ROUND_ROBIN, ["U0ANN", "U0BEN", "U0CAT"], turns, {})
        assert who
        turns[who] = NOON + timedelta(minutes=minute)
        order.append(who)
    assert order == ["U0CAT", "U0BEN", "U0ANN", "U0CAT", "U0BEN"]


def test_who_comes_back_from_a_holiday_gets_one_not_all_that_was_missed() -> None:
    turns = {"U0ANN": NOON - timedelta(days=14), "U0BEN": NOON}
    assert next_of(Share.ROUND_ROBIN, ["U0ANN", "U0BEN"], turns, {}) == "U0ANN"
    turns["U0ANN"] = NOON + timedelta(minutes=1)
    assert next_of(Share.ROUND_ROBIN, ["U0ANN", "U0BEN"], turns, {}) == "U0BEN"


def test_the_least_loaded_is_next_and_among_equals_the_turn_decides() -> None:
    loads = {"U0ANN": Load(open=3), "U0BEN": Load(open=1), "U0CAT": Load(open=1)}
    assert next_of(Share.LEAST_LOADED, ["U0ANN", "U0BEN", "U0CAT"], TURNS, loads) == "U0CAT"
    assert next_of(Share.LEAST_LOADED, ["U0ANN", "U0BEN"], TURNS, loads) == "U0BEN"


def test_where_everybody_is_away_the_sentence_says_why_and_who_has_the_case() -> None:
    away = [("Ann", "is away until 1 January"), ("Ben", "is away")]
    why = "Nobody of team baggage is there (Ann is away until 1 January, Ben is away), so "
    assert nobody(POOL, away, "U0LEAD") == f"{why}the case stays with <@U0LEAD>."
    assert nobody(POOL, away, None) == f"{why}nobody has the case yet."


def test_a_team_without_members_is_told_as_such() -> None:
    assert nobody(POOL, [], None) == "Team baggage has no members who could have it, so nobody has the case yet."


def test_a_user_group_is_spoken_of_without_calling_it() -> None:
    assert Pool.of_group("S0BAG", "@bags").named == "@bags"
    assert Pool.of_group("S0BAG", "").named == "the user group"
