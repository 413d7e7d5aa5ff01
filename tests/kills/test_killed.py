"""Killed at named points and at random moments: nothing is lost, nothing is doubled, nothing stays pending."""

from pathlib import Path

import pytest

from tests.kills.aftermath import Aftermath
from tests.kills.points import EVERY, ON_POSTGRES, Point

PAGE = Path("docs/reliability.md")
pytestmark = pytest.mark.timeout(600)  # the first test waits for all the kills


@pytest.mark.parametrize("point", EVERY, ids=lambda point: point.name)
def test_on_sqlite_nothing_is_lost_or_doubled(point: Point, after_kills: dict[str, Aftermath]) -> None:
    assert after_kills["sqlite"].wrongs[point.name] == []


@pytest.mark.parametrize("point", ON_POSTGRES, ids=lambda point: point.name)
def test_on_postgres_nothing_is_lost_or_doubled(point: Point, after_kills: dict[str, Aftermath]) -> None:
    assert after_kills["postgres"].wrongs[point.name] == []


def test_the_document_counts_the_points() -> None:
    assert f"all {len(EVERY)} on SQLite, five on PostgreSQL" in " ".join(PAGE.read_text(encoding="utf-8").split())
    assert len(ON_POSTGRES) == 5


def test_at_random_nothing_is_lost_or_doubled(after_kills: dict[str, Aftermath]) -> None:
    happened = after_kills["random"]
    assert {name: wrongs for name, wrongs in happened.wrongs.items() if wrongs} == {}
    assert happened.counts["mention"] > 5
    assert happened.counts["reply"] > 2


def test_nothing_stays_pending_and_nothing_stands_twice_in_any_town(after_kills: dict[str, Aftermath]) -> None:
    assert {name: wrongs for name, happened in after_kills.items() if (wrongs := happened.wrongs["the town"])} == {}
