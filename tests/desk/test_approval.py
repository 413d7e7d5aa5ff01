"""Replies that wait for an approver: chosen among several, reworded, and given back when nobody reads them."""

from datetime import timedelta

import pytest

from bot.cases.case import Actor, ReplyState
from bot.cases.drafts import Draft
from bot.cases.refusals import EmptyReply, NotAllowed, NotNow, ReplyTooLong
from bot.cases.settings import Desk as DeskFile
from bot.cases.settings import Permissions
from bot.desk import approval, close, watch
from bot.desk.reply import reply
from bot.ports.memory import Offered
from tests.cases.samples import NOON
from tests.desk_room import desk_room

RIGHTS = Permissions(needs_approval=("U0NEW", "U0NEWER", "U0LEAD"), approve=("U0LEAD", "U0CHIEF"), lead=("U0LEAD",))
NEW, NEWER, LEAD, CHIEF = (Actor(id=each) for each in ("U0NEW", "U0NEWER", "U0LEAD", "U0CHIEF"))


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, permissions=RIGHTS) as room:
        yield room


async def said(room):
    for _ in range(5):
        await room.works()
        room.clock.forward(5)
    return [message.words for _, _, _, message in room.surface.posts.values() if hasattr(message, "words")]


async def states(room):
    return [each.state for each in (await room.case()).replies]


async def kinds(room):
    return [entry.kind for entry in await room.store.history((await room.case()).id, 20)]


async def test_of_several_answers_one_goes_out_and_the_others_go_back(room):
    case = await room.opened()
    first = await reply(room.desk, case.id, "We are on it", NEW)
    second = await reply(room.desk, case.id, "Have you tried the counter?", NEWER)
    await approval.approve(room.desk, case.id, second.id, LEAD)
    assert await states(room) == [ReplyState.SENT_BACK, ReplyState.WAITING]
    assert await room.store.draft(case.id, "U0NEW") == "We are on it"
    assert any("<@U0NEW>, <@U0LEAD> approved another answer" in words for words in await said(room))
    assert room.network.published == [("1001", "Have you tried the counter?")]
    with pytest.raises(NotNow, match="does not wait for approval any more"):
        await approval.approve(room.desk, case.id, first.id, LEAD)


async def test_an_approver_may_change_the_words_and_the_history_keeps_both(room):
    case = await room.opened()
    waiting = await reply(room.desk, case.id, "We dont care", NEW)
    await approval.approve(room.desk, case.id, waiting.id, LEAD, reworded="We do care & look into it")
    await room.works()
    assert room.network.published == [("1001", "We do care & look into it")]
    changed = next(e for e in await room.store.history(case.id, 20) if e.kind == "ReplyReworded")
    assert (changed.by, changed.details["before"], changed.details["text"]) == (
        "U0LEAD", "We dont care", "We do care & look into it",
    )  # fmt: skip


async def test_the_share_of_a_draft_is_of_what_the_approver_made_of_it(room):
    case = await room.opened()
    async with room.store.change() as change:
        await change.offer(case, Offered(drafts=(Draft(text="We look for it"),), by="U0NEW", at=NOON, activity=1))
    waiting = await reply(room.desk, case.id, "We look for it", NEW)
    assert waiting.share == 100
    await approval.approve(room.desk, case.id, waiting.id, LEAD, reworded="Write to us, please")
    assert (await room.case()).replies[0].share < 50


async def test_an_approval_without_a_change_is_no_rewording(room):
    case = await room.opened()
    waiting = await reply(room.desk, case.id, "We care", NEW)
    await approval.approve(room.desk, case.id, waiting.id, LEAD, reworded="We care")
    assert "ReplyReworded" not in await kinds(room)


@pytest.mark.parametrize(("words", "no"), [(" ", EmptyReply), ("x" * 300, ReplyTooLong)])
async def test_what_could_not_be_published_is_not_approved(room, words, no):
    case = await room.opened()
    waiting = await reply(room.desk, case.id, "We care", NEW)
    with pytest.raises(no):
        await approval.approve(room.desk, case.id, waiting.id, LEAD, reworded=words)
    assert await states(room) == [ReplyState.APPROVAL]


async def test_nobody_approves_their_own_words(room):
    case = await room.opened()
    waiting = await reply(room.desk, case.id, "We care", LEAD)
    with pytest.raises(NotAllowed, match="somebody else has to read it"):
        await approval.approve(room.desk, case.id, waiting.id, LEAD)
    await approval.approve(room.desk, case.id, waiting.id, CHIEF)


async def test_what_nobody_reads_goes_back_and_the_lead_is_told(room):
    case = await room.opened()
    await reply(room.desk, case.id, "We care", NEW)
    room.clock.forward(timedelta(minutes=240).total_seconds() - 1)
    await watch.catch_up(room.desk)
    assert await states(room) == [ReplyState.APPROVAL]
    room.clock.forward(1)
    await watch.catch_up(room.desk)
    assert await states(room) == [ReplyState.SENT_BACK]
    assert await room.store.draft(case.id, "U0NEW") == "We care"
    told = [words for words in await said(room) if "nobody approved your reply in time" in words]
    assert len(told) == 1 and told[0].startswith("<@U0NEW>") and "<@U0LEAD>" in told[0]
    assert room.network.published == []
    assert "ReplyExpired" in await kinds(room)


async def test_it_goes_back_also_where_the_case_is_resolved(room):
    case = await room.opened()
    await close.resolve(room.desk, case.id, LEAD)
    await reply(room.desk, case.id, "One more thing", NEW)
    room.clock.forward(timedelta(minutes=240).total_seconds())
    await watch.catch_up(room.desk)
    assert await states(room) == [ReplyState.SENT_BACK]


async def test_what_is_approved_or_taken_back_in_time_does_not_expire(room):
    case = await room.opened()
    waiting = await reply(room.desk, case.id, "We care", NEW)
    await approval.approve(room.desk, case.id, waiting.id, LEAD)
    room.clock.forward(timedelta(minutes=240).total_seconds())
    await watch.catch_up(room.desk)
    assert "ReplyExpired" not in await kinds(room)


async def test_with_zero_minutes_a_reply_waits_for_ever(tmp_path):
    given = DeskFile(channel="C0MENTIONS", approval_minutes=0)
    async with desk_room(tmp_path, permissions=RIGHTS, desk=given) as room:
        case = await room.opened()
        await reply(room.desk, case.id, "We care", NEW)
        room.clock.forward(timedelta(days=30).total_seconds())
        await watch.catch_up(room.desk)
        assert await states(room) == [ReplyState.APPROVAL]
