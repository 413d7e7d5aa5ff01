"""What becomes a case, what joins one, and what is noise."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.ai.rules import Rules
from bot.cases.case import Priority, ReplyState, Status, WaitingFor
from bot.cases.settings import Sla, SlaRule
from bot.desk import close
from bot.desk.reply import reply
from bot.intake.sort import CHUNK, Sorter
from bot.ports.network import Mark
from bot.storage.changes import StoredChange
from tests.cases.samples import NOON, author, mention, settings
from tests.desk_room import ANN, desk_room

PATIENCE = 30  # seconds


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        yield room


async def test_a_mention_becomes_a_case_with_its_clock_from_when_it_was_written(room):
    room.clock.forward(120)
    case = await room.opened()
    assert (case.number, case.status, case.priority) == (1, Status.NEW, Priority.NORMAL)
    assert case.due == NOON + timedelta(minutes=20)


async def test_the_same_post_makes_one_case_however_often_it_is_read(room):
    await room.arrives(mention())
    await room.arrives(mention(), mention(id="1002", conversation="1002"))
    assert len(await room.store.open(10)) == 2


async def test_what_the_same_customer_adds_joins_the_case(room):
    await room.arrives(mention())
    await room.arrives(mention(id="1002", text="@acmeair hello?"))
    case = await room.case()
    assert [post.mention.id for post in case.posts] == ["1001", "1002"]
    assert case.activity == 1


async def test_an_answer_without_a_conversation_joins_the_case_of_what_it_answers(room):
    await room.arrives(mention())
    await room.arrives(mention(id="1002", conversation="1002", reply_to="1001"))
    await room.arrives(mention(id="1003", conversation="1003", reply_to="1002", author=author(id="901")))
    assert [post.mention.id for post in (await room.case(1)).posts] == ["1001", "1002"]
    assert (await room.case(2)).author.id == "901"


async def test_another_customer_in_the_conversation_gets_a_case_of_their_own_and_both_know(room):
    await room.arrives(mention(), mention(id="1002", author=author(id="901", handle="omar")))
    assert (await room.case(1)).others == (2,)
    assert (await room.case(2)).others == (1,)


async def test_of_what_arrives_together_each_finds_its_place_in_its_order(room):
    omar = author(id="901", handle="omar")
    await room.arrives(
        mention(),
        mention(id="1002", text="@acmeair hello?"),
        mention(id="1002", text="@acmeair hello?"),
        mention(id="1003", author=omar),
        mention(id="1004", conversation="1004", reply_to="1003", author=omar),
        mention(id="1005", by_us=True, reply_to="1003", text="@omar we look into it"),
        mention(id="1006", conversation="1006", author=omar),
        mention(id="1007", author=omar, text="@acmeair thanks"),
    )
    found = [await room.case(number) for number in (1, 2, 3)]
    assert [[post.mention.id for post in case.posts] for case in found] == [
        ["1001", "1002"],
        ["1003", "1004", "1007"],
        ["1006"],
    ]
    assert [case.others for case in found] == [(2,), (1,), ()]
    assert [reply.posted_id for reply in found[1].replies] == ["1005"]
    assert found[1].status is Status.NEW


async def test_a_newcomer_is_named_on_the_cards_that_stand_in_the_conversation(room):
    await room.opened()
    await room.works()
    crowd = [mention(id=str(2000 + n), author=author(id=str(n), handle=f"c{n}")) for n in range(3)]
    await room.arrives(*crowd)
    await room.works()
    [(_, redrawn)] = room.surface.edits
    assert redrawn.case.others == (2, 3, 4)


async def test_a_follow_up_reopens_a_resolved_case(room):
    case = await room.opened()
    await close.resolve(room.desk, case.id, ANN)
    await room.arrives(mention(id="1002"))
    assert (await room.case()).status is Status.NEW


@pytest.mark.parametrize("noise", [{"repost": True}, {"text": "RT @vera: @acmeair where is my bag?"}, {"by_us": True}])
async def test_reposts_and_our_own_posts_are_never_cases(room, noise):
    await room.arrives(mention(**noise))
    assert await room.store.open(10) == []
    assert await room.store.read("x:acmeair", ["1001"]) == {"1001"}


async def test_an_answer_given_by_hand_counts_and_stops_the_clock(room):
    await room.arrives(mention())
    await room.arrives(mention(id="1002", by_us=True, reply_to="1001", text="@vera we look into it"))
    case = await room.case()
    assert (case.waiting_for, case.due) == (WaitingFor.CUSTOMER, None)
    [reply] = case.replies
    assert (reply.by, reply.state, reply.posted_id) == (None, ReplyState.POSTED, "1002")


async def test_an_answer_by_hand_is_counted_once(room):
    by_hand = mention(id="1002", by_us=True, reply_to="1001", text="@vera we look into it")
    await room.arrives(mention(), by_hand)
    await room.arrives(by_hand)
    assert len((await room.case()).replies) == 1


async def test_our_own_reply_is_no_answer_by_hand_where_it_was_written_down_while_we_read(room, monkeypatch):
    async def known_a_moment_ago(*_):
        return frozenset()

    case = await room.opened()
    await reply(room.desk, case.id, "We look into it.", ANN)
    room.clock.forward(60)
    await room.works()
    monkeypatch.setattr(StoredChange, "known", known_a_moment_ago)
    await room.arrives(mention(id="2001", by_us=True, reply_to="1001", text="@vera We look into it."))
    assert [each.posted_id for each in (await room.case()).replies] == ["2001"]


async def test_the_mark_moves_with_the_last_of_what_it_covers(room):
    many = [mention(id=str(1000 + n), conversation=str(n), author=author(id=str(n))) for n in range(12)]
    await room.sorter.take("x:acmeair", "mentions", many, Mark(id="1011", at=NOON))
    async with room.store.change() as change:
        assert await change.mark("x:acmeair", "mentions") == Mark(id="1011", at=NOON)
    assert len(await room.store.open(50)) == 12


async def test_while_some_are_kept_the_next_ones_are_judged_already(room, monkeypatch):
    crowd = [mention(id=str(2000 + n), conversation=str(n), author=author(id=str(n))) for n in range(CHUNK + 1)]
    judged = asyncio.Event()

    class Judging(Rules):
        def judge(self, mention):
            if mention.id == crowd[-1].id:
                judged.set()
            return super().judge(mention)

    @asynccontextmanager
    async def change(*, person):
        async with room.store.change(person=person) as opened:
            yield opened
            await judged.wait()

    room.sorter = Sorter(SimpleNamespace(change=change), room.settings, room.clock, "T0ACME", judge=Judging(settings()))
    async with asyncio.timeout(PATIENCE):
        await room.arrives(*crowd)
    assert (await room.case(CHUNK + 1)).author.id == str(CHUNK)


async def test_a_keyword_suggests_the_team(room):
    assert (await room.opened(text="@acmeair a lost bag again")).team == "baggage"


async def test_a_late_post_is_late_from_the_start(room):
    room.clock.forward(3600)
    await room.opened()
    await room.works()
    [line] = await room.store.late(room.clock.now(), 10)
    assert line.number == 1


async def test_a_case_that_becomes_urgent_is_due_as_urgent_cases_are(tmp_path):
    rules = (SlaRule(priority="urgent", first_reply_minutes=5),)
    async with desk_room(tmp_path, sla=Sla(rules=rules)) as room:
        await room.opened()
        await room.arrives(mention(id="1002", text="@acmeair my medication is in it", created_at=room.clock.now()))
        case = await room.case()
        assert (case.priority, case.due) == (Priority.URGENT, room.clock.now() + timedelta(minutes=5))
        assert await room.store.next_timer() == case.at_risk


async def test_a_further_post_can_raise_the_priority_and_name_the_team_but_not_lower_it(room):
    await room.arrives(mention(text="@acmeair nice day"))
    await room.arrives(mention(id="1002", text="@acmeair my medication is in the lost bag"))
    await room.arrives(mention(id="1003", text="@acmeair thanks"))
    case = await room.case()
    assert (case.priority, case.priority_reason, case.team) == (Priority.URGENT, "says “medication”", "baggage")
