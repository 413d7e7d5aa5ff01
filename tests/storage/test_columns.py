"""Times and texts come back from both databases as they went in, or in the nearest form that can be kept."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from bot.cases.case import Priority
from bot.storage import Storage
from bot.storage.columns import UtcTime, to_json
from tests.cases.samples import NOON
from tests.contracts.filled import opened

DIALECTS: list[Dialect] = [sqlite.dialect(), postgresql.dialect()]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_time_keeps_its_moment_to_the_microsecond_and_comes_back_in_utc(dialect: Dialect) -> None:
    kept, shown = UtcTime().bind_processor(dialect), UtcTime().result_processor(dialect, None)
    assert kept(None) is shown(None) is None
    for moment in (
        datetime(2026, 11, 20, 13, 0, 0, 123456, timezone(timedelta(hours=2))),
        datetime(1969, 12, 31, 23, 59, 59, 999999, UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    ):
        back = shown(kept(moment))
        assert back == moment and back.tzinfo is UTC


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_time_without_a_zone_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcTime().bind_processor(dialect)(datetime(2026, 1, 1))  # noqa: DTZ001  the very mistake that is refused


def test_details_are_kept_as_plain_json() -> None:
    assert to_json({"at": NOON, "who": ("a", None), "text": "x\0y"}) == (
        '{"at":"2026-11-20T12:00:00+00:00","who":["a",null],"text":"xy"}'
    )


async def test_times_are_compared_and_sorted_as_moments(store: Storage) -> None:
    east = timezone(timedelta(hours=9))
    for hours, zone in ((3, east), (1, UTC), (2, timezone(timedelta(hours=-5)))):
        due = (NOON + timedelta(hours=hours)).astimezone(zone)
        await opened(store, person=str(hours), due=due, priority=Priority.NORMAL)
    assert [line.handle for line in await store.open(5)] == ["vera1", "vera2", "vera3"]
    assert [line.handle for line in await store.late(NOON + timedelta(hours=2), 5)] == ["vera1", "vera2"]
