"""A team that is asked has its card at once, and a few sentences on it by and by."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.views import HandoffView
from bot.desk.escalate import escalate
from bot.desk.handoff import answer
from bot.desk.reply import reply
from bot.intake.triage import Triage
from bot.ports.assistant import NoHelp
from tests.cases.samples import NOON, mention, settings
from tests.contracts.filled import note
from tests.desk_room import ANN, Room, desk_room
from tests.outside import FakeAssistant

TWO_TEAMS = (*settings().teams, replace(settings().teams[0], name="refunds", channel="C0REFUNDS"))


async def asked(room: Room, assistant: FakeAssistant, team: str = "baggage") -> Triage:
    room.desk = replace(room.desk, helped=True)
    case = await room.opened()
    await escalate(room.desk, case.id, team, "where is it?", ANN)
    return Triage(room.store, room.store, assistant, room.settings, room.clock)


async def test_the_card_stands_first_and_is_edited_when_the_summary_comes(tmp_path):
    async with desk_room(tmp_path) as room:
        triage = await asked(room, FakeAssistant())
        await room.works()
        [card] = room.surface.shown(HandoffView)
        assert card.handoff.summary is None
        room.clock.forward(timedelta(hours=4).total_seconds())  # also of a case that is not new any more
        await triage.work()
        await room.works()
        [shown] = [message for _, message in room.surface.edits if isinstance(message, HandoffView)]
        summary = shown.handoff.summary
        assert (summary.text, summary.by) == ("Vera has written 1 times.", "fake")
        assert await room.store.next_errand() is None


async def test_what_another_team_wrote_stays_out_of_it(tmp_path):
    async with desk_room(tmp_path, teams=TWO_TEAMS) as room:
        assistant = FakeAssistant()
        triage = await asked(room, assistant)
        case = await escalate(room.desk, 1, "refunds", "money?", ANN)
        async with room.store.change() as change:
            await change.add_note(note(case, ts="1.1", text="between us", handoff=case.handoffs[0].id))
            await change.add_note(note(case, ts="1.2", text="for all", handoff=None))
        await triage.work()
        told = [[each.text for each in notes] for notes in assistant.seen]
        assert sorted(told) == [["between us", "for all"], ["for all"]]
        assert [[each.team for each in case.handoffs] for _, case in assistant.asked] == [["baggage"], ["refunds"]]


async def wrote_again(room: Room, number: int) -> None:
    await room.arrives(mention(id=f"200{number}", text=f"@acmeair {number} hours now"))


async def summary(room: Room, team: int = 0) -> str:
    found = (await room.store.case(1)).handoffs[team].summary
    return found.text if found else ""


async def test_it_is_renewed_soon_after_the_customer_wrote_again_once_for_all_they_wrote(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = await asked(room, assistant)
        await triage.work()
        await room.works()
        await wrote_again(room, 1)
        room.clock.forward(10)
        await wrote_again(room, 2)
        await triage.work()
        assert await summary(room) == "Vera has written 1 times."
        room.clock.forward(10)
        await triage.work()
        assert await summary(room) == "Vera has written 3 times." and len(assistant.asked) == 2
        await room.works()
        [*_, shown] = [message for _, message in room.surface.edits if isinstance(message, HandoffView)]
        assert shown.handoff.summary.text == "Vera has written 3 times."


async def test_it_is_renewed_when_we_have_answered_and_left_alone_when_the_team_has(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant()
        triage = await asked(room, assistant)
        await triage.work()
        await reply(room.desk, 1, "We look.", ANN)
        room.clock.forward(60)
        await room.works()
        room.clock.forward(20)
        await triage.work()
        assert [verb for verb, _ in assistant.asked] == ["summary", "summary"]
        handoff = (await room.store.case(1)).handoffs[0]
        await answer(room.desk, 1, handoff.id, "It is in Oslo.", False, ANN)
        await wrote_again(room, 1)
        room.clock.forward(20)
        await triage.work()
        assert [verb for verb, _ in assistant.asked] == ["summary", "summary"]


async def test_what_the_customer_writes_while_it_is_made_is_not_left_out(tmp_path):
    async with desk_room(tmp_path) as room:

        class Slow(FakeAssistant):
            async def summary(self, case, notes=(), by=None):
                if len(case.posts) == 1:
                    await wrote_again(room, 1)
                return await super().summary(case, notes, by)

        triage = await asked(room, Slow())
        await triage.work()
        room.clock.forward(20)
        await triage.work()
        assert await summary(room) == "Vera has written 2 times."


@pytest.mark.parametrize("none", [NoHelp("Slow.", NOON + timedelta(seconds=20)), NoHelp("Nonsense.")])
async def test_without_help_the_team_is_asked_all_the_same(tmp_path, none):
    async with desk_room(tmp_path) as room:
        triage = await asked(room, FakeAssistant(refuses=none))
        await triage.work()
        await room.works()
        [card] = room.surface.shown(HandoffView)
        assert card.handoff.summary is None and card.handoff.reason == "where is it?"


async def test_without_an_assistant_no_errand_is_written(tmp_path):
    async with desk_room(tmp_path) as room:
        case = await room.opened()
        await escalate(room.desk, case.id, "baggage", "where is it?", ANN)
        assert await room.store.next_errand() is None
