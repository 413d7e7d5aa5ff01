"""What every store promises the assistant: errands, lessons found by likeness, offers, consultations and their cost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import Priority
from bot.cases.drafts import Cost, Draft
from bot.cases.judgement import Correction, Judgement, Kind, Sentiment
from bot.ports.alarm import ASSISTANT, LEARNING
from bot.ports.memory import DRAFTS, LEASE, TRIAGE, Consultation, Errand, Offered
from bot.storage import Storage
from tests.cases import samples
from tests.cases.samples import NOON
from tests.contracts.filled import MINUTE, opened
from tests.fakes import SilentAlarm

QUOTING = Consultation(at=NOON, case=0, by=None, verb="v", model="m", asked="?", answered="!")


async def test_an_errand_is_run_once_until_somebody_reports_back(store: Storage, alarm: SilentAlarm) -> None:
    case = await opened(store)
    alarm.rung()
    async with store.change() as change:
        await change.run_errands(TRIAGE, NOON, case.id)
        await change.run_errands(TRIAGE, NOON - MINUTE, case.id)
        await change.run_errands(DRAFTS, NOON + MINUTE, case.id)
    assert ASSISTANT in alarm.rung() and await store.next_errand() == NOON
    async with store.change() as change:
        assert await change.take_errands(NOON, 9) == [Errand(case=case.id, kind=TRIAGE, due=NOON, attempts=1)]
        assert await change.take_errands(NOON, 9) == []
    assert (ASSISTANT, NOON + MINUTE) in await store.alarms()
    async with store.change() as change:
        drafts, triage = await change.take_errands(NOON + LEASE, 9)
        assert (triage.kind, triage.attempts, drafts.kind) == (TRIAGE, 2, DRAFTS)
        await change.end_errand(triage)
        await change.end_errand(drafts, again=NOON + 5 * MINUTE)
    assert await store.next_errand() == NOON + 5 * MINUTE


async def test_a_judgement_stays_with_its_case(store: Storage) -> None:
    case = await opened(store)
    assert case.judgement is None
    judgement = Judgement(
        kind=Kind.LEAD, urgency=Priority.HIGH, sentiment=Sentiment.POSITIVE, by="m", personal=("phone number",), wave=3
    )
    async with store.change() as change:
        await change.save(replace(await change.case(case.id), judgement=judgement))
    found = await store.case(case.id)
    assert found and found.judgement == judgement


async def test_corrections_of_like_cases_are_found_and_add_up(store: Storage) -> None:
    bag, seat = await opened(store), await opened(store, person="901")
    said = Correction(text="my luggage never arrived in Oslo", by="U0ANN", at=NOON, team="baggage")
    async with store.change() as change:
        await change.correct(bag, said)
        await change.correct(bag, replace(said, team=None, priority=Priority.URGENT))
        await change.correct(seat, Correction(text="a seat by the window please", by="U0BEN", at=NOON, not_for_us=True))
    assert await store.corrections("where is my LUGGAGE? it has not arrived", 3) == [
        replace(said, number=bag.number, priority=Priority.URGENT)
    ]
    assert [each.not_for_us for each in await store.corrections("window seat", 3)] == [True]
    assert await store.corrections("the quick brown fox", 3) == []
    assert await store.corrections("", 3) == []


async def test_all_corrections_are_read_without_answers_and_the_oldest_case_comes_first(store: Storage) -> None:
    bag, seat = await opened(store), await opened(store, person="901")
    said = [Correction(text=each, by="U0ANN", at=NOON, team="baggage") for each in ("my luggage", "a seat")]
    async with store.change() as change:
        await change.correct(bag, said[0])
        await change.learn_answer(bag, 5, "my luggage", "We found it.", NOON)
        await change.correct(seat, said[1])
        await change.correct(bag, replace(said[0], kind=Kind.COMPLAINT))
    first, second = replace(said[0], number=bag.number, kind=Kind.COMPLAINT), replace(said[1], number=seat.number)
    assert await store.taught(9) == [first, second] and await store.taught(1) == [second]


async def test_what_people_say_and_what_is_forgotten_rings_for_learning(store: Storage, alarm: SilentAlarm) -> None:
    case = await opened(store)
    for teach in (
        lambda change: change.correct(case, Correction(text="my bag", by="U0ANN", at=NOON)),
        lambda change: change.unlearn(case),
        lambda change: change.forget(case),
    ):
        alarm.rung()
        async with store.change() as change:
            await teach(change)
        assert LEARNING in alarm.rung()


@pytest.mark.parametrize(
    ("asked", "like"),
    [
        ("Wo ist mein Koffer aus Oslo?", "mein Koffer fehlt"),
        ("我的行李在哪里", "行李在哪里?"),
        ("أين حقيبتي يا شركة", "حقيبتي أين"),
    ],
)
async def test_answers_are_found_in_every_script(store: Storage, asked: str, like: str) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.learn_answer(case, 5, asked, "We found it.", NOON)
    assert [(each.answer, each.to) for each in await store.answers(like, 3)] == [("We found it.", case.author.name)]
    assert await store.answers(like, 3, but=case.id) == []


async def test_an_answer_sent_often_is_named_once(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        for number in range(5):
            await change.learn_answer(case, number, "lost bag in Oslo", "We look for your bag.", NOON)
        await change.learn_answer(case, 9, "lost bag in Rome, again lost", "It is in Rome.", NOON)
    assert [each.answer for each in await store.answers("bag lost Oslo", 3)] == [
        "We look for your bag.",
        "It is in Rome.",
    ]


async def test_offers_come_newest_first(store: Storage) -> None:
    case = await opened(store)
    first = Offered(drafts=(Draft(text="We look.", sources=("#1",)),), by=None, at=NOON, activity=1)
    second = replace(first, by="U0ANN", drafts=(Draft(text="We call."),))
    async with store.change() as change:
        await change.offer(case, first)
        await change.offer(case, second)
        assert await change.offered(case.id) == [second, first]
    assert await store.offers(case.id) == [second, first]


async def test_consultations_are_kept_and_their_cost_adds_up_by_day(store: Storage) -> None:
    case = await opened(store)
    asked = Consultation(
        at=NOON,
        case=case.id,
        by="U0ANN",
        verb="triage",
        model="m",
        asked="Where is my bag? \x00",
        answered="{}",
        cost=Cost(asked=100, answered=20, dollars=0.00042),
    )
    async with store.change() as change:
        await change.consulted(asked)
        await change.consulted(replace(asked, case=0, problem="slow"))
        await change.consulted(replace(asked, at=NOON + timedelta(days=1)))
    assert await store.assistant_cost(NOON.date()) == Cost(asked=200, answered=40, dollars=0.00084)
    assert await store.assistant_cost(NOON.date() - timedelta(days=1)) == Cost()
    kept = await store.consultations(case.id)
    assert [each.asked for each in kept] == ["Where is my bag? ", "Where is my bag? "]


async def test_the_share_of_a_draft_stays_with_the_reply(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        await change.add_reply(case, samples.reply(id=0, share=80))
    found = await store.case(case.id)
    assert found and [each.share for each in found.replies] == [80]


async def test_what_was_learnt_from_a_case_is_unlearnt_and_its_cost_stays(store: Storage) -> None:
    case, other = await opened(store), await opened(store, person="901")
    async with store.change() as change:
        for each in (case, other):
            await change.learn_answer(each, each.id, "lost bag in Oslo", f"We look, {each.id}.", NOON)
        await change.consulted(
            Consultation(at=NOON, case=case.id, by=None, verb="v", model="m", asked="?", answered="!")
        )
        await change.consulted(replace(QUOTING, case=other.id, quotes=(case.number, 77)))
        await change.unlearn(case)
    assert [each.name for each in await store.answers("lost bag in Oslo", 3)] == [f"#{other.number}"]
    for each in (case, other):
        assert [(kept.asked, kept.answered) for kept in await store.consultations(each.id)] == [("", "")]


async def test_consultations_are_erased_after_their_time_the_oldest_first(store: Storage) -> None:
    case = await opened(store)
    async with store.change() as change:
        for days in (3, 1, 2):
            asked = replace(QUOTING, case=case.id, at=NOON - timedelta(days=days), asked=f"{days}", quotes=(9,))
            await change.consulted(asked)
        assert await change.erase_consultations(NOON - timedelta(days=1), 1) == 1
    assert [each.asked for each in await store.consultations(case.id)] == ["1", "2"]
    async with store.change() as change:
        assert await change.erase_consultations(NOON - timedelta(days=1), 9) == 1
        assert await change.erase_consultations(NOON - timedelta(days=1), 9) == 0
    assert [each.asked for each in await store.consultations(case.id)] == ["1"]
