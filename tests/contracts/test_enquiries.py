"""What every store promises about questions: what waits for approval, earlier answers of a time, and who has what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.assignment import Load
from bot.cases.case import ReplyState, Status
from bot.cases.outbox import Place, card_of
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import MINUTE, opened

DAY = timedelta(days=1)
EVER = (NOON - 1_000 * DAY, NOON + DAY)


async def test_what_waits_for_an_approver_is_listed_once_and_the_longest_waiting_first(store: Storage) -> None:
    cases = [await opened(store, person=f"{n}") for n in range(3)]
    waiting = replace(samples.reply(), state=ReplyState.APPROVAL)
    for case in (cases[2], cases[0], cases[2]):
        async with store.change() as change:
            await change.add_reply(case, waiting)
    async with store.change() as change:
        await change.add_reply(cases[1], samples.reply())
    assert [line.number for line in await store.awaiting(10)] == [3, 1]
    assert [line.number for line in await store.awaiting(1)] == [3]


@pytest.fixture
async def answered(store: Storage) -> Storage:
    """Case 1 was answered a month ago, case 2 yesterday in the same words, case 3 yesterday about something else."""
    told = [(30, "Your lost bag", "We look for it."), (1, "My lost bag", "We look for it."), (1, "Late", "Sorry!")]
    for number, (days, asked, answer) in enumerate(told, start=1):
        at = NOON - days * DAY + number * MINUTE
        case = await opened(store, person=f"{number}")
        reply = samples.reply(text=answer, state=ReplyState.POSTED, posted_id=f"77{number}", posted_at=at, url="u")
        async with store.change() as change:
            kept = await change.add_reply(case, reply)
            await change.learn_answer(case, kept.id, asked, answer, at)
    return store


async def test_earlier_answers_are_found_by_what_they_answered_each_once(answered: Storage) -> None:
    [found] = await answered.earlier("lost bags", *EVER, 5)
    assert (found.number, found.asked, found.answer, found.ts) == (2, "My lost bag", "We look for it.", None)


async def test_earlier_answers_are_those_of_the_time_that_is_asked_about(answered: Storage) -> None:
    [found] = await answered.earlier("lost bags", NOON - 40 * DAY, NOON - 20 * DAY, 5)
    assert found.number == 1
    assert await answered.earlier("lost bags", NOON - 20 * DAY, NOON - 10 * DAY, 5) == []


async def test_without_words_the_newest_answers_of_a_time_come_with_the_place_of_their_case(answered: Storage) -> None:
    async with answered.change() as change:
        case = await change.case(3)
        await change.stands(Place(subject=card_of(case), root=None, channel=case.channel, ts="7.7"))
    found = await answered.earlier("", NOON - 2 * DAY, NOON, 5)
    assert [(each.number, each.answer, each.ts) for each in found] == [
        (3, "Sorry!", "7.7"),
        (2, "We look for it.", None),
    ]


async def test_who_has_most_open_cases_comes_first(store: Storage) -> None:
    held = [("U0ANN", NOON + MINUTE), ("U0BEN", NOON - MINUTE), ("U0BEN", NOON + MINUTE), (None, NOON)]
    for number, (owner, due) in enumerate(held):
        await opened(store, person=f"{number}", owner=owner, due=due, status=Status.CLAIMED)
    await opened(store, person="9", owner="U0ANN", status=Status.RESOLVED)
    assert await store.owners(NOON, 5) == [("U0BEN", Load(open=2, late=1)), ("U0ANN", Load(open=1))]
    assert len(await store.owners(NOON, 1)) == 1
