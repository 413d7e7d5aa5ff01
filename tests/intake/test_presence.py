"""Posts that were deleted, protected or changed on X become so here."""

from datetime import timedelta

import pytest

from bot.cases.case import Media, Snippet, Status
from bot.cases.presence import AGAIN, SURE_AFTER
from bot.cases.settings import X
from bot.desk import close
from bot.desk.escalate import escalate
from bot.intake.presence import AT_LEAST_EVERY, PAUSE, Presence
from bot.intake.purse import Purse
from bot.ports.network import StillThere
from bot.ports.outcomes import Paused
from tests.cases.samples import mention
from tests.desk_room import ANN, desk_room

DAY = AGAIN.total_seconds()
LONG = {
    "text": "@acmeair Vera Winter, born 1980, lost her bag",
    "media": (Media(kind="photo", url="https://pics.example/1.png"),),
    "parent": Snippet(id="1", handle="omar", text="Same here", url="https://x.com/omar/status/1"),
}


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path) as room:
        purse = Purse(room.store, room.store, room.settings, room.clock, "T0ACME")
        room.presence = Presence(room.network, room.store, room.store, room.settings, room.clock, purse)
        yield room


def stands(room, *mentions, **gone):
    room.network.standing = StillThere(posts={each.id: each for each in mentions}, gone=gone.get("gone", {}))


async def what_happened(room, case):
    return [entry.kind for entry in await room.store.history(case.id, 10)]


async def test_each_post_is_looked_at_before_it_is_a_day_old_and_not_before_it_is_time(room):
    await room.opened()
    await room.presence.look()
    assert room.network.looked_up == []
    room.clock.forward(DAY)
    stands(room, mention())
    assert await room.presence.look() == room.clock.now() + AT_LEAST_EVERY
    assert room.network.looked_up == [["1001"]]


async def test_a_post_that_stands_is_looked_at_each_day_while_its_case_is_open(room):
    case = await room.opened()
    stands(room, mention())
    for looks in (1, 2):
        room.clock.forward(DAY)
        await room.presence.look()
        assert len(room.network.looked_up) == looks
    await close.resolve(room.desk, case.id, ANN)
    for _ in range(3):
        room.clock.forward(DAY)
        await room.presence.look()
    assert len(room.network.looked_up) == 3  # once more after it was resolved
    await close.reopen(room.desk, case.id, ANN)
    room.clock.forward(DAY)
    await room.presence.look()
    assert len(room.network.looked_up) == 4


async def test_a_deleted_post_is_erased_once_two_looks_say_so(room):
    case = await room.opened(**LONG)
    await room.works()
    stands(room, gone={"1001": "deleted"})
    room.clock.forward(DAY)
    assert await room.presence.look() == room.clock.now() + SURE_AFTER
    assert (await room.case()).latest.text.startswith("@acmeair Vera Winter")
    room.clock.forward(SURE_AFTER.total_seconds())
    await room.presence.look()
    erased = (await room.case()).latest
    assert (erased.gone, erased.text, erased.media, erased.parent, erased.answerable) == (
        "deleted",
        "",
        (),
        None,
        False,
    )
    assert (await room.store.open(10))[0].text == ""
    assert "PostErased" in await what_happened(room, case)
    await room.works()
    _, card = room.surface.edits[-1]
    assert card.case.latest.gone == "deleted"
    room.clock.forward(10 * DAY)
    await room.presence.look()
    assert len(room.network.looked_up) == 2


async def test_one_wrong_answer_erases_nothing(room):
    await room.opened(**LONG)
    room.clock.forward(DAY)
    stands(room, gone={"1001": "deleted"})
    await room.presence.look()
    stands(room, mention(**LONG))
    room.clock.forward(SURE_AFTER.total_seconds())
    await room.presence.look()
    stands(room, gone={"1001": "protected"})
    room.clock.forward(DAY)
    await room.presence.look()
    assert (await room.case()).latest.gone == ""


async def test_an_edited_post_is_shown_as_it_is_now(room):
    case = await room.opened()
    stands(room, mention(text="@acmeair never mind, found it"))
    room.clock.forward(DAY)
    await room.presence.look()
    assert (await room.case()).latest.text == "@acmeair never mind, found it"
    assert (await room.store.open(10))[0].text == "@acmeair never mind, found it"
    assert "PostEdited" in await what_happened(room, case)


async def test_a_further_post_and_the_teams_thread_are_drawn_afresh(room):
    case = await room.opened()
    await room.arrives(mention(id="1002", text="my number is 555 0100"))
    await escalate(room.desk, case.id, "baggage", "please look", ANN)
    await room.works()
    stands(room, mention(), gone={"1002": "deleted"})
    for seconds in (DAY, SURE_AFTER.total_seconds()):
        room.clock.forward(seconds)
        await room.presence.look()
    room.surface.edits.clear()
    await room.works()
    shown = {type(message).__name__ for _, message in room.surface.edits}
    assert {"CardView", "PostView", "HandoffView"} <= shown
    assert (await room.case()).answers_to.id == "1001"


async def test_what_x_says_nothing_about_stays_and_is_looked_at_again(room):
    await room.opened()
    room.clock.forward(DAY)
    await room.presence.look()
    assert (await room.case()).latest.gone == ""
    room.clock.forward(DAY)
    await room.presence.look()
    assert len(room.network.looked_up) == 2


async def test_where_x_cannot_tell_it_is_asked_again_and_nothing_is_erased(room):
    await room.opened()
    room.clock.forward(DAY)
    room.network.reading.add(Paused("X cannot be reached."))
    assert await room.presence.look() == room.clock.now() + PAUSE
    assert (await room.case()).status is Status.NEW
    stands(room, mention())
    await room.presence.look()
    assert len(room.network.looked_up) == 2


async def test_many_posts_are_looked_at_a_hundred_at_a_time(room):
    many = [mention(id=str(2000 + each), conversation=str(2000 + each)) for each in range(130)]
    await room.arrives(*many)
    stands(room, *many)
    room.clock.forward(DAY)
    await room.presence.look()
    assert [len(ids) for ids in room.network.looked_up] == [100, 30]


async def test_a_used_up_budget_stops_the_looks_as_it_stops_all_reads(tmp_path):
    async with desk_room(tmp_path, x=X(handle="acmeair", monthly_budget=0.0)) as room:
        purse = Purse(room.store, room.store, room.settings, room.clock, "T0ACME")
        presence = Presence(room.network, room.store, room.store, room.settings, room.clock, purse)
        await room.opened()
        room.clock.forward(DAY)
        assert await presence.look() == room.clock.now() + PAUSE
        assert room.network.looked_up == []


async def test_somebody_asks_and_all_posts_of_the_case_are_looked_at_now(room):
    from bot.desk.presence import check

    case = await room.opened()
    await room.arrives(mention(id="1002"))
    await check(room.desk, case.id, ANN)
    assert room.alarm.rung["presence"] is None
    stands(room, mention(), mention(id="1002"))
    await room.presence.look()
    assert room.network.looked_up == [["1001", "1002"]]
    assert timedelta() < await room.store.next_presence() - room.clock.now() <= AGAIN
