"""What every store promises about the lists that people see."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import outbox
from bot.cases.case import Case, Priority, ReplyState, Status
from bot.cases.outbox import Place, card_of
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import MINUTE, opened


async def desk(store: Storage) -> list[Case]:
    """Five cases: late, urgent, without a clock, claimed by Ann, and resolved."""
    changes: list[dict[str, object]] = [
        {"due": NOON - MINUTE},
        {"due": NOON + MINUTE, "priority": Priority.URGENT},
        {},
        {"due": NOON + 2 * MINUTE, "owner": "U0ANN", "status": Status.CLAIMED},
        {"owner": "U0ANN", "status": Status.RESOLVED, "due": None},
    ]
    return [await opened(store, person=f"{n}", **{"due": None, **change}) for n, change in enumerate(changes)]


async def test_open_cases_are_listed_most_urgent_first_then_by_their_clock(store: Storage) -> None:
    await desk(store)
    assert [line.number for line in await store.open(10)] == [2, 1, 4, 3]
    assert [line.number for line in await store.open(2)] == [2, 1]
    assert [line.number for line in await store.unowned(10)] == [2, 1, 3]
    assert [line.number for line in await store.mine("U0ANN", 10)] == [4]
    assert [line.number for line in await store.late(NOON, 10)] == [1]


async def test_a_case_is_late_by_its_answer_or_by_its_resolution_unless_that_rests(store: Storage) -> None:
    late = {"due": None, "resolve_due": NOON - MINUTE}
    await opened(store, person="1", **late)
    await opened(store, person="2", **late, rested_at=NOON - 2 * MINUTE)
    assert [(line.number, line.due) for line in await store.late(NOON, 10)] == [(1, NOON - MINUTE)]
    assert (await store.overview(NOON)).late == 1


async def test_a_line_says_all_that_a_list_shows(store: Storage) -> None:
    case = await opened(store, due=NOON)
    (line,) = await store.open(1)
    assert (line.id, line.number, line.handle, line.ts) == (case.id, 1, "vera900", None)
    assert (line.text, line.status, line.due, line.channel) == (case.latest.text, "new", NOON, case.channel)
    async with store.change() as change:
        await change.stands(Place(subject=card_of(case), root=None, channel=case.channel, ts="7.7"))
    assert (await store.open(1))[0].ts == "7.7"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", [1, 10, 11, 12]),
        ("#12", [12]),
        ("vera3", [4]),
        ("@VERA1", [2, 11, 12]),
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("nobody", []),
        ("99999999999999999999", []),
        ("01", []),
        ("%", []),
    ],
)
async def test_a_picker_finds_by_the_beginning_of_a_number_or_of_a_handle(
    store: Storage, typed: str, found: list[int]
) -> None:
    for number in range(12):
        await opened(store, person=f"{number}")
    assert [line.number for line in await store.open(20, typed)] == found


async def test_a_picker_puts_the_exact_number_first(store: Storage) -> None:
    await opened(store, person="a")
    for number in range(10):
        await opened(store, person=f"{number}", priority=Priority.URGENT)
    assert [line.number for line in await store.open(20, "1")] == [1, 10, 11]


async def test_the_overview_counts_what_waits_and_what_was_done_today(store: Storage) -> None:
    cases = await desk(store)
    async with store.change() as change:
        posted = samples.reply(id=0, state=ReplyState.POSTED, posted_id="9", posted_at=NOON)
        await change.add_reply(cases[0], posted)
        await change.add_reply(cases[1], replace(posted, posted_id="8", posted_at=NOON - timedelta(days=1)))
        await change.deliver(*(outbox.card(case, NOON + MINUTE) for case in cases))
    overview = await store.overview(NOON)
    assert (overview.open, overview.unowned, overview.late, overview.unsure) == (4, 3, 1, 0)
    assert (overview.opened_today, overview.answered_today) == (5, 1)
    assert overview.last_mention_at == NOON
    (lane,) = overview.lanes
    assert (lane.waiting, lane.oldest) == (5, NOON + MINUTE)
    tomorrow = await store.overview(NOON, NOON + timedelta(days=1))
    assert (tomorrow.opened_today, tomorrow.answered_today) == (0, 0)


async def test_an_empty_desk_has_an_overview_too(store: Storage) -> None:
    overview = await store.overview(NOON)
    assert (overview.open, overview.last_mention_at, overview.lanes) == (0, None, ())
    assert list(await store.alarms()) == []
