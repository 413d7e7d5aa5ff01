"""`/desk report`: for those who lead, in a window of their own."""

import pytest

from bot.cases.report import WEEK, Figures, Report
from bot.cases.settings import Permissions
from bot.cases.views import ReportView
from tests.cases.samples import NOON
from tests.outside import FakeAssistant
from tests.slack.looks import HOSTILE, drawn, pings, words
from tests.slack.room import Room, settings

FULL = Figures(since=NOON - WEEK, until=NOON, cases=3, answered=2, within=1, topics=((HOSTILE[0], 2), ("delay", 1)))


@pytest.fixture
def desk_file():
    return settings(permissions=Permissions(lead=("U0ANNA",)))


async def test_a_lead_reads_the_last_seven_days(room: Room):
    await room.everybody_is_known()
    room.office.assistant = FakeAssistant(sentences=("1 case came in.", "4711 will come."))
    await room.case()
    await room.anna.command("/desk", "report")
    shown = room.world.text_of(await room.anna.sees_modal("Answered in time"))
    assert "1 case came in." in shown and "4711" not in shown and "by fake" in shown
    await room.ben.command("/desk", "report")
    await room.ben.sees_ephemeral("You may not read the desk's report")


@pytest.mark.parametrize("sentences", [(), HOSTILE[:3]])
def test_whatever_is_told_nobody_is_called(sentences):
    report = Report(week=FULL, before=Figures(since=NOON - 2 * WEEK, until=NOON - WEEK), sentences=sentences, by="m")
    shown = drawn(ReportView(report=report, desk=HOSTILE[0]))
    assert pings(shown) == [] and "before: –" in words(shown.blocks)
