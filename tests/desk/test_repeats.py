"""An account that repeats itself is stopped at the desk; one that is busy says when each answer goes out."""

from datetime import timedelta

import pytest

from bot.cases import refusals
from bot.cases.case import ReplyState
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import X
from bot.desk import reply
from tests.cases.samples import author, mention
from tests.desk_room import ANN, BEN, desk_room

SORRY = "We are sorry and look into it at once."
WORDS = ["apples", "bread", "cheese", "dates"]


@pytest.fixture
async def room(tmp_path):
    given = DeskSettings(channel="C0MENTIONS", undo_seconds=0, signature="^{initials}")
    async with desk_room(tmp_path, desk=given) as room:
        yield room


async def cases(room, count):
    """Cases of as many customers."""
    for n in range(count):
        someone = author(id=f"9{n}", handle=f"customer{n}", name=f"Customer {n}")
        await room.arrives(mention(id=f"5{n}", conversation=f"5{n}", author=someone))
    return [await room.case(n + 1) for n in range(count)]


async def test_the_same_text_to_a_fourth_customer_is_stopped_once_and_kept_as_a_draft(room):
    *others, fourth = await cases(room, 4)
    for case in others:
        await reply.reply(room.desk, case.id, SORRY, ANN)
    with pytest.raises(refusals.SaysTheSame, match="3 public answers"):
        await reply.reply(room.desk, fourth.id, SORRY, BEN)
    assert await room.store.draft(fourth.id, BEN.id) == SORRY
    again = await reply.reply(room.desk, fourth.id, SORRY, BEN, sure=True)
    assert again.state is ReplyState.WAITING


async def test_the_same_text_to_the_same_customer_is_refused_even_in_another_case(room):
    [case] = await cases(room, 1)
    await room.arrives(mention(id="77", conversation="77", author=case.author))
    other = await room.case(2)
    await reply.reply(room.desk, case.id, SORRY, ANN)
    with pytest.raises(refusals.AlreadySaid, match="case #1"):
        await reply.reply(room.desk, other.id, SORRY, ANN, sure=True)
    await reply.reply(room.desk, other.id, "Something else.", ANN)


async def test_what_never_went_out_is_not_said(room):
    [case] = await cases(room, 1)
    decided = await reply.reply(room.desk, case.id, SORRY, ANN)
    await reply.undo(room.desk, case.id, decided.id, ANN)
    await reply.reply(room.desk, case.id, SORRY, ANN)


async def test_a_day_later_the_same_may_be_said_again(room):
    first, second = await cases(room, 2)
    await reply.reply(room.desk, first.id, SORRY, ANN)
    room.clock.forward(24 * 3600 + 1)
    await reply.reply(room.desk, second.id, SORRY, ANN)


async def test_what_somebody_posted_by_hand_counts_too(room):
    first, second, third, fourth = await cases(room, 4)
    await room.arrives(mention(id="88", text=SORRY, by_us=True, reply_to=first.posts[0].mention.id))
    for case in (second, third):
        await reply.reply(room.desk, case.id, SORRY, ANN)
    with pytest.raises(refusals.SaysTheSame):
        await reply.reply(room.desk, fourth.id, SORRY, ANN)


async def test_a_reply_behind_a_full_window_says_at_once_when_it_goes_out(tmp_path):
    x = X(handle="acmeair", posts_per_15_minutes=2, seconds_between_posts=2)
    async with desk_room(tmp_path, x=x, desk=DeskSettings(channel="C0MENTIONS", undo_seconds=10)) as room:
        decided = []
        for n, case in enumerate(await cases(room, 4)):
            decided.append(await reply.reply(room.desk, case.id, f"{WORDS[n]} is what I say.", ANN))
        problems = [each.problem for each in decided]
        assert problems[:2] == ["", ""]
        assert "It goes out at about 12:15 UTC." in problems[2] and "It goes out at about 12:15 UTC." in problems[3]
        assert all(each.send_at == each.decided_at + timedelta(seconds=10) for each in decided)
        undone = await reply.undo(room.desk, (await room.case(4)).id, decided[3].id, ANN)
        assert undone.replies[0].problem == ""
