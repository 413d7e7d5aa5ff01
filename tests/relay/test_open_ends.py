"""Open ends of public replies: found by looking, proven by a refusal, posted by hand, or put to a person."""

from itertools import pairwise

import pytest

from bot.cases.case import ReplyState, Status
from bot.cases.outbox import State, publish
from bot.cases.settings import Desk as DeskSettings
from bot.cases.views import CardView, NoticeView, PostView
from bot.desk import reply
from bot.ports.outcomes import Duplicate, Gone, Paused, Unsure
from tests.cases.samples import author, mention
from tests.desk_room import ANN, BEN, desk_room

CUT = Unsure("The connection to X broke off.")
SAID_ALREADY = Duplicate("X says that we published this very text already.")


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=DeskSettings(channel="C0MENTIONS", undo_seconds=0)) as room:
        yield room


async def answered(room):
    case = await room.opened()
    await room.works()
    await reply.reply(room.desk, case.id, "We are on it.", ANN)
    return case


async def goes_on(room, seconds, step=5.0):
    for _ in range(int(seconds / step)):
        room.clock.forward(step)
        await room.works()


async def reply_now(room):
    return (await room.case()).replies[0]


async def put_to_a_person(room):
    """A reply whose every look fails, until a person is asked."""
    room.network.troubles.add(CUT)
    case = await answered(room)
    await room.sends()
    while not (await reply_now(room)).asked:
        room.network.reading.add(Unsure("X did not answer in time."))
        room.clock.forward(10)
        await room.works()
    room.network.reading.waiting.clear()
    return case


async def by_hand(room, text="@vera We are on it."):
    """Somebody posts these words on X itself, and our look at the company's timeline shows it."""
    await room.arrives(
        mention(id="3001", by_us=True, reply_to="1001", text=text, url="https://x.com/acmeair/status/3001")
    )


# people are asked


async def test_after_five_minutes_of_looks_that_fail_a_person_is_asked_once_and_nothing_is_sent(room):
    started = room.clock.now()
    await put_to_a_person(room)
    assert 300 <= (room.clock.now() - started).total_seconds() < 330
    asked = [
        "<@U0ANN>, nobody knows whether your reply was published. It could not be looked for: "
        "X did not answer in time. Please look for it, then press a button on it."
    ]
    assert [message.words for message in room.surface.shown(NoticeView)] == asked
    await goes_on(room, 3600, 600)
    assert room.network.published == []
    said = [message.words for message in room.surface.shown(NoticeView)]
    assert [words for words in said if "published" in words] == asked
    assert await room.store.next_look() is None


async def test_a_person_who_saw_it_settles_it_and_the_link_follows_when_we_see_it_too(room):
    case = await put_to_a_person(room)
    called = room.clock.now()
    await reply.is_there(room.desk, case.id, 1, BEN)
    vouched_for = await reply_now(room)
    assert (vouched_for.state, vouched_for.url, vouched_for.posted_at < called) == (ReplyState.POSTED, None, True)
    await by_hand(room)
    assert (await reply_now(room)).url == "https://x.com/acmeair/status/3001"
    assert len((await room.case()).replies) == 1
    await goes_on(room, 600, 60)
    assert room.network.published == []


async def test_a_person_who_saw_that_it_is_not_there_lets_it_go_once(room):
    case = await put_to_a_person(room)
    await reply.post_again(room.desk, case.id, 1, BEN)
    await goes_on(room, 60)
    assert room.network.published == [("1001", "We are on it.")]
    assert (await reply_now(room)).state is ReplyState.POSTED


@pytest.mark.parametrize("there", [True, False])
async def test_check_again_looks_at_once_and_does_what_the_look_says(room, there):
    case = await put_to_a_person(room)
    if there:
        room.network.published.append(("1001", "We are on it."))
    await reply.check_again(room.desk, case.id, 1, BEN)
    assert not (await reply_now(room)).asked
    await goes_on(room, 60)
    assert len(room.network.published) == 1
    assert (await reply_now(room)).state is ReplyState.POSTED


async def test_check_again_while_looks_still_fail_comes_back_to_the_person(room):
    case = await put_to_a_person(room)
    await reply.check_again(room.desk, case.id, 1, BEN)
    room.network.reading.add(Paused("X has trouble of its own (HTTP 503)."))
    await room.works()
    assert (await reply_now(room)).asked


# the network's own memory


async def test_a_duplicate_after_an_open_end_is_found_and_counts_as_posted(room):
    room.network.troubles.add(CUT, after=True)
    room.network.hides = 2
    await answered(room)
    room.network.troubles.add(SAID_ALREADY)
    await goes_on(room, 30)
    assert (await reply_now(room)).state is ReplyState.POSTED
    assert len(room.network.published) == 1


async def test_a_duplicate_after_an_open_end_that_cannot_be_found_is_put_to_a_person(room):
    room.network.troubles.add(CUT)
    await answered(room)
    room.network.troubles.add(SAID_ALREADY)
    await goes_on(room, 40)
    asked = await reply_now(room)
    assert (asked.state, asked.asked) == (ReplyState.UNSURE, True)
    assert asked.problem == f"{SAID_ALREADY} But it cannot be found."
    await goes_on(room, 600, 60)
    assert room.network.published == []


