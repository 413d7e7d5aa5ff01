"""The desk's week: told once, whatever happens meanwhile, and in sentences that hold to the figures."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import Actor
from bot.cases.refusals import NotAllowed
from bot.cases.settings import Permissions
from bot.cases.views import ReportView
from bot.desk.reply import reply
from bot.desk.report import WORTH, lately, weekly
from bot.ports.assistant import NoHelp
from tests.cases.samples import settings
from tests.desk_room import ANN, Room, desk_room
from tests.outside import FakeAssistant, utc

MONDAY = utc("2026-11-23T09:00Z")


async def with_a_week(room: Room) -> None:
    """A case of last Friday, answered at once; by now it is Monday."""
    case = await room.opened(text="@acmeair where is my lost bag?")
    await reply(room.desk, case.id, "We look for it.", ANN)
    room.clock.forward(60)
    await room.works()
    room.clock.forward((MONDAY - room.clock.now()).total_seconds())


async def told(room: Room, assistant: FakeAssistant | None = None) -> list[ReportView]:
    assert await weekly(room.desk, room.store, assistant, "T0ACME") == MONDAY + timedelta(days=7)
    await room.works()
    return room.surface.shown(ReportView)


async def test_it_is_told_once_a_week_in_the_desks_channel_and_not_again_after_a_restart(tmp_path):
    async with desk_room(tmp_path) as room:
        await with_a_week(room)
        [view] = await told(room)
        assert (view.report.week.cases, view.report.week.answered, view.report.week.share) == (1, 1, 100)
        assert view.report.by == "" and view.report.sentences[0].startswith("1 case came in, 1 more")
        assert len(await told(room)) == 1
        assert [channel for channel, *_, shown in room.surface.posts.values() if shown is view] == ["C0MENTIONS"]


async def test_after_an_outage_it_still_comes_unless_it_is_old_news(tmp_path):
    async with desk_room(tmp_path) as room:
        await with_a_week(room)
        room.clock.forward(WORTH.total_seconds() + 1)
        assert await told(room) == []
        room.clock.forward(-2)
        assert len(await told(room)) == 1


async def test_before_its_hour_and_of_a_desk_without_cases_nothing_is_told(tmp_path):
    async with desk_room(tmp_path) as room:
        assert await weekly(room.desk, room.store, None, "T0ACME") == MONDAY
        room.clock.forward((MONDAY - room.clock.now()).total_seconds())
        assert await told(room) == []


async def test_off_is_off(tmp_path):
    desk = replace(settings().desk, weekly_report="off")
    async with desk_room(tmp_path, desk=desk) as room:
        await with_a_week(room)
        assert await weekly(room.desk, room.store, None, "T0ACME") is None


async def test_of_a_machines_sentences_those_stay_whose_numbers_are_figures(tmp_path):
    async with desk_room(tmp_path) as room:
        await with_a_week(room)
        said = ("1 case came in, after 0.", "It will be 4711 next week.", "All of it went well.")
        [view] = await told(room, FakeAssistant(sentences=said))
        assert (view.report.sentences, view.report.by) == ((said[0], said[2]), "fake")


@pytest.mark.parametrize(
    "assistant",
    [
        FakeAssistant(refuses=NoHelp("Slow.", MONDAY)),
        FakeAssistant(refuses=NoHelp("Nonsense.")),
        FakeAssistant(sentences=("4711 cases came in.",)),
        FakeAssistant(sentences=()),
    ],
)
async def test_without_help_plain_sentences_take_their_place(tmp_path, assistant):
    async with desk_room(tmp_path) as room:
        await with_a_week(room)
        [view] = await told(room, assistant)
        assert view.report.by == "" and len(view.report.sentences) == 3


async def test_at_any_time_a_lead_may_ask_and_nobody_else(tmp_path):
    async with desk_room(tmp_path, permissions=Permissions(lead=("U0LEAD",), admin=("U0ADMIN",))) as room:
        await room.opened()
        for who in ("U0LEAD", "U0ADMIN"):
            assert (await lately(room.desk, room.store, None, Actor(id=who))).week.cases == 0
        room.clock.forward(1)
        assert (await lately(room.desk, room.store, None, Actor(id="U0LEAD"))).week.cases == 1
        with pytest.raises(NotAllowed, match="read the desk's report"):
            await lately(room.desk, room.store, None, ANN)
