"""What a public reply must be, and that nothing typed is lost when it is not."""

import asyncio
from dataclasses import replace

import pytest

from bot.cases import refusals
from bot.cases.case import ReplyState
from bot.cases.presence import erased
from bot.cases.settings import Desk as DeskSettings
from bot.cases.views import NoticeView
from bot.desk import handoff, reply
from bot.ports.store import Repeated
from tests.cases.samples import mention
from tests.desk_room import ANN, BEN, desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        yield room


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("  ", refusals.EmptyReply),
        ("x" * 300, refusals.ReplyTooLong),
        ("Ask <@U0BEN>", refusals.MentionsColleague),
    ],
)
async def test_what_cannot_be_published_is_refused_and_kept_as_a_draft(room, written, refusal):
    case = await room.opened()
    with pytest.raises(refusal):
        await reply.reply(room.desk, case.id, written, ANN)
    assert await room.store.draft(case.id, ANN.id) == written
    assert (await room.case()).replies == ()


async def test_a_case_that_x_does_not_let_us_answer_says_where_to_answer_it(room):
    case = await room.opened(answerable=False)
    with pytest.raises(refusals.NotAnswerable, match=r"https://x\.com/vera/status/1001"):
        await reply.reply(room.desk, case.id, "Hello", ANN)


async def test_slacks_codes_become_what_the_customer_reads(room):
    case = await room.opened()
    decided = await reply.reply(room.desk, case.id, "Sorry &amp; thanks :pray: <https://acme.example/x|here>", ANN)
    assert decided.text == "Sorry & thanks 🙏 https://acme.example/x"


async def test_the_signature_is_counted_and_published(tmp_path):
    async with desk_room(tmp_path, desk=DeskSettings(channel="C0MENTIONS", signature="^{initials}")) as room:
        case = await room.opened()
        decided = await reply.reply(room.desk, case.id, "On it.", ANN)
        assert decided.text == "On it. ^AA"


async def test_two_people_at_once_the_second_is_told_what_changed(room):
    case = await room.opened()
    first, second = await asyncio.gather(
        reply.reply(room.desk, case.id, "From Ann", ANN, seen=0),
        reply.reply(room.desk, case.id, "From Ben", BEN, seen=0),
        return_exceptions=True,
    )
    assert not isinstance(first, Exception)
    assert isinstance(second, refusals.ThreadChanged)
    assert "<@U0ANN> replied to the customer" in str(second)
    assert await room.store.draft(case.id, BEN.id) == "From Ben"
    again = await reply.reply(room.desk, case.id, "From Ben", BEN, seen=second.activity)
    assert again.state is ReplyState.WAITING


async def test_a_reply_is_stopped_once_when_the_customer_wrote_meanwhile(room):
    case = await room.opened()
    room.clock.forward(5)
    await room.arrives(mention(id="1002", text="@acmeair never mind"))
    with pytest.raises(refusals.ThreadChanged, match="the customer wrote again"):
        await reply.reply(room.desk, case.id, "We are on it", ANN, seen=0)


async def test_a_reply_is_stopped_once_when_a_colleague_wrote_a_note_meanwhile(room):
    case = await room.opened()
    note = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0BEN", text="wait!")
    await handoff.write(room.desk, note)
    with pytest.raises(refusals.ThreadChanged, match="wrote a note"):
        await reply.reply(room.desk, case.id, "We are on it", ANN, seen=0)


async def test_what_slack_repeats_is_decided_once(room):
    case = await room.opened()
    await reply.reply(room.desk, case.id, "Once", ANN, key="view:V1")
    with pytest.raises(Repeated):
        await reply.reply(room.desk, case.id, "Once", ANN, key="view:V1")
    assert len((await room.case()).replies) == 1


async def test_a_successful_reply_leaves_no_draft(room):
    case = await room.opened()
    with pytest.raises(refusals.ReplyTooLong):
        await reply.reply(room.desk, case.id, "x" * 300, ANN)
    await reply.reply(room.desk, case.id, "short", ANN)
    assert await room.store.draft(case.id, ANN.id) == ""


async def test_an_unknown_case_is_refused_with_a_sentence(room):
    with pytest.raises(refusals.UnknownCase, match="There is no case"):
        await reply.reply(room.desk, 99, "Hello", ANN)


async def test_whose_reply_a_colleague_takes_back_is_told_and_finds_the_text(tmp_path):
    async with desk_room(tmp_path, desk=DeskSettings(channel="C0MENTIONS", undo_seconds=60)) as room:
        case = await room.opened()
        for by in (ANN, BEN):
            decided = await reply.reply(room.desk, case.id, f"We look, says {by.id}.", ANN, sure=True)
            await reply.undo(room.desk, case.id, decided.id, by)
        await room.works()
        room.clock.forward(5)
        await room.works()
        told = "<@U0ANN>, <@U0BEN> took your reply back, so it did not go out. *Reply* has your text."
        assert [message.words for message in room.surface.shown(NoticeView)] == [told]
        assert await room.store.draft(case.id, "U0ANN") == "We look, says U0BEN."


async def test_what_is_gone_from_x_is_said_to_be_gone(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened()
        async with room.store.change() as change:
            post = case.posts[0]
            await change.save_post(case, replace(post, mention=erased(post.mention, "deleted")))
        with pytest.raises(refusals.NotAnswerable, match="Nobody can answer case #1 any more: its post is deleted"):
            await reply.reply(room.desk, case.id, "We look.", ANN)
