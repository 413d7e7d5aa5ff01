"""The clocks of cases: at risk, late, awake again, and teams that do not answer."""

from datetime import timedelta
from itertools import groupby

import pytest

from bot.cases.case import Status, WaitingFor
from bot.cases.settings import Permissions, Slack, Team
from bot.cases.sla import Clock
from bot.cases.views import CardView, NoticeView
from bot.desk import claim, close, escalate, handoff, reply, watch
from tests.cases.samples import mention
from tests.desk_room import ANN, desk_room

TEAMS = (Team(name="baggage", channel="C0BAGGAGE", answer_within_minutes=15, escalate_to=("U0LEAD",)),)

FAST = Slack(posts_per_second=1000)


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, teams=TEAMS, permissions=Permissions(lead=("U0LEAD",)), slack=FAST) as room:
        yield room


def notices(room):
    return [message.words for message in room.surface.shown(NoticeView)]


async def clocked(room, number):
    history = await room.store.history((await room.case(number)).id, 20)
    return [entry for entry in history if entry.kind in ("CaseAtRisk", "CaseLate")]


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


async def test_what_became_at_risk_and_late_meanwhile_is_told_once_and_the_lead_hears_of_all_together(room):
    for number in range(1, 31):
        await room.arrives(mention(id=str(number), conversation=str(number), created_at=room.clock.now()))
        room.clock.forward(1)
    await claim.claim(room.desk, (await room.case(7)).id, ANN)
    room.clock.forward(3600)
    for _ in range(15):
        await room.works()
        room.clock.forward(3)
    told = [(entry.id, entry.kind) for number in range(1, 31) for entry in await clocked(room, number)]
    assert [kind for _, kind in told] == ["CaseLate"] * 30
    assert told == sorted(told)  # events are numbered in the order of their writing
    assert sorted(notices(room)) == [
        "<@U0ANN> The customer still waits for an answer, and it is late.",
        "<@U0LEAD> Nobody watched the clocks for a while. 30 cases are late now; `/cases late` lists them.",
    ]


async def test_a_single_case_that_was_late_all_along_is_told_as_any_other(room):
    room.clock.forward(3600)
    case = await room.opened()  # written an hour ago
    await room.works()
    assert notices(room) == ["<@U0LEAD> The customer still waits for an answer, and it is late."]
    await close.snooze(room.desk, case.id, room.clock.now() + timedelta(hours=2), ANN)
    room.clock.forward(2 * 3600)
    await room.works()
    room.clock.forward(60)
    await room.works()
    assert notices(room)[1:] == ["The snooze is over; nobody has this case yet."]


async def test_a_resolution_is_at_risk_and_late_on_the_card_and_told_once(room):
    case = await room.opened()
    await room.arrives(mention(id="1002", reply_to="1001", by_us=True, text="On it."))
    await claim.claim(room.desk, case.id, ANN)
    await close.snooze(room.desk, case.id, room.clock.now() + timedelta(hours=1), ANN)
    for hours in (1, 36, 12, 1, 1):
        room.clock.forward(hours * 3600)
        await room.works()
    states = [message.resolution for _, message in room.surface.edits if isinstance(message, CardView)]
    assert [state for state, _ in groupby(states)] == [Clock.RUNNING, Clock.AT_RISK, Clock.LATE]
    assert notices(room)[1:] == ["<@U0ANN> <@U0LEAD> This case should be resolved by now."]


async def test_silence_resolves_what_waits_for_the_customer_and_their_next_word_opens_it(room):
    case = await room.opened()
    await room.arrives(mention(id="1002", reply_to="1001", by_us=True, text="On it."))
    assert (await room.case()).resolves_at == room.clock.now() + timedelta(hours=72)
    room.clock.forward(72 * 3600)
    await room.works()
    case = await room.case()
    assert (case.status, case.resolution) == (Status.RESOLVED, "the customer wrote nothing more")
    assert notices(room) == [] and await room.store.next_timer() is None
    await room.arrives(mention(id="1003", text="@acmeair still nothing", created_at=room.clock.now()))
    case = await room.case()
    assert (case.status, case.due) == (Status.NEW, room.clock.now() + timedelta(minutes=60))


async def test_silence_waits_for_a_reply_that_is_on_its_way(room):
    await room.opened()
    await room.arrives(mention(id="1002", reply_to="1001", by_us=True, text="On it."))
    room.clock.forward(72 * 3600 - 1)
    await reply.reply(room.desk, 1, "Found it.", ANN)
    room.clock.forward(1)
    await watch.catch_up(room.desk)
    assert (await room.case()).open
    assert await room.store.next_timer() == room.clock.now() + timedelta(hours=1)


async def test_a_case_set_aside_comes_back_with_the_customers_next_post(room):
    case = await room.opened()
    case = await close.set_aside(room.desk, case.id, ANN)
    assert (case.waiting_for, case.resolves_at) == (WaitingFor.CUSTOMER, None)
    assert case.due == room.clock.now() + timedelta(minutes=20)
    await room.arrives(mention(id="1002"))
    assert (await room.case()).status is Status.NEW


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
    assert await room.store.next_timer() > room.clock.now()
