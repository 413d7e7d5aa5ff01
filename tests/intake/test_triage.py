"""Beside the case, never before it: judgements come by and by, raise what is urgent, and are not missed."""

from datetime import timedelta

import pytest

from bot.cases.case import Priority, Status
from bot.cases.drafts import Draft
from bot.cases.judgement import Correction
from bot.cases.views import CardView
from bot.desk.close import resolve
from bot.desk.reply import reply
from bot.intake.sort import Sorter
from bot.intake.triage import TRIES, WORTH, Triage
from bot.ports.assistant import NoHelp
from tests.cases.samples import NOON, mention
from tests.desk_room import ANN, Room, desk_room
from tests.outside import JUDGED, FakeAssistant

SOON = NoHelp("The model is slow.", NOON + timedelta(seconds=20))
URGENT = {"urgency": Priority.URGENT, "reason": "a child alone"}


def helped(room: Room, assistant: FakeAssistant) -> Triage:
    room.sorter = Sorter(room.store, room.settings, room.clock, "T0ACME", helped=True)
    return Triage(room.store, room.store, assistant, room.settings, room.clock)


def says(**changes) -> FakeAssistant:
    from dataclasses import replace

    return FakeAssistant(judgement=replace(JUDGED, **changes))


async def test_the_card_stands_before_anybody_is_asked_and_is_edited_afterwards(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = says()
        triage = helped(room, assistant)
        await room.opened()
        await room.works()
        [card] = room.surface.shown(CardView)
        assert card.case.judgement is None and assistant.asked == []
        assert await triage.work() is None
        await room.works()
        assert room.surface.edits[-1][1].case.judgement.topic == "lost bag"
        assert await room.store.next_errand() is None


async def test_a_card_that_has_not_left_yet_is_judged_before_it_does(tmp_path):
    async with desk_room(tmp_path) as room:
        triage = helped(room, says())
        await room.opened()
        await triage.work()
        await room.works()
        assert room.surface.shown(CardView)[0].case.judgement and room.surface.edits == []


async def test_what_is_urgent_is_raised_and_has_drafts_ready(tmp_path):
    async with desk_room(tmp_path) as room:
        triage = helped(room, says(**URGENT))
        await room.opened()
        await triage.work()
        case = await room.case()
        assert (case.priority, case.priority_reason) == (Priority.URGENT, "a child alone")
        [offered] = await room.store.offers(case.id)
        assert offered.by is None and offered.drafts[0] == Draft(text="We are looking for it.")


@pytest.mark.parametrize("none", [SOON, NoHelp("Nonsense.")])
async def test_without_help_the_case_works_as_if_there_were_none(tmp_path, none):
    async with desk_room(tmp_path) as room:
        triage = helped(room, FakeAssistant(refuses=none))
        case = await room.opened()
        assert await triage.work() == none.until
        await reply(room.desk, case.id, "We look for it.", ANN)
        room.clock.forward(60)
        await room.works()
        assert room.network.published == [("1001", "We look for it.")]


async def test_what_failed_is_tried_again_but_not_for_ever(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant(refuses=SOON)
        triage = helped(room, assistant)
        await room.opened()
        for _ in range(TRIES):
            assistant.refuses = NoHelp("Slow.", room.clock.now() + timedelta(seconds=20))
            await triage.work()
            room.clock.forward(20)
        assert await room.store.next_errand() is None and len(assistant.asked) == TRIES


async def test_a_judgement_that_would_come_too_late_is_not_asked_for(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = helped(room, assistant)
        case = await room.opened()
        await room.arrives(mention(id="1002", conversation="1002"))
        await resolve(room.desk, case.id, ANN)
        room.clock.forward(WORTH.total_seconds() + 1)
        assert await triage.work() is None and assistant.asked == []


async def test_what_the_customer_writes_while_a_case_is_judged_is_judged_too(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = says(**URGENT)
        triage = helped(room, assistant)
        await room.opened()
        judging = assistant.triage

        async def slow(case, examples=()):
            if len(case.posts) == 1:
                await room.arrives(mention(id="1009", text="@acmeair my child is alone"))
            return await judging(case, examples)

        assistant.triage = slow
        await triage.work()
        judged = [case.latest.text for verb, case in assistant.asked if verb == "triage"]
        assert judged == ["@acmeair where is my bag?", "@acmeair my child is alone"]
        assert (await room.case()).priority == Priority.URGENT


async def test_a_case_that_is_resolved_meanwhile_stays_resolved(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = says(**URGENT)
        triage = helped(room, assistant)
        case = await room.opened()
        judging = assistant.triage

        async def slow(case, examples=()):
            await resolve(room.desk, case.id, ANN)
            return await judging(case, examples)

        assistant.triage = slow
        await triage.work()
        after = await room.case()
        assert (after.status, after.priority, after.judgement) == (Status.RESOLVED, case.priority, None)


async def test_a_defect_in_one_case_does_not_stop_the_others(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = helped(room, assistant)
        judging = assistant.triage

        async def broken(case, examples=()):
            if case.number == 1:
                raise RuntimeError("a defect")
            return await judging(case, examples)

        assistant.triage = broken
        await room.arrives(mention(), mention(id="1002", conversation="1002"))
        await triage.work()
        assert (await room.case(1)).judgement is None and (await room.case(2)).judgement


async def test_what_people_said_of_similar_cases_is_given_along(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = helped(room, assistant)
        old = await room.opened(text="@acmeair where is my stroller?")
        async with room.store.change() as change:
            said = Correction(text="@acmeair where is my stroller?", by="U0ANN", at=NOON, team="baggage")
            await change.correct(old, said)
        await room.arrives(mention(id="1002", conversation="1002", text="my stroller is gone, where is it?"))
        await triage.work()
        assert any(seen and seen[0].team == "baggage" for seen in assistant.seen)


async def test_a_new_post_is_judged_again_unless_a_person_has_spoken(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = helped(room, assistant)
        await room.opened()
        await triage.work()
        await room.arrives(mention(id="1002", reply_to="1001"))
        await triage.work()
        assert [verb for verb, _ in assistant.asked] == ["triage", "triage"]


async def test_one_of_a_wave_names_the_first_of_it(tmp_path):
    async with desk_room(tmp_path) as room:
        triage = helped(room, FakeAssistant())
        text = "@acmeair your app logs me out when I check in for my flight to Oslo"
        await room.arrives(mention(text=text), mention(id="1002", conversation="1002", text=f"{text} please help"))
        await triage.work()
        assert [(await room.case(n)).judgement.wave for n in (1, 2)] == [None, 1]


async def test_a_storm_is_judged_in_time_and_blocks_nobody(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = helped(room, assistant)
        await room.arrives(*(mention(id=str(n), conversation=str(n)) for n in range(2000, 2040)))
        await triage.work()
        assert len(assistant.asked) == 40 and await room.store.next_errand() is None


async def test_without_an_assistant_no_errand_is_written(tmp_path):
    async with desk_room(tmp_path) as room:
        await room.opened()
        assert await room.store.next_errand() is None


async def test_what_the_desk_answered_is_found_for_the_next_one_like_it(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened(text="@acmeair my lost bag is in Oslo")
        await reply(room.desk, case.id, "It comes with the next flight.", ANN)
        room.clock.forward(60)
        await room.works()
        [source] = await room.store.answers("a lost bag in Oslo, again", 3)
        assert (source.name, source.answer) == ("#1", "It comes with the next flight.")
