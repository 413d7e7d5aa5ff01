"""What every store promises about escalations: they come back as they were, and a customer's rules are found."""

from dataclasses import replace

from bot.cases.chain import Escalation, Turn
from bot.cases.settings import PolicyStep
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import MINUTE, opened

RUNNING = Escalation(
    steps=(PolicyStep(notify="members", to=("U0BAG",), minutes=2.5), PolicyStep(notify="repeat", times=3)),
    urgent=True,
    at=0,
    left=3,
    round=("U0BAG",),
    turns=(
        Turn(notify="members", who=("U0BAG",), at=NOON),
        Turn(notify="next", at=NOON, passed="Bo is away", told=False),
    ),
    next_at=NOON + MINUTE,
    paused_at=NOON,
)


async def test_an_escalation_comes_back_as_it_was(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        handoff = await change.add_handoff(case, samples.handoff(id=0, rule="baggage: says lost", escalation=RUNNING))
    assert await store.handoff(handoff.id) == (case.id, handoff)
    done = replace(handoff, escalation=replace(RUNNING, ended="taken", by="U0BAG", next_at=None, paused_at=None))
    async with store.change() as change:
        await change.save_handoff(done)
    assert await store.handoff(handoff.id) == (case.id, done)


async def test_timers_that_are_looked_at_are_still_there(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.set_timer(case, "handoff:1", NOON)
        await change.set_timer(case, "late", NOON + MINUTE)
        await change.set_timer(case, "wake", NOON + 2 * MINUTE)
    async with store.change() as change:
        assert [timer.kind for timer in await change.coming_timers(NOON + MINUTE, 1)] == ["handoff:1"]
        coming = await change.coming_timers(NOON + MINUTE, 10)
        assert [timer.kind for timer in coming] == ["handoff:1", "late"]
        assert await change.due_timers(NOON + MINUTE, 10) == coming


async def test_a_customers_cases_and_the_rules_that_they_set_off_are_found(store: Storage) -> None:
    first = await opened(store)
    second = await opened(store, conversation="2")
    other = await opened(store, person="901")
    async with store.change() as change:
        await change.add_handoff(first, samples.handoff(id=0, rule="one"))
        await change.add_handoff(second, samples.handoff(id=0))
        await change.add_handoff(other, samples.handoff(id=0, rule="two"))
    async with store.change() as change:
        assert await change.contacts(second, NOON) == 2
        assert await change.contacts(second, NOON + MINUTE) == 0
        assert await change.asked_by_rule("two", NOON) == 1
        assert await change.asked_by_rule("two", NOON + MINUTE) == 0
        assert await change.rules_set_off(second, NOON) == {"one"}
        assert await change.rules_set_off(second, NOON + MINUTE) == frozenset()
