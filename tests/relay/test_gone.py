"""What somebody deleted: a post on X is not answered any more, and a card in Slack is posted anew."""

import pytest

from bot.cases import refusals, views
from bot.cases.lifecycle import Step
from bot.cases.settings import Desk as DeskSettings
from bot.desk import reply
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
