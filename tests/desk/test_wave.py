"""One text for many customers: kept as a whole, given to each of them once, whatever happens in between."""

import pytest

from bot.cases import refusals
from bot.cases.case import Actor
from bot.cases.outbox import Subject, Thing
from bot.cases.settings import Desk as DeskSettings
from bot.cases.settings import Slack
from bot.cases.views import NoticeView
from bot.cases.waves import Said
from bot.desk import reply, wave
from bot.ports.store import Repeated
from tests.cases.samples import NOON, author, mention
from tests.desk_room import ANN, BEN, desk_room

WORDINGS = ["Hi {first_name}, we are fixing the app.", "{first_name}, sorry! Please check in on our website for now."]
AT_ONCE = DeskSettings(channel="C0MENTIONS", undo_seconds=0)


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, desk=AT_ONCE, slack=Slack(storm_after=10)) as room:
        crowd = [
            mention(
                id=str(5000 + n),
                conversation=str(5000 + n),
                author=author(id=str(n), handle=f"flyer{n}", name=f"Flyer{chr(65 + n % 26)} Jones"),
                text="@acmeair your app logs me out",
                created_at=NOON,
            )
            for n in range(45)
        ]
        await room.arrives(*crowd)
        await room.works()
        yield room


async def begins(room, count=45, by=ANN, wordings=WORDINGS, key="view:1"):
    cases = [await room.case(number + 1) for number in range(count)]
    found = [Said(case=case.id, text="", activity=case.activity) for case in cases]
    return await wave.reply_to_all(room.desk, cases[0], 1, found, wordings, by, key)


async def ends(room):
    while await wave.go_on(room.desk):
        pass


async def replies(room):
    """The texts of all replies, by the number of their case."""
    return {n: [each.text for each in (await room.case(n)).replies] for n in range(1, 46)}


async def test_each_customer_gets_one_reply_and_the_wordings_take_turns(room):
    await begins(room)
    await ends(room)
    said = await replies(room)
    assert said[1] == ["Hi FlyerA, we are fixing the app."]
    assert said[2] == ["FlyerB, sorry! Please check in on our website for now."]
    assert {len(each) for each in said.values()} == {1}
    assert (await room.case(3)).owner == "U0ANN"


async def test_nothing_is_under_way_before_and_after(room):
    assert not await wave.go_on(room.desk)
    await begins(room, 3)
    assert await wave.go_on(room.desk)
    assert not await wave.go_on(room.desk)


async def test_it_goes_on_where_a_process_died_and_nobody_gets_two(room, monkeypatch):
    await begins(room)
    await wave.go_on(room.desk)
    died = RuntimeError("killed")

    async def dies(*_, **__):
        raise died

    with monkeypatch.context() as patch:
        patch.setattr("bot.storage.changes.waves.WaveChange.keep_wave", dies)  # twenty more have theirs by then
        with pytest.raises(RuntimeError):
            await wave.go_on(room.desk)
    assert sum(len(each) for each in (await replies(room)).values()) == 40
    await ends(room)
    assert {len(each) for each in (await replies(room)).values()} == {1}


async def test_a_case_that_somebody_touched_meanwhile_is_left_out_and_named(room):
    await begins(room, 5)
    await reply.reply(room.desk, (await room.case(2)).id, "I look into it.", BEN)
    await ends(room)
    said = await replies(room)
    assert said[2] == ["I look into it."]
    assert [said[n][0][:2] for n in (1, 3, 4, 5)] == ["Hi", "Fl", "Hi", "Fl"]
    _, told = await told_at_the_end(room)
    assert told.startswith("<@U0ANN>, your replies to 4 customers are on their way. 1 could not") and told.endswith(
        "#2"
    )


async def test_the_end_is_told_under_the_storm(room):
    await begins(room, 2)
    await ends(room)
    thread, _ = await told_at_the_end(room)
    place = await room.store.place(Subject(Thing.STORM, 1))
    assert place and thread == place.ts


async def told_at_the_end(room):
    """The thread and the words."""
    for _ in range(10):
        room.clock.forward(1)
        await room.sends()
    [told] = [each for each in room.surface.posts.values() if isinstance(each[3], NoticeView)]
    return told[1], told[3].words


async def test_sent_again_by_slack_it_begins_once(room):
    await begins(room, 2)
    with pytest.raises(Repeated):
        await begins(room, 2)


async def test_who_may_not_reply_may_not_reply_to_many(room):
    with pytest.raises(refusals.NotAllowed):
        await begins(room, 2, by=Actor(id="U0FAR", outside=True))


async def test_wordings_that_say_the_same_or_too_much_begin_nothing(room):
    for wordings in (WORDINGS[:1] * 2, ["x" * 300, "Sorry!"]):
        with pytest.raises(refusals.Refusal):
            await begins(room, 2, wordings=wordings)
    assert not await wave.go_on(room.desk)
