"""A suggested request: asked by a click on just these words, once, and the history says whose idea it was."""

from dataclasses import replace

import pytest

from bot.cases.case import Case, Priority
from bot.cases.refusals import NotNow, UnknownTeam
from bot.desk.escalate import follow_suggestion
from tests.desk_room import ANN, BEN, Room, desk_room
from tests.outside import JUDGED

URGENT = replace(JUDGED, urgency=Priority.URGENT, reason="a child alone", team="baggage")
WORDS = "baggage: Lost bag: a child alone"


async def judged(room: Room, team: str = "baggage") -> Case:
    case = await room.opened()
    async with room.store.change() as change:
        await change.save(replace(case, judgement=replace(URGENT, team=team), priority=Priority.URGENT))
    return await room.case()


async def test_a_click_asks_the_team_and_the_history_says_whose_idea_it_was(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await judged(room)
        await follow_suggestion(room.desk, case.id, WORDS, ANN)
        [asked] = (await room.case()).handoffs
        assert (asked.team, asked.reason, asked.by) == ("baggage", "Lost bag: a child alone", ANN.id)
        newest, before, *_ = await room.store.history(case.id, 5)
        assert (newest.kind, newest.by) == ("CaseEscalated", ANN.id)
        assert (before.kind, before.by, before.details["machine"]) == ("SuggestionTaken", ANN.id, "fake")


async def test_a_second_click_and_one_on_old_words_ask_nobody(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await judged(room)
        with pytest.raises(NotNow, match="not current any more"):
            await follow_suggestion(room.desk, case.id, "baggage: Refund", ANN)
        await follow_suggestion(room.desk, case.id, WORDS, ANN)
        with pytest.raises(NotNow, match="not current any more"):
            await follow_suggestion(room.desk, case.id, WORDS, BEN)
        assert len((await room.case()).handoffs) == 1


async def test_a_team_that_is_gone_meanwhile_is_refused(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await judged(room, "press")
        with pytest.raises(UnknownTeam):
            await follow_suggestion(room.desk, case.id, "press: Lost bag: a child alone", ANN)
