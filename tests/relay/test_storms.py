"""Storms: most cards are held back behind one message, none of them is lost, and each comes in the end."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import refusals
from bot.cases.case import Actor, Priority
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import Permissions, Slack
from bot.cases.storms import HELD_AT_MOST
from bot.cases.views import CardView, PostView, ReplyView, StormView
from bot.desk import claim, reply
from bot.desk.storm import show_next
from bot.intake.triage import Triage
from bot.ports.memory import TRIAGE
from bot.relay.deliver import Relay
from tests.cases.samples import NOON, author, mention, settings
from tests.desk_room import ANN, desk_room
from tests.outside import JUDGED, FakeAssistant

LANE = "T0ACME/post/C0MENTIONS"
AT_ONCE = DeskSettings(channel="C0MENTIONS", undo_seconds=0)
URGENTLY = replace(JUDGED, urgency=Priority.URGENT)
PLAIN, HIGH, URGENT = "where are you", "my bag is lost", "this is an emergency"


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=AT_ONCE, slack=Slack(storm_after=10)) as room:
        yield room


def crowd(count, text=PLAIN, start=0):
    return [
        mention(
            id=str(5000 + start + n),
            conversation=str(5000 + start + n),
            author=author(id=str(start + n), handle=f"flyer{start + n}"),
            text=f"@acmeair {text}",
            created_at=NOON,
        )
        for n in range(count)
    ]


def cards(room):
    return [message.case for message in room.surface.shown(CardView)]


async def passes(room, seconds, step=1):
    for _ in range(int(seconds / step)):
        room.clock.forward(step)
        await room.sends()


async def told(room):
    """The storm's message as it stands now."""
    [(ts, message)] = [(ts, each[3]) for ts, each in room.surface.posts.items() if isinstance(each[3], StormView)]
    return next((edited for at, edited in reversed(room.surface.edits) if at == ts), message)


async def test_up_to_the_limit_cards_come_one_by_one(room):
    await room.arrives(*crowd(10))
    await passes(room, 15)
    assert len(cards(room)) == 10 and room.surface.shown(StormView) == []


async def test_beyond_it_one_message_stands_for_the_rest(room):
    await room.arrives(*crowd(40))
    await passes(room, 30)
    assert len(cards(room)) == 10
    view = await told(room)
    assert (view.report.held, view.report.in_line, view.report.storm.held) == (30, 0, 30)
    assert len(view.report.worst) == 5


async def test_what_is_urgent_comes_at_once_and_first(room):
    await room.arrives(*crowd(40), *crowd(15, URGENT, 100))
    await passes(room, 12)
    assert all(case.priority is Priority.URGENT for case in cards(room)[:10])
    await passes(room, 20)
    assert sum(case.priority is Priority.URGENT for case in cards(room)) == 15
    await room.arrives(*crowd(1, URGENT, 200))
    await passes(room, 2)
    assert cards(room)[-1].priority is Priority.URGENT


async def test_high_cards_take_the_places_in_line(room):
    await room.arrives(*crowd(20), *crowd(30, HIGH, 100))
    await passes(room, 60)
    assert [case.priority for case in cards(room)] == [Priority.HIGH] * 30
    assert (await told(room)).report.held == 20


