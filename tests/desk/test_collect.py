"""Ideas and praise: one message for each topic, drawn afresh with every word on it."""

import pytest

from bot.cases.case import Actor
from bot.cases.refusals import CountedAlready, NotNow, ReasonMissing, UnknownTeam
from bot.cases.views import HandoffView, TopicView
from bot.cases.wishes import Kind
from bot.desk import handoff
from tests.cases.samples import author, mention
from tests.desk_room import ANN, desk_room

BAG = Actor(id="U0BAG")


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        for number in (1, 2, 3):
            await room.arrives(mention(id=f"10{number}", conversation=f"10{number}", author=author(id=f"9{number}")))
        yield room


async def sent(room) -> None:
    room.clock.forward(10)
    await room.works()


async def test_a_topic_has_one_message_that_counts(room):
    await handoff.collect(room.desk, 1, Kind.IDEA, "baggage", "seat power: row 3", ANN)
    await sent(room)
    await handoff.collect(room.desk, 2, Kind.IDEA, "baggage", "we want seat power", ANN)
    await sent(room)
    (posted,) = room.surface.shown(TopicView)
    assert (posted.tally.topic.name, posted.tally.this_month, posted.tally.new) == ("Seat power", 1, 1)
    _, shown = room.surface.edits[-1]
    assert (shown.tally.this_month, shown.tally.new, shown.tally.total) == (2, 2, 2)
    assert [wish.number for wish in shown.tally.newest] == [2, 1]
    assert room.surface.shown(HandoffView) == []
    assert (await room.case(1)).handoffs == ()


async def test_seen_makes_old_what_was_new(room):
    topic = await handoff.collect(room.desk, 1, Kind.PRAISE, "baggage", "kind crew", ANN)
    await sent(room)
    await handoff.seen(room.desk, topic.id, BAG)
    await sent(room)
    assert room.surface.edits[-1][1].tally.new == 0
    await handoff.collect(room.desk, 2, Kind.PRAISE, "baggage", "kind crew: again", ANN)
    await sent(room)
    assert (room.surface.edits[-1][1].tally.new, room.surface.edits[-1][1].tally.this_month) == (1, 2)
    with pytest.raises(NotNow):
        await handoff.seen(room.desk, 99, BAG)


async def test_a_new_month_counts_anew(room):
    await handoff.collect(room.desk, 1, Kind.IDEA, "baggage", "seat power: row 3", ANN)
    await sent(room)
    room.clock.forward(20 * 24 * 3600)
    await handoff.collect(room.desk, 2, Kind.IDEA, "baggage", "seat power: row 4", ANN)
    await room.works()
    tally = next(shown.tally for _, shown in reversed(room.surface.edits) if isinstance(shown, TopicView))
    assert (tally.this_month, tally.total, f"{tally.month:%B}") == (1, 2, "December")


async def test_ideas_and_praise_are_kept_apart_and_ranked(room):
    month = handoff.month_of(room.desk, room.clock.now())
    for number, said in ((1, "legroom: more"), (2, "seat power: row 3"), (3, "seat power: row 4")):
        await handoff.collect(room.desk, number, Kind.IDEA, "baggage", said, ANN)
    await handoff.collect(room.desk, 1, Kind.PRAISE, "baggage", "legroom: thanks", ANN)
    counts = await room.store.wishes("baggage", Kind.IDEA, month)
    assert sorted(counts) == [("Legroom", 1), ("Seat power", 2)]


async def test_what_cannot_be_counted_is_refused(room):
    await handoff.collect(room.desk, 1, Kind.IDEA, "baggage", "legroom: more", ANN)
    with pytest.raises(CountedAlready, match="Legroom"):
        await handoff.collect(room.desk, 1, Kind.IDEA, "baggage", "legroom: much more", ANN)
    with pytest.raises(ReasonMissing):
        await handoff.collect(room.desk, 1, Kind.IDEA, "baggage", " ", ANN)
    with pytest.raises(UnknownTeam):
        await handoff.collect(room.desk, 1, Kind.IDEA, "catering", "soup", ANN)
