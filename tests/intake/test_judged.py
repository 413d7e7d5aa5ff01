"""Judged while it is taken in: the card that appears says what the case is, and nobody waits for it."""

from dataclasses import replace

import pytest

from bot.ai.rules import Rules
from bot.cases.case import Priority
from bot.cases.judgement import Correction, Kind
from bot.cases.views import CardView
from bot.intake.sort import Sorter
from bot.ports.assistant import Judge
from tests.cases.samples import NOON, mention
from tests.desk_room import Room, desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        yield room


def judging(room: Room, helped: bool = False) -> Rules:
    rules = Rules(room.settings)
    judge: Judge = rules
    room.sorter = Sorter(room.store, room.settings, room.clock, "T0ACME", judge=judge, helped=helped)
    return rules


async def test_the_first_card_has_the_judgement_and_is_not_edited_for_it(room):
    judging(room)
    await room.opened(text="@acmeair my suitcase is lost, call +44 7700 900123")
    await room.works()
    [card] = room.surface.shown(CardView)
    judgement = card.case.judgement
    assert (judgement.kind, judgement.topic, judgement.by) == (Kind.COMPLAINT, "lost bag", "rules")
    assert judgement.personal == ("phone number",) and room.surface.edits == []
    assert await room.store.next_errand() is None


async def test_with_a_model_the_rules_judge_first_and_the_errand_waits(room):
    judging(room, helped=True)
    case = await room.opened()
    assert case.judgement.by == "rules" and await room.store.next_errand() is not None


async def test_what_people_said_of_one_like_it_raises_the_priority_and_the_clock(room):
    rules = judging(room)
    said = Correction(text="the stroller of our twins", by="U0ANN", at=NOON, number=3, priority=Priority.URGENT)
    await rules.learn([replace(said, team="baggage")])
    case = await room.opened(text="@acmeair the stroller of our twins!")
    assert (case.priority, case.priority_reason, case.team) == (Priority.URGENT, "like #3", "baggage")


async def test_thanks_after_a_complaint_leave_it_a_complaint_and_new_data_is_added(room):
    judging(room)
    await room.opened(text="@acmeair my bag is lost and nobody answers")
    await room.arrives(mention(id="1002", reply_to="1001", text="@acmeair thanks! my mail is vera@example.com"))
    judgement = (await room.case()).judgement
    assert (judgement.kind, judgement.topic, judgement.personal) == (Kind.COMPLAINT, "lost bag", ("email address",))


async def test_a_question_that_turns_into_a_complaint_becomes_one(room):
    judging(room)
    await room.opened(text="@acmeair when do you open?")
    await room.arrives(mention(id="1002", reply_to="1001", text="@acmeair the worst service, nobody answers"))
    assert (await room.case()).judgement.kind is Kind.COMPLAINT


async def test_what_a_person_or_a_model_said_is_not_overruled_by_a_further_post(room):
    judging(room)
    case = await room.opened(text="@acmeair when do you open?")
    async with room.store.change() as change:
        before = await change.case(case.id)
        await change.save(replace(before, judgement=replace(before.judgement, by="gpt", kind=Kind.IDEA)))
    await room.arrives(mention(id="1002", reply_to="1001", text="@acmeair the worst service, nobody answers"))
    assert (await room.case()).judgement.kind is Kind.IDEA
