"""What every store promises about weekly reports: right figures of any week, and one report for each."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.events import CaseEscalated, CaseLate
from bot.cases.report import WEEK, Figures, Report
from bot.storage import Storage
from tests.cases.samples import NOON
from tests.contracts.filled import opened
from tests.outside import JUDGED

SINCE, HOUR = NOON - WEEK, timedelta(hours=1)


async def case(
    store: Storage, person: str, at: datetime, answered: datetime | None = None, late: datetime | None = None
):
    found = await opened(store, person, opened_at=at, first_reply_at=answered, judgement=replace(JUDGED, topic="Delay"))
    async with store.change() as change:
        await change.save(found)
        if late:
            await change.record(found, CaseLate(at=late, due=late), CaseLate(at=late + HOUR, due=late))
            await change.record(found, CaseEscalated(at=late, by="U0ANN", team="baggage", reason="?"))


async def test_a_week_is_counted_from_its_first_moment_to_its_last(store: Storage) -> None:
    await case(store, "1", SINCE - HOUR, SINCE)  # the week before
    await case(store, "2", SINCE, SINCE + HOUR)
    await case(store, "3", SINCE + HOUR, SINCE + 4 * HOUR, late=SINCE + 2 * HOUR)
    await case(store, "4", NOON - 3 * HOUR, NOON - HOUR, late=NOON - HOUR / 2)  # in time, and late with the next answer
    await case(store, "5", NOON - HOUR, NOON + HOUR)  # not answered within the week
    await case(store, "6", NOON)  # the week after
    assert await store.figures(SINCE, NOON, ()) == Figures(
        since=SINCE,
        until=NOON,
        cases=4,
        answered=3,
        median=2 * HOUR,
        within=2,
        late=2,
        escalated=2,
        topics=(("delay", 4),),
    )


async def test_a_week_without_anything_is_empty(store: Storage) -> None:
    assert await store.figures(SINCE, NOON, ("bag",)) == Figures(since=SINCE, until=NOON)


async def test_of_each_week_one_report_is_kept_and_read_as_it_was(store: Storage) -> None:
    week = Figures(since=SINCE, until=NOON, cases=3, median=HOUR, topics=(("delay", 2),))
    report = Report(week=week, before=Figures(since=SINCE - WEEK, until=SINCE), sentences=("Fine.",), by="m")
    assert not await store.reported("2026-W47")
    async with store.change() as change:
        kept = await change.keep_report("2026-W47", report)
        assert kept and await change.keep_report("2026-W47", report) is None
        assert await change.keep_report("2026-W48", report)
    assert await store.reported("2026-W47") and await store.report(kept) == report
    assert await store.report(4711) is None
