"""What is kept of the teams that are asked, on both databases."""

from dataclasses import replace
from datetime import timedelta

from bot.cases.case import HandoffState, ReplyState
from bot.cases.gathering import Request
from bot.cases.wishes import Kind, Topic
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import MINUTE, opened

MONTH = NOON.replace(day=1, hour=0)


async def test_cases_that_wait_for_one_request_are_found_with_what_they_were_told(store: Storage) -> None:
    first = await opened(store)
    second = await opened(store, "901", "2001")
    async with store.change() as change:
        head = await change.add_handoff(first, samples.handoff(id=0))
        joined = await change.add_handoff(second, samples.handoff(id=0, joins=head.id))
        assert await change.joined(head.id) == [(second.id, joined.id)]
        assert await change.asked_in(head.channel) == [first.id, second.id]
        assert await change.request(joined.id) == (second.id, joined)
        assert await change.request(999) is None
    assert await store.requests() == [
        Request(handoff=head.id, team="baggage", number=first.number, reason=head.reason, cases=2)
    ]
    async with store.change() as change:
        for case, asked in ((first, head), (second, joined)):
            answered = replace(asked, state=HandoffState.ANSWERED, answer="Found.", public=True, ended_at=NOON)
            await change.save_handoff(answered)
            assert (await change.case(case.id)).handoffs == (answered,)
        told = samples.reply(id=0, state=ReplyState.POSTED, decided_at=NOON + MINUTE)
        await change.add_reply(second, told)
        await change.add_reply(first, replace(told, decided_at=NOON - MINUTE))
        assert await change.joined(head.id) == []
        assert await change.asked_in(head.channel) == []
    assert [(each.case, each.told) for each in await store.gathered(head.id)] == [(first.id, False), (second.id, True)]
    assert await store.gathered(999) == []
    assert await store.requests() == []


async def test_wishes_count_once_for_each_case_and_by_month(store: Storage) -> None:
    first = await opened(store)
    second = await opened(store, "901", "2001")
    async with store.change() as change:
        fresh = Topic(id=0, workspace=first.workspace, team="crew", channel="C1", kind=Kind.IDEA, name="Legroom")
        topic = await change.add_topic(fresh)
        assert await change.add_wish(topic, first.id, "U0ANN", "more", NOON - timedelta(days=40))
        assert await change.add_wish(topic, second.id, "U0ANN", "much more", NOON)
        assert not await change.add_wish(topic, second.id, "U0BEN", "again", NOON)
        assert await change.topics("crew", Kind.IDEA) == [topic]
        assert await change.topics("crew", Kind.PRAISE) == []
    tally = await store.tally(topic.id, MONTH)
    assert tally is not None
    assert (tally.this_month, tally.new, tally.total) == (1, 2, 2)
    assert [(wish.number, wish.words) for wish in tally.newest] == [
        (second.number, "much more"),
        (first.number, "more"),
    ]
    async with store.change() as change:
        seen = await change.see_topic(topic.id, NOON)
        assert seen == replace(topic, seen_at=NOON)
        assert await change.see_topic(999, NOON) is None
    tally = await store.tally(topic.id, MONTH)
    assert tally is not None and tally.new == 0
    assert await store.wishes("crew", Kind.IDEA, MONTH) == [("Legroom", 1)]
    assert await store.tally(999, MONTH) is None