async def test_what_arrives_during_a_storm_does_not_overtake_what_waits(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    await room.arrives(*crowd(5, start=100))
    await passes(room, 20)
    assert len(cards(room)) == 10 and (await told(room)).report.held == 35


async def test_show_next_brings_the_ten_most_urgent_at_once(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    await room.arrives(*crowd(5, start=100))
    assert await show_next(room.desk, 1, ANN) == 10
    await passes(room, 12)
    assert len(cards(room)) == 20
    assert [case.number for case in cards(room)] == list(range(1, 21))
    assert (await told(room)).report.held == 25


async def test_a_click_is_counted_at_once_and_only_once(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    await show_next(room.desk, 1, ANN, "trigger:1")
    await room.works()
    assert (await told(room)).report.held == 20


async def test_only_those_who_may_claim_may_ask_for_more(tmp_path):
    rights = Permissions(claim=("U0LEAD",))
    async with desk_room(tmp_path, slack=Slack(storm_after=10), permissions=rights) as room:
        await room.arrives(*crowd(40))
        await passes(room, 5)
        with pytest.raises(refusals.NotAllowed):
            await show_next(room.desk, 1, ANN)
        assert await show_next(room.desk, 1, Actor(id="U0LEAD", name="Lea")) == 10


async def test_a_storm_is_over_when_few_wait_and_says_so(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    for _ in range(3):
        await show_next(room.desk, 1, ANN)
        await passes(room, 12)
    assert Counter(case.number for case in cards(room)) == Counter(range(1, 41))
    view = await told(room)
    assert view.report.storm.over and view.report.storm.held == 30
    with pytest.raises(refusals.NotNow, match="No card is held back"):
        await show_next(room.desk, 1, ANN)


async def test_the_next_storm_has_a_message_of_its_own(room):
    await room.arrives(*crowd(40))
    await passes(room, 1200, step=5)
    await room.arrives(*crowd(40, start=100))
    await passes(room, 30)
    assert [view.report.storm.id for view in room.surface.shown(StormView)] == [1, 2]


async def test_whatever_happens_each_card_comes_after_a_quarter_of_an_hour(room):
    await room.arrives(*crowd(40))
    await passes(room, HELD_AT_MOST.total_seconds() - 30, step=10)
    assert len(cards(room)) == 10
    await passes(room, 120)
    assert Counter(case.number for case in cards(room)) == Counter(range(1, 41))
    assert (await told(room)).report.storm.over


async def test_a_claimed_case_gets_its_card_at_once(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    waiting = await room.case(35)
    await claim.claim(room.desk, waiting.id, ANN)
    await passes(room, 2)
    assert cards(room)[-1].number == 35 and cards(room)[-1].owner == "U0ANN"


async def test_a_reply_to_a_case_held_back_brings_its_card_and_the_receipt(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    waiting = await room.case(35)
    await reply.reply(room.desk, waiting.id, "It is on its way.", ANN)
    await passes(room, 5)
    assert cards(room)[-1].number == 35
    [receipt] = room.surface.shown(ReplyView)
    assert receipt.case.number == 35 and len(room.network.published) == 1


async def test_a_customer_who_writes_again_is_not_held_back(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    [again] = crowd(1, "hello???", start=30)
    await room.arrives(mention(id="9999", conversation=again.conversation, author=again.author, text="@acmeair hm?"))
    await passes(room, 5)
    assert cards(room)[-1].number == 31
    assert len(room.surface.shown(PostView)) == 1


async def test_the_message_is_drawn_afresh_but_rarely(room):
    await room.arrives(*crowd(40))
    for n in range(30):
        await room.arrives(*crowd(1, start=100 + n))
        await passes(room, 1)
    storm = [ts for ts, each in room.surface.posts.items() if isinstance(each[3], StormView)]
    edits = [ts for ts, _ in room.surface.edits if ts in storm]
    assert 2 <= len(edits) <= 4
    await passes(room, 15)
    assert (await told(room)).report.held == 60


async def test_topics_of_the_waiting_cases_are_told(room):
    await room.arrives(*crowd(20), *crowd(25, "flight cancelled in oslo", 100), *crowd(14, "baggage belt stopped", 200))
    await passes(room, 2)
    topics = dict((await told(room)).topics)
    assert topics["baggage belt"] == 14


@pytest.mark.parametrize(("judge", "by", "topic"), [("gpt", "gpt", "lost bag"), ("rules", "", "bleibt")])
async def test_topics_that_a_model_saw_take_the_place_of_counted_words(room, judge, by, topic):
    await room.arrives(*crowd(20, "wo bleibt er denn"))
    async with room.store.change() as change:
        for number in range(1, 21):
            await change.save(replace(await room.case(number), judgement=replace(JUDGED, by=judge)))
    await passes(room, 3)
    shown = await told(room)
    assert (shown.by, shown.topics[0][0]) == (by, topic)


async def test_what_a_machine_thinks_of_a_case_lets_no_card_go_unless_it_is_urgent(room):
    await room.arrives(*crowd(40, "wo bleibt er denn"))
    await passes(room, 3)
    triage = Triage(room.store, room.store, FakeAssistant(), room.settings, room.clock)
    async with room.store.change() as change:
        await change.run_errands(TRIAGE, room.clock.now(), *range(1, 40))
    await triage.work()
    await passes(room, 12)
    shown = await told(room)
    assert (shown.report.held, shown.by, shown.topics[0]) == (30, JUDGED.by, ("lost bag", 29))
    triage = Triage(room.store, room.store, FakeAssistant(judgement=URGENTLY), room.settings, room.clock)
    async with room.store.change() as change:
        await change.run_errands(TRIAGE, room.clock.now(), 40)
    await triage.work()
    await passes(room, 2)
    assert 40 in [case.number for case in cards(room)]


async def test_nothing_collapses_where_the_limit_is_zero(tmp_path):
    async with desk_room(tmp_path, slack=Slack(storm_after=0)) as room:
        await room.arrives(*crowd(150))
        await passes(room, 160)
        assert len(cards(room)) == 150 and room.surface.shown(StormView) == []


async def test_a_limit_of_zero_ends_the_storm_that_runs(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    unlimited = settings(slack=Slack(storm_after=0))
    room.relay = Relay(room.store, room.store, room.surface, {}, unlimited, room.clock)
    await room.relay.begin()
    await passes(room, 60)
    assert Counter(case.number for case in cards(room)) == Counter(range(1, 41))
    assert (await told(room)).report.storm.over
    assert (await room.store.overview(room.clock.now())).storms == ()


async def test_a_restart_with_a_limit_leaves_the_storm_as_it_is(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    await room.relay.begin()
    await room.works()
    assert len(cards(room)) == 10
    assert (await room.store.overview(room.clock.now())).storms == (("C0MENTIONS", NOON + timedelta(seconds=1)),)


async def test_a_crowd_of_urgent_cases_makes_no_storm(room):
    await room.arrives(*crowd(40, URGENT))
    await passes(room, 45)
    assert len(cards(room)) == 40 and room.surface.shown(StormView) == []


async def test_held_cards_leave_in_order_after_a_restart(room):
    await room.arrives(*crowd(40))
    await passes(room, 5)
    due = dict(await room.store.alarms())[LANE]
    assert due <= room.clock.now() + timedelta(seconds=2)
    await passes(room, 20)
    assert NOON + HELD_AT_MOST <= dict(await room.store.alarms())[LANE] <= NOON + HELD_AT_MOST + timedelta(seconds=5)


async def test_many_replies_at_once_let_everything_else_go_first(room):
    await room.arrives(*crowd(40))
    await passes(room, 20)
    for number in range(11, 31):
        case = await room.case(number)
        await reply.reply(room.desk, case.id, f"Sorry {number}!", ANN, sure=True, many=True)
    await room.arrives(*crowd(1, URGENT, 100))
    await passes(room, 4)
    assert [case.priority for case in cards(room)[10:]].index(Priority.URGENT) <= 3
    await passes(room, 120)
    assert len(room.surface.shown(ReplyView)) == 20
