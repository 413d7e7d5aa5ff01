"""What people say a case is counts, stays, and is kept for the next ones like it."""

import pytest

from bot.cases.case import Priority
from bot.cases.judgement import Kind
from bot.cases.refusals import NotNow, UnknownTeam
from bot.desk.change import change
from bot.desk.close import dismiss
from bot.desk.escalate import escalate
from tests.desk_room import ANN, desk_room
from tests.outside import JUDGED

TEXT = "@acmeair my stroller never came out of the belt"


async def test_a_person_may_lower_what_a_machine_raised_and_it_stays(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened(text=TEXT)
        after = await change(room.desk, case.id, ANN, priority=Priority.LOW, team="BAGGAGE", kind=Kind.QUESTION)
        assert (after.priority, after.team, after.judgement.kind) == (Priority.LOW, "baggage", Kind.QUESTION)
        assert after.judgement.corrected_by == ANN.id
        [kept] = await room.store.corrections("the stroller did not come out", 3)
        assert (kept.priority, kept.team, kept.kind, kept.by) == (Priority.LOW, "baggage", Kind.QUESTION, ANN.id)


async def test_an_empty_team_and_topic_take_them_away(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened(text="my lost bag")
        await change(room.desk, case.id, ANN, topic="  lost   bag ")
        after = await change(room.desk, case.id, ANN, team="", topic="")
        assert after.team is None and after.judgement.topic == ""


async def test_a_change_that_changes_nothing_and_an_unknown_team_are_refused(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened(text=TEXT)
        with pytest.raises(UnknownTeam):
            await change(room.desk, case.id, ANN, team="press")
        await change(room.desk, case.id, ANN, priority=Priority.HIGH)
        with pytest.raises(NotNow, match="Nothing was changed"):
            await change(room.desk, case.id, ANN, priority=Priority.HIGH)


async def test_setting_aside_and_asking_a_team_teach_too(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened(text=TEXT)
        await escalate(room.desk, case.id, "baggage", "where is it?", ANN)
        await dismiss(room.desk, case.id, ANN)
        [kept] = await room.store.corrections(TEXT, 3)
        assert kept.not_for_us and kept.team == "baggage"


def test_the_fakes_judgement_is_no_persons():
    assert JUDGED.corrected_by is None
