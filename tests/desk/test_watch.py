"""The clocks of cases: at risk, late, awake again, and teams that do not answer."""

from datetime import timedelta

import pytest

from bot.cases.case import Status, WaitingFor
from bot.cases.settings import Permissions, Team
from bot.cases.sla import Clock
from bot.cases.views import CardView, NoticeView
from bot.desk import claim, close, escalate, handoff
from tests.cases.samples import mention
from tests.desk_room import ANN, desk_room

TEAMS = (Team(name="baggage", channel="C0BAGGAGE", answer_within_minutes=15, escalate_to=("U0LEAD",)),)


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, teams=TEAMS, permissions=Permissions(lead=("U0LEAD",))) as room:
        yield room


def notices(room):
    return [message.words for message in room.surface.shown(NoticeView)]


async def test_a_card_shows_at_risk_and_late_by_edits_and_the_lead_is_told_once(room):
    case = await room.opened()
    await room.works()
    await claim.claim(room.desk, case.id, ANN)
    await room.works()
    for minutes in (16, 5, 30):
        room.clock.forward(minutes * 60)
        await room.works()
    clocks = [message.clock for _, message in room.surface.edits if isinstance(message, CardView)]
    assert clocks == [Clock.RUNNING, Clock.AT_RISK, Clock.LATE]
    assert notices(room) == ["<@U0ANN> <@U0LEAD> The customer still waits for an answer, and it is late."]


async def test_a_snoozed_case_comes_back_at_its_time(room):
    case = await room.opened()
    await close.snooze(room.desk, case.id, room.clock.now() + timedelta(hours=2), ANN)
    assert (await room.case()).waiting_for is WaitingFor.SNOOZE
    room.clock.forward(2 * 3600)
    await room.works()
    case = await room.case()
    assert (case.status, case.snoozed_until) == (Status.NEW, None)
    assert "The snooze is over; nobody has this case yet." in notices(room)


async def test_an_answered_case_that_wakes_up_without_an_owner_gets_a_clock(room):
    case = await room.opened()
    await room.arrives(mention(id="1002", reply_to="1001", by_us=True, text="On it."))
    await close.snooze(room.desk, case.id, room.clock.now() + timedelta(hours=2), ANN)
    room.clock.forward(2 * 3600)
    await room.works()
    case = await room.case()
    assert (case.status, case.owner, case.due) == (Status.NEW, None, room.clock.now() + timedelta(minutes=60))


async def test_an_unanswered_handoff_goes_on_to_those_who_come_next(room):
    case = await room.opened()
    await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    await room.works()
    room.clock.forward(15 * 60)
    await room.works()
    words = "<@U0LEAD> Team baggage was asked about case #1 and has not answered in time."
    assert notices(room).count(words) == 2


async def test_a_team_that_has_answered_is_not_chased(room):
    case = await room.opened()
    case = await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    theirs = handoff.Written(
        case=case.id, handoff=case.handoffs[0].id, channel="C0BAGGAGE", ts="9.2", by="U0BAG", text="found it"
    )
    await handoff.write(room.desk, theirs)
    room.clock.forward(15 * 60)
    await room.works()
    assert not any("has not answered" in words for words in notices(room))


async def test_the_clocks_of_a_resolved_case_stand_still(room):
    case = await room.opened()
    await close.resolve(room.desk, case.id, ANN)
    room.clock.forward(3600)
    await room.works()
    assert notices(room) == []
    assert await room.store.next_timer() is None


async def test_resolving_closes_what_the_teams_were_asked(room):
    case = await room.opened()
    await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    case = await close.resolve(room.desk, case.id, ANN)
    assert [h.state.value for h in (await room.case()).handoffs] == ["closed"]


async def test_a_timer_that_nobody_knows_holds_up_no_other(room):
    case = await room.opened()
    async with room.store.change() as change:
        await change.set_timer(case, "of_tomorrow:3", room.clock.now())
    room.clock.forward(20 * 60)
    await room.works()
    assert len(notices(room)) == 1
    assert await room.store.next_timer() is None
