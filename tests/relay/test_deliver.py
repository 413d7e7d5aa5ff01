"""From a decision to the outside: order, pace, and every kind of answer."""

from datetime import timedelta

import pytest

from bot.cases.case import ReplyState, Status, WaitingFor
from bot.cases.outbox import post_lane, publish_lane
from bot.cases.settings import Desk as DeskSettings
from bot.cases.views import CardView, HandoffView, NoteView, NoticeView, PostView, ReplyView
from bot.desk import claim, escalate, handoff, reply
from bot.ports.faults import Fault
from bot.ports.outcomes import Gone, Paused, Rejected, Unsure
from bot.relay.patience import Patience
from tests.cases.samples import author, mention
from tests.desk_room import ANN, BEN, desk_room

AT_ONCE = DeskSettings(channel="C0MENTIONS", undo_seconds=0)


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=AT_ONCE) as room:
        yield room


async def answered(room, text="We are on it."):
    case = await room.opened()
    await room.works()
    await reply.reply(room.desk, case.id, text, ANN)
    return case


async def test_a_case_becomes_one_card(room):
    await room.opened()
    await room.works()
    [card] = room.surface.shown(CardView)
    assert card.case.number == 1


async def test_what_happened_before_the_card_left_is_on_the_card_and_makes_no_edit(room):
    case = await room.opened()
    await claim.claim(room.desk, case.id, ANN)
    await room.works()
    assert room.surface.shown(CardView)[0].case.owner == "U0ANN"
    assert room.surface.edits == []


async def test_ten_quick_changes_make_one_edit(room):
    case = await room.opened()
    await room.works()
    for _ in range(5):
        await claim.claim(room.desk, case.id, ANN)
        await claim.release(room.desk, case.id, ANN)
    await room.works()
    assert len(room.surface.edits) == 1


async def test_a_follow_up_goes_into_the_thread_of_the_card(room):
    await room.arrives(mention(), mention(id="1002", text="@acmeair hello?"))
    await room.works()
    [(_, thread, _, message)] = [post for post in room.surface.posts.values() if isinstance(post[3], PostView)]
    assert thread == "1.0"
    assert message.post.mention.id == "1002"


async def test_urgent_cards_leave_before_the_others(room):
    many = [mention(id=f"{n}", conversation=f"{n}", author=author(id=f"{n}")) for n in range(2000, 2003)]
    await room.arrives(*many, mention(text="@acmeair I am stranded", author=author(id="7")))
    await room.sends()
    assert room.surface.shown(CardView)[0].case.author.id == "7"


async def test_a_lane_keeps_slacks_pace(room):
    many = [mention(id=f"{n}", conversation=f"{n}", author=author(id=f"{n}")) for n in range(2000, 2010)]
    await room.arrives(*many)
    await room.sends()
    assert len(room.surface.posts) == 3  # the burst
    room.clock.forward(2)
    await room.sends()
    assert len(room.surface.posts) == 5


async def test_each_message_costs_one_flush_which_the_next_one_shares(room):
    many = [mention(id=f"{n}", conversation=f"{n}", author=author(id=f"{n}")) for n in range(2000, 2003)]
    await room.arrives(*many)
    before = room.store.backend.writer.commits
    await room.relay.work(post_lane("T0ACME", "C0MENTIONS"))
    assert len(room.surface.posts) == 3
    assert room.store.backend.writer.commits - before == 4


@pytest.mark.parametrize("failed", [Fault("The disk is full."), ValueError("a defect")])
async def test_a_message_that_could_not_be_written_down_is_looked_for_and_stands_once(room, monkeypatch, failed):
    async def unkept(*_):
        monkeypatch.undo()
        raise failed

    await room.opened()
    monkeypatch.setattr(room.relay.messages, "keep", unkept)
    await room.sends()
    assert (await room.store.overview(room.clock.now())).unsure == 1
    room.clock.forward(3)
    await room.works()
    assert len(room.surface.posts) == 1
    assert (await room.store.overview(room.clock.now())).unsure == 0
    await claim.claim(room.desk, 1, ANN)
    await room.works()
    assert len(room.surface.edits) == 1


async def test_a_reply_is_published_once_and_leaves_a_receipt(room):
    await answered(room)
    await room.works()
    assert room.network.published == [("1001", "We are on it.")]
    case = await room.case()
    assert (case.status, case.waiting_for, case.due) == (Status.WAITING, WaitingFor.CUSTOMER, None)
    shown = [message for message in (*room.surface.shown(ReplyView), *(m for _, m in room.surface.edits))]
    assert any(getattr(message, "reply", None) and message.reply.url for message in shown)


async def test_a_reply_waits_until_it_can_no_longer_be_taken_back(tmp_path):
    async with desk_room(tmp_path) as room:
        await answered(room)
        await room.works()
        assert room.network.published == []
        room.clock.forward(10)
        await room.works()
        assert len(room.network.published) == 1


