"""A claim that does not move: its owner is asked once, and without a word the case goes back to everybody."""

from datetime import timedelta

import pytest

from bot.cases.case import Priority, Status
from bot.cases.refusals import NotNow
from bot.cases.settings import Desk, Sla
from bot.cases.views import NoticeView, StillView
from bot.desk import assign, claim, close, handoff, still
from bot.ports.claims import RETURN, STILL
from tests.cases.samples import mention
from tests.desk_room import ANN, BEN, desk_room

DESK = Desk(channel="C0MENTIONS")
HOURS = Sla(first_reply_minutes=600, hours=("mon-sun 00:00-12:40",))  # the tests begin at noon


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=DESK, sla=Sla(first_reply_minutes=600)) as room:
        yield room


async def later(room, minutes):
    room.clock.forward(minutes * 60)
    await room.works()
    room.clock.forward(5)
    await room.works()


async def claimed(room, by=ANN):
    case = await room.opened()
    await room.works()
    await claim.claim(room.desk, case.id, by)
    return case


def asked(room):
    return [view for view in room.surface.shown(StillView)]


def notices(room):
    return [view.words for view in room.surface.shown(NoticeView)]


async def kinds(room, case):
    return [entry.kind for entry in await room.store.history(case.id, 20)]


async def test_the_owner_is_asked_and_without_a_word_the_case_goes_back(room):
    case = await claimed(room)
    await later(room, 29)
    assert asked(room) == []
    await later(room, 1)
    (question,) = asked(room)
    assert question.words.startswith("<@U0ANN>, still on it?") and len(question.steps) == 2
    await later(room, 14)
    assert (await room.case()).owner == "U0ANN"
    await later(room, 1)
    case = await room.case()
    assert (case.owner, case.status) == (None, Status.NEW)
    told = (
        "Case #1 is free again, since <@U0ANN> had it and there was no word from them. Whoever presses *Claim* has it."
    )
    assert notices(room) == [told, told]
    assert (await kinds(room, case))[:2] == ["CaseReturned", "OwnerAsked"]
    assert [message.steps for _, message in room.surface.edits if isinstance(message, StillView)] == [()]


async def test_an_owner_who_says_so_keeps_the_case_and_is_asked_again_much_later(room):
    case = await claimed(room)
    await later(room, 31)
    await still.still(room.desk, case.id, ANN)
    await later(room, 29)
    assert (await room.case()).owner == "U0ANN" and len(asked(room)) == 1
    assert "<@U0ANN> is still on it." in [m.words for _, m in room.surface.edits if isinstance(m, StillView)]
    await later(room, 2)
    assert len(asked(room)) == 2


async def test_only_the_owner_can_say_so(room):
    case = await claimed(room)
    with pytest.raises(NotNow, match="<@U0ANN> has case #1; only they can say so"):
        await still.still(room.desk, case.id, BEN)
    await claim.release(room.desk, case.id, ANN)
    with pytest.raises(NotNow, match="Nobody has case #1 any more"):
        await still.still(room.desk, case.id, ANN)


async def test_whatever_happens_meanwhile_puts_the_question_off(room):
    case = await claimed(room)
    await later(room, 20)
    note = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0BEN", text="I know her")
    await handoff.write(room.desk, note)
    await later(room, 20)
    assert asked(room) == []
    await later(room, 10)
    assert len(asked(room)) == 1


async def test_a_movement_after_the_question_keeps_the_case(room):
    case = await claimed(room)
    await later(room, 31)
    note = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0ANN", text="calling her")
    await handoff.write(room.desk, note)
    await later(room, 16)
    assert (await room.case()).owner == "U0ANN"
    assert [m.words for _, m in room.surface.edits if isinstance(m, StillView)] == ["<@U0ANN> is on it."]


async def test_a_hand_over_begins_the_time_anew_and_a_waiting_case_is_not_asked_about(room):
    case = await claimed(room)
    await later(room, 20)
    await assign.assign(room.desk, case.id, "U0BEN", ANN)
    await later(room, 20)
    assert asked(room) == []
    await close.snooze(room.desk, case.id, room.clock.now() + timedelta(hours=5), BEN)
    await later(room, 60)
    assert asked(room) == []


async def test_urgent_cases_are_asked_about_first(room):
    await room.arrives(
        mention(), mention(id="1002", conversation="1002", text="@acmeair stranded, this is an emergency")
    )
    await room.works()
    for number in (1, 2):
        await claim.claim(room.desk, (await room.case(number)).id, ANN)
    assert (await room.case(2)).priority is Priority.URGENT
    await later(room, 16)
    assert [view.case.number for view in asked(room)] == [2]


async def test_nobody_is_asked_while_the_office_is_closed_not_even_after_an_outage(tmp_path):
    async with desk_room(tmp_path, desk=DESK, sla=HOURS) as room:
        await claimed(room)
        await later(room, 45)
        assert asked(room) == []
        await later(room, 12 * 60)
        assert len(asked(room)) == 1


async def test_a_desk_that_wants_no_questions_asks_none(tmp_path):
    async with desk_room(tmp_path) as room:  # as the samples have it
        await claimed(room)
        await later(room, 600)
        assert asked(room) == [] and (await room.case()).owner == "U0ANN"


async def test_the_timers_end_with_the_claim(room):
    case = await claimed(room)
    await later(room, 31)
    await close.resolve(room.desk, case.id, ANN)
    async with room.store.change() as change:
        left = await change.coming_timers(room.clock.now() + timedelta(days=9), 50)
    assert not {timer.kind for timer in left} & {STILL, RETURN}


async def test_the_cases_of_somebody_who_left_go_back_at_once(room):
    case = await claimed(room)
    await still.owner_left(room.desk, case.id, "U0BEN")
    assert (await room.case()).owner == "U0ANN"
    await still.owner_left(room.desk, case.id, "U0ANN")
    await later(room, 0)
    assert (await room.case()).owner is None
    assert "since <@U0ANN> had it and their account is deactivated" in notices(room)[0]
