"""What somebody deleted: a post on X is not answered any more, and a card in Slack is posted anew."""

import pytest

from bot.cases import refusals, views
from bot.cases.lifecycle import Step
from bot.cases.outbox import Subject, Thing, card_of
from bot.cases.settings import Desk as DeskSettings
from bot.desk import claim, close, handoff, reply
from bot.desk.escalate import escalate
from bot.ports.outcomes import Gone
from tests.cases.samples import mention
from tests.desk_room import ANN, desk_room


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=DeskSettings(channel="C0MENTIONS", undo_seconds=0)) as room:
        yield room


async def test_where_the_newest_post_is_gone_the_next_reply_goes_under_an_older_one(room):
    await room.opened()
    await room.arrives(mention(id="1002", text="@acmeair hello?"))
    room.network.troubles.add(Gone("The post we answer was deleted."))
    await reply.reply(room.desk, (await room.case()).id, "We are on it.", ANN)
    await room.works()
    case = await room.case()
    assert [post.mention.answerable for post in case.posts] == [True, False]
    assert case.replies[0].problem.endswith("*Try again* puts the reply under an older post of theirs.")
    await reply.try_again(room.desk, case.id, case.replies[0].id, ANN)
    await room.works()
    assert [to for to, _ in room.network.published] == ["1001"]


async def test_where_no_post_is_left_to_answer_nothing_is_tried_again(room):
    room.network.troubles.add(Gone("The post we answer was deleted."))
    await reply.reply(room.desk, (await room.opened()).id, "We are on it.", ANN)
    await room.works()
    case = await room.case()
    assert case.answers_to is None and "it comes back by itself" in case.replies[0].problem
    assert views.reply(case, case.replies[0]).steps == ()
    with pytest.raises(refusals.NotAnswerable):
        await reply.try_again(room.desk, case.id, case.replies[0].id, ANN)
    [card] = [ts for ts, each in room.surface.posts.items() if isinstance(each[3], views.CardView)]
    [*_, drawn] = [message for ts, message in room.surface.edits if ts == card]
    assert Step.REPLY not in drawn.steps


# in Slack

DELETED = Gone("The message is no longer there.")


def threads(room, kind):
    """In which thread each message of this kind stands."""
    return [post[1] for post in room.surface.posts.values() if isinstance(post[3], kind)]


async def goes_on(room, seconds=5):
    for _ in range(seconds):
        room.clock.forward(1)
        await room.works(2)


async def test_a_card_that_somebody_deleted_is_posted_anew_before_what_belongs_under_it(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(DELETED)
    await room.arrives(mention(id="1002", text="@acmeair hello?"), mention(id="1003", text="@acmeair hello??"))
    await goes_on(room)
    assert len(room.surface.shown(views.CardView)) == 2
    fresh = await room.store.place(card_of(case))
    assert threads(room, views.PostView) == [fresh.ts] * 2 and fresh.ts != "1.0"


async def test_a_card_that_cannot_be_drawn_afresh_is_posted_anew_as_it_looks_now(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(DELETED)
    await claim.claim(room.desk, case.id, ANN)
    await goes_on(room)
    [_, anew] = room.surface.shown(views.CardView)
    assert anew.case.owner == "U0ANN" and room.surface.edits == []


async def test_what_is_said_in_the_thread_of_the_deleted_card_still_belongs_to_its_case(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(DELETED)
    await claim.claim(room.desk, case.id, ANN)
    await goes_on(room)
    assert (await room.store.at("C0MENTIONS", "1.0")).case == case.id


async def test_the_card_of_a_case_that_is_done_stays_deleted(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(DELETED)
    await close.resolve(room.desk, case.id, ANN)
    await goes_on(room)
    assert len(room.surface.shown(views.CardView)) == 1


async def test_a_teams_card_comes_back_too(room):
    case = await room.opened()
    await room.works()
    await escalate(room.desk, case.id, "baggage", "PNR", ANN)
    await goes_on(room)
    room.surface.troubles.add(DELETED)
    note = handoff.Written(case=case.id, handoff=None, channel="C0MENTIONS", ts="9.1", by="U0BEN", text="the bag")
    await handoff.write(room.desk, note)
    await goes_on(room)
    assert len(room.surface.shown(views.HandoffView)) == 2
    team = await room.store.place(Subject(Thing.HANDOFF, (await room.case()).handoffs[0].id))
    assert threads(room, views.NoteView) == [team.ts]


async def test_where_two_find_out_at_the_same_time_one_card_comes_and_nothing_is_lost(room):
    case = await room.opened()
    await room.works()
    await reply.reply(room.desk, case.id, "We are on it.", ANN)
    room.surface.troubles.add(DELETED)
    room.surface.troubles.add(DELETED)
    await goes_on(room)
    assert len(room.surface.shown(views.CardView)) == 2
    assert threads(room, views.ReplyView) == [(await room.store.place(card_of(case))).ts]
    assert (await room.store.overview(room.clock.now())).lanes == ()
