"""Translations come beside the original, with the judgement or by an errand; without them everything works as ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import Case
from bot.cases.views import CardView, ReplyView
from bot.desk.reply import reply
from bot.intake.sort import Sorter
from bot.intake.triage import Triage
from bot.ports.assistant import NoHelp
from tests.cases.samples import NOON, mention
from tests.desk_room import ANN, Room, desk_room
from tests.outside import JUDGED, FakeAssistant

WO = "@acmeair Wo ist mein Koffer?"


def helped(room: Room, assistant: FakeAssistant) -> Triage:
    room.sorter = Sorter(room.store, room.settings, room.clock, "T0ACME", helped=True)
    room.desk = replace(room.desk, helped=True)
    return Triage(room.store, room.store, assistant, room.settings, room.clock)


def german(**changes) -> FakeAssistant:
    return FakeAssistant(judgement=replace(JUDGED, language="de", **changes))


def verbs(assistant: FakeAssistant) -> list[str]:
    return [verb for verb, _ in assistant.asked]


def said(case: Case) -> list[str]:
    return [post.mention.translation.text for post in case.posts if post.mention.translation]


async def test_what_comes_with_the_judgement_costs_no_question_and_is_on_the_card(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = german(translation="Where is my suitcase?")
        triage = helped(room, assistant)
        await room.opened(text=WO, language="de")
        await triage.work()
        assert verbs(assistant) == ["triage"] and said(await room.case()) == ["Where is my suitcase?"]
        assert (await room.case()).judgement.translation == ""
        await room.works()
        [card] = room.surface.shown(CardView)
        assert card.case.posts[0].mention.translation.by == "fake"


async def test_what_did_not_come_is_asked_for_by_itself_for_further_posts_too(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = german()
        triage = helped(room, assistant)
        await room.opened(text=WO, language="de")
        await room.arrives(mention(id="1002", reply_to="1001", text="Hallo?", language="de"))
        await triage.work()
        assert verbs(assistant) == ["triage", "translate", "translate"]
        assert said(await room.case()) == [f"en: {WO}", "en: Hallo?"]
        assert await room.store.next_errand() is None


async def test_an_answer_in_their_language_is_read_by_colleagues_in_ours(tmp_path):
    async with desk_room(tmp_path) as room:
        triage = helped(room, german(translation="Where?"))
        case = await room.opened(text=WO, language="de")
        await triage.work()
        await reply(room.desk, case.id, "Wir suchen ihn.", ANN)
        await triage.work()
        [ours] = (await room.case()).replies
        assert ours.translation.text == "en: Wir suchen ihn."
        await room.works()
        assert room.surface.shown(ReplyView)[0].reply.translation == ours.translation


async def test_what_is_in_our_own_language_is_left_alone(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = FakeAssistant(judgement=replace(JUDGED, language="en", translation="Where is my bag?"))
        triage = helped(room, assistant)
        case = await room.opened(language="en")
        await triage.work()
        await reply(room.desk, case.id, "We look.", ANN)
        await triage.work()
        assert verbs(assistant) == ["triage"] and said(await room.case()) == []


@pytest.mark.parametrize("none", [NoHelp("Slow.", NOON + timedelta(seconds=20)), NoHelp("Nonsense.")])
async def test_without_help_the_original_stands_alone_and_the_answer_goes_out(tmp_path, none):
    async with desk_room(tmp_path) as room:
        triage = helped(room, FakeAssistant(refuses=none))
        case = await room.opened(text=WO, language="de")
        await triage.work()
        await reply(room.desk, case.id, "Wir suchen ihn.", ANN)
        await triage.work()
        room.clock.forward(60)
        await room.works()
        after = await room.case()
        assert said(after) in ([], [""]) and room.network.published == [("1001", "Wir suchen ihn.")]


async def test_what_cannot_be_translated_is_asked_for_once(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = german()
        triage = helped(room, assistant)

        async def nothing(case, text, to, by=None):
            assistant.asked.append(("translate", case))
            raise NoHelp("The model wrote nothing that could be shown.")

        assistant.translate = nothing
        await room.opened(text=WO, language="de")
        await triage.work()
        await triage.work()
        assert verbs(assistant) == ["triage", "translate"] and await room.store.next_errand() is None


async def test_words_that_changed_meanwhile_keep_no_old_translation(tmp_path):
    async with desk_room(tmp_path) as room:
        assistant = german()
        triage = helped(room, assistant)
        await room.opened(text=WO, language="de")

        async def late(case, text, to, by=None):
            if text == WO:
                post = case.posts[0]
                async with room.store.change() as change:
                    edited = replace(post, mention=replace(post.mention, text="Wo ist er?"))
                    await change.save_post(case, edited)
            return f"en: {text}"

        assistant.translate = late
        await triage.work()
        assert said(await room.case()) == ["en: Wo ist er?"]
