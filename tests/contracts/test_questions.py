"""What every store promises about questions in direct messages: kept until answered, and known to the next ones."""

from dataclasses import replace
from datetime import date, timedelta

from bot.cases.questions import Lookup, Period, Read
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import MINUTE

READS = (
    Lookup(read=Read.ANSWERS, words="lost bags", period=Period(first=date(2026, 2, 1), last=date(2026, 2, 28))),
    Lookup(read=Read.CASE, number=12),
)
SINCE = NOON - timedelta(hours=1)


async def asked(store: Storage, *minutes: int) -> None:
    for minute in minutes:
        async with store.change() as change:
            await change.keep_question(samples.question("?", ts=f"{minute}.0", at=NOON + minute * MINUTE))


async def test_a_question_waits_until_it_is_answered(store: Storage) -> None:
    await asked(store, 2, 1)
    async with store.change() as change:  # heard twice
        await change.keep_question(samples.question("??", ts="1.0", at=NOON))
    assert [each.ts for each in await store.unanswered(NOON + 2 * MINUTE)] == ["1.0"]
    first, second = await store.unanswered(NOON + 3 * MINUTE)
    assert first == samples.question("?", ts="1.0", at=NOON + MINUTE)
    async with store.change() as change:
        await change.answer_question(first, READS, NOON + 5 * MINUTE)
    assert await store.unanswered(NOON + 9 * MINUTE) == [second]


async def test_the_next_question_of_the_thread_knows_those_that_were_answered(store: Storage) -> None:
    await asked(store, 0, 1, 2, 3)
    next_one = samples.question("and?", ts="4.0", at=NOON + 4 * MINUTE)
    assert await store.asked_before(next_one, SINCE, 3) == []
    for minute in (0, 1, 3):
        async with store.change() as change:
            await change.answer_question(samples.question("?", ts=f"{minute}.0"), READS, NOON + 5 * MINUTE)
    known = await store.asked_before(next_one, SINCE, 2)
    assert [(each.ts, each.reads) for each in known] == [("1.0", READS), ("3.0", READS)]
    assert [each.ts for each in await store.asked_before(next_one, NOON + 2 * MINUTE, 2)] == ["3.0"]
    for other in (replace(next_one, thread="9.0"), replace(next_one, channel="D0BEN")):
        assert await store.asked_before(other, SINCE, 2) == []


async def test_old_questions_are_erased(store: Storage) -> None:
    await asked(store, 0, 1)
    async with store.change() as change:
        await change.erase_questions(NOON + MINUTE)
    assert [each.ts for each in await store.unanswered(NOON + 9 * MINUTE)] == ["1.0"]