async def test_a_reply_that_is_taken_back_never_leaves(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await answered(room)
        [waiting] = (await room.case()).replies
        await reply.undo(room.desk, case.id, waiting.id, ANN)
        room.clock.forward(60)
        await room.works()
        assert room.network.published == []
        assert (await room.case()).replies[0].state is ReplyState.UNDONE
        assert await room.store.draft(case.id, "U0ANN") == "We are on it."


async def test_a_refused_reply_says_why_and_can_be_tried_again(room):
    room.network.troubles.add(Rejected("X says that this reply is too long."))
    case = await answered(room)
    await room.works()
    [broken] = (await room.case()).replies
    assert (broken.state, broken.problem) == (ReplyState.FAILED, "X says that this reply is too long.")
    [notice] = room.surface.shown(NoticeView)
    assert notice.words == "<@U0ANN>, your reply was not published. X says that this reply is too long."
    await reply.try_again(room.desk, case.id, broken.id, ANN)
    await room.works()
    assert len(room.network.published) == 1


async def test_a_paused_reply_shows_why_and_goes_within_thirty_seconds(room):
    room.network.troubles.add(Paused("X has no credits left."))
    await answered(room)
    await room.works()
    [held] = (await room.case()).replies
    assert (held.state, held.problem) == (ReplyState.WAITING, "X has no credits left.")
    room.clock.forward(31)
    await room.works()
    assert len(room.network.published) == 1


async def test_a_rate_limit_moves_the_lane_and_drops_nothing(room):
    room.surface.troubles.add(Paused("ratelimited", room.clock.now() + timedelta(seconds=7)))
    await room.arrives(mention(), mention(id="2", conversation="2", author=author(id="2")))
    await room.sends()
    assert room.surface.posts == {}
    room.clock.forward(8)
    await room.works()
    assert len(room.surface.posts) == 2


async def test_an_edit_that_nobody_answered_simply_goes_again(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(Unsure("cut"), after=True)
    await claim.claim(room.desk, case.id, ANN)
    await room.sends()
    room.clock.forward(3)
    await room.works()
    assert len(room.surface.edits) == 2


async def test_a_message_that_slack_refuses_is_tried_on_beside_the_others_and_the_desk_reads_why(room):
    room.surface.troubles.add(Rejected("Slack said no: whatever."))
    await room.arrives(mention(), mention(id="2", conversation="2", author=author(id="2")))
    await room.sends()
    assert [card.case.number for card in room.surface.shown(CardView)] == [2]
    pause = Patience().retry.total_seconds()
    for seconds in (pause, 2 * pause):
        room.clock.forward(seconds - 1)
        room.surface.troubles.add(Rejected("Slack said no: whatever."))
        await room.sends()
        assert len(room.surface.troubles.waiting) == 1
        room.clock.forward(1)
        await room.sends()
        assert room.surface.troubles.waiting == []
    overview = await room.store.overview(room.clock.now())
    assert [(lane.waiting, lane.problem) for lane in overview.lanes] == [(1, "Slack said no: whatever.")]
    room.clock.forward(90)
    await room.sends()
    assert len(room.surface.shown(CardView)) == 2


async def test_a_message_in_no_thread_that_slack_calls_gone_is_tried_on_and_so_is_what_waits_for_it(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(Gone("The message is no longer there."))
    note = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0BEN", text="the bag")
    await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    await handoff.write(room.desk, note)
    await room.works()
    assert (await room.store.overview(room.clock.now())).lanes != ()
    room.clock.forward(30)
    await room.works()
    assert (await room.store.overview(room.clock.now())).lanes == ()


async def test_what_the_other_side_has_answered_is_no_problem_of_the_lane(room):
    room.network.troubles.add(Rejected("X says that this reply is too long."))
    await answered(room)
    await room.works()
    assert (await room.store.overview(room.clock.now())).lanes == ()


async def test_notes_travel_both_ways_between_the_threads(room):
    case = await room.opened()
    await room.works()
    await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    await room.works()
    [asked] = room.surface.shown(HandoffView)
    inside = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0ANN", text="please")
    theirs = handoff.Written(
        case=case.id, handoff=asked.handoff.id, channel="C0BAGGAGE", ts="9.2", by="U0BAG", text="found it"
    )
    await handoff.write(room.desk, inside)
    await handoff.write(room.desk, theirs)
    await handoff.write(room.desk, theirs)
    room.clock.forward(5)
    await room.works()
    mirrored = {(channel, m.note.text) for channel, _, _, m in room.surface.posts.values() if isinstance(m, NoteView)}
    assert mirrored == {("C0BAGGAGE", "please"), ("C0MENTIONS", "found it")}
    assert len(room.surface.shown(NoteView)) == 2
    assert (await room.case()).status is Status.NEW


async def test_a_mirrored_note_follows_edits_and_deletion(room):
    case = await room.opened()
    await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    await room.works()
    note = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0ANN", text="teh bag")
    await handoff.write(room.desk, note)
    await room.works()
    await handoff.rewrite(room.desk, "C0MENTIONS", "9.1", "the bag")
    await room.works()
    await handoff.erase(room.desk, "C0MENTIONS", "9.1")
    await room.works()
    notes = [message.note for _, message in room.surface.edits if isinstance(message, NoteView)]
    assert [(note.text, note.deleted) for note in notes] == [("the bag", False), ("", True)]


async def test_a_second_answer_does_not_wait_behind_the_first_ones_problem_for_ever(room):
    room.network.troubles.add(Paused("X has no credits left."))
    case = await answered(room)
    await room.works()
    await reply.reply(room.desk, case.id, "And one more thing.", BEN)
    room.clock.forward(31)
    await room.works()
    assert [text for _, text in room.network.published] == ["We are on it.", "And one more thing."]
    assert await room.store.next_due(publish_lane("T0ACME", "x:acmeair")) is None


async def test_a_customer_who_writes_sixty_times_before_the_lane_is_free_is_heard_sixty_times(room):
    await room.arrives(*(mention(id=str(3000 + n), text=f"@acmeair {n}") for n in range(61)))
    for _ in range(70):
        room.clock.forward(1)
        await room.sends()
    assert len(room.surface.shown(PostView)) == 60