async def test_a_duplicate_that_cannot_be_looked_for_is_looked_for_later(room):
    room.network.troubles.add(SAID_ALREADY)
    room.network.reading.add(Unsure("X did not answer in time."))
    await answered(room)
    await room.sends()
    assert (await reply_now(room)).state is ReplyState.UNSURE
    room.network.published.append(("1001", "We are on it."))
    await goes_on(room, 15)
    assert (await reply_now(room)).state is ReplyState.POSTED
    assert len(room.network.published) == 1


async def test_a_text_that_stands_elsewhere_failed_and_says_why(room):
    room.network.troubles.add(SAID_ALREADY)
    await answered(room)
    await room.works()
    assert (await reply_now(room)).state is ReplyState.FAILED
    assert (await reply_now(room)).problem == str(SAID_ALREADY)


# the account is used by hand


async def test_what_somebody_posted_by_hand_in_the_same_words_is_this_reply(room):
    await put_to_a_person(room)
    await by_hand(room)
    [there] = (await room.case()).replies
    assert (there.state, there.by, there.posted_id) == (ReplyState.POSTED, "U0ANN", "3001")
    await goes_on(room, 600, 60)
    assert room.network.published == []


async def test_a_reply_that_waits_is_not_sent_after_somebody_posted_it_by_hand(room):
    room.network.troubles.add(Paused("X has no credits left."))
    await answered(room)
    await room.sends()
    await by_hand(room)
    case = await room.case()
    assert [(each.state, each.posted_id) for each in case.replies] == [(ReplyState.POSTED, "3001")]
    assert (case.status, case.due) == (Status.WAITING, None)
    await goes_on(room, 120)
    assert room.network.published == []


async def test_a_reply_that_is_being_sent_is_left_to_the_relay(room):
    await answered(room)
    case = await room.case()
    async with room.store.change() as change:
        lane = publish(case, case.replies[0]).lane
        sending = await change.claim(lane, room.relay._pace(lane), room.clock.now())
    assert sending and sending.state is State.SENDING
    await by_hand(room)
    [waiting] = (await room.case()).replies
    assert waiting.state is ReplyState.WAITING


async def test_other_words_by_hand_are_an_answer_of_their_own(room):
    await put_to_a_person(room)
    await by_hand(room, "@vera Please call us.")
    assert [(each.state, each.by) for each in (await room.case()).replies] == [
        (ReplyState.UNSURE, "U0ANN"),
        (ReplyState.POSTED, None),
    ]


# messages in Slack, which have nobody to ask


async def test_a_card_is_looked_for_as_long_as_it_takes_ever_less_often_and_stands_once(room):
    room.surface.troubles.add(Unsure("cut"), after=True)
    await room.opened()
    await room.sends()
    tried = []
    for second in range(3600):
        if not room.surface.looking.waiting:
            tried.append(second)
            room.surface.looking.add(Paused("Slack cannot be reached."))
        room.clock.forward(1)
        if (await room.store.next_look()) <= room.clock.now():
            await room.settler.look()
    [lane] = (await room.store.overview(room.clock.now())).lanes
    assert lane.problem == "It cannot be looked for: Slack cannot be reached."
    pauses = [later - earlier for earlier, later in pairwise(tried[1:])]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (10, 300)
    room.surface.looking.waiting.clear()
    room.clock.forward(300)
    await room.works()
    assert len(room.surface.posts) == 1
    assert await room.store.next_look() is None


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_went_into_the_channel_since_its_card_is_deleted_is_looked_for_there(room, arrived, monkeypatch):
    await room.opened()
    await room.works()
    gone = Gone("The message is no longer there.")
    room.surface.troubles.add(gone)
    room.surface.troubles.add(Unsure("cut"), after=arrived)
    await room.arrives(mention(id="1002", text="@acmeair hello?"))
    await room.sends()
    find = room.surface.find

    async def found(delivery, thread_ts, since):
        if thread_ts:
            raise gone
        return await find(delivery, None, since)

    monkeypatch.setattr(room.surface, "find", found)
    await goes_on(room, 30)
    assert len(room.surface.shown(PostView)) == 1
    assert await room.store.next_look() is None


async def test_a_defect_in_one_look_does_not_keep_the_others_from_being_looked_for(room, monkeypatch):
    room.surface.troubles.add(Unsure("cut"), after=True)
    room.surface.troubles.add(Unsure("cut"), after=True)
    await room.arrives(mention(), mention(id="2", conversation="2", author=author(id="2")))
    await room.sends()
    find, broken = room.surface.find, iter([True])

    async def breaks_once(*args):
        if next(broken, False):
            raise ZeroDivisionError
        return await find(*args)

    monkeypatch.setattr(room.surface, "find", breaks_once)
    room.clock.forward(3)
    await room.settler.look()
    assert await room.store.at("C0MENTIONS", "2.0") is not None
    await goes_on(room, 30)
    assert len(room.surface.shown(CardView)) == 2
