"""What was kept long enough goes: the assistant's questions and answers, after the days that the desk file names."""

from dataclasses import replace
from datetime import timedelta

from bot.cases.settings import Assistant
from bot.desk import retention
from bot.ports.memory import Consultation
from tests.cases import samples
from tests.cases.samples import NOON
from tests.desk_room import desk_room

ASKED = Consultation(at=NOON, case=1, by=None, verb="triage", model="m", asked="?", answered="!")


async def test_questions_to_the_assistant_are_erased_after_their_days(tmp_path, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    async with desk_room(tmp_path, assistant=Assistant(keep_days=7)) as room:
        await room.opened()
        async with room.store.change() as change:
            for days in (6, 8, 9, 10):
                await change.consulted(replace(ASKED, at=NOON - timedelta(days=days)))
        assert await retention.erase(room.desk) == NOON + retention.SOON
        assert await retention.erase(room.desk) == NOON + retention.PAUSE
        assert [each.at for each in await room.store.consultations(1)] == [NOON - timedelta(days=6)]


async def test_what_colleagues_asked_is_erased_after_a_day(tmp_path):
    async with desk_room(tmp_path) as room:
        old, new = NOON - timedelta(hours=25), NOON - timedelta(hours=23)
        async with room.store.change() as change:
            for nth, at in enumerate((old, new)):
                await change.keep_question(samples.question("what is late?", ts=f"{nth}.0", at=at))
        await retention.erase(room.desk)
        assert [each.at for each in await room.store.unanswered(NOON)] == [new]
