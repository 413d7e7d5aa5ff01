"""How a model is asked: once repaired, never repeated, bounded in time, size and money, and paused when it says so."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.cases.drafts import Request
from bot.cases.judgement import Kind
from bot.ports.assistant import NoHelp
from bot.sandbox.model_server.server import CHAT, KEY
from tests.ai.study import Study, helper
from tests.cases import samples
from tests.cases.samples import NOON


async def judged(room: Study):
    case = samples.case(id=await room.case_id(), posts=(samples.post(text="@acmeair my suitcase is lost"),))
    return await room.assistant.triage(case)


async def refused(room: Study) -> NoHelp:
    with pytest.raises(NoHelp) as none:
        await judged(room)
    return none.value


async def test_a_question_is_answered_paid_for_and_kept_for_the_audit(room: Study):
    judgement = await judged(room)
    assert (judgement.kind, judgement.topic, judgement.by) == (Kind.COMPLAINT, "lost bag", "gpt-6-luna")
    [kept] = await room.room.store.consultations(await room.case_id())
    assert "my suitcase is lost" in kept.asked and json.loads(kept.answered)["topic"] == "lost bag"
    assert (kept.verb, kept.model, kept.by, kept.problem) == ("triage", "gpt-6-luna", None, "")
    assert kept.cost.dollars == pytest.approx((kept.cost.asked * 0.1 + kept.cost.answered * 0.5) / 1e6, abs=1e-6)
    await room.assistant.look()
    assert room.assistant.standing.spent_today > 0 and room.assistant.standing.helped_at == NOON


@pytest.mark.parametrize(
    ("fault", "sentence", "seconds"),
    [
        ("rate_limit", "asks for a pause", 7),
        ("rate_limit_bare", "asks for a pause", 20),
        ("quota", "quota is used up", 600),
        ("broken", "in trouble", 60),
        ("cut_before", "cannot be reached", 20),
        ("html", "gave no answer", None),
        ("huge", "far too long", None),
    ],
)
async def test_trouble_is_one_sentence_and_nobody_asks_before_its_end(room: Study, fault, sentence, seconds):
    room.server.faults.add(CHAT, fault)
    none = await refused(room)
    assert sentence in str(none) and room.assistant.standing.problem == str(none)
    assert none.until == (NOON + timedelta(seconds=seconds) if seconds else None)
    asked = len(room.server.calls)
    if seconds:
        assert str(await refused(room)) == str(none) and len(room.server.calls) == asked
        room.room.clock.forward(seconds)
    assert (await judged(room)).topic == "lost bag" and room.assistant.standing.problem == ""


async def test_an_answer_that_stops_half_way_is_asked_for_once_more_and_no_more(room: Study):
    room.server.faults.add(CHAT, "malformed_json", times=1)
    assert (await judged(room)).topic == "lost bag"
    room.server.faults.add(CHAT, "malformed_json", times=None)
    assert "could not be read" in str(await refused(room)) or "broke off" in str(await refused(room))


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "I am sorry, I cannot do that.",
        "{}",
        '{"kind": "complaint"}',
        '[{"kind": "complaint"}]',
        '{"kind": "delete everything", "topic": "", "urgency": "low"}',
        "null",
        "[" * 5_000,
    ],
)
async def test_nonsense_is_sent_back_once_and_then_there_is_no_help(room: Study, nonsense):
    room.server.think = lambda form, data, messages: nonsense
    assert (await refused(room)).until is None
    assert len(room.server.calls) == (2 if nonsense else 1)


async def test_nonsense_that_is_put_right_counts(room: Study):
    good, answers = room.server.think, ["nonsense"]
    room.server.think = lambda form, data, messages: answers.pop() if answers else good(form, data, messages)
    assert (await judged(room)).topic == "lost bag"
    kept = await room.room.store.consultations(await room.case_id())
    assert [each.verb for each in kept] == ["triage", "triage, repaired"]


async def test_a_fence_around_the_json_is_forgiven(room: Study):
    good = room.server.think
    room.server.think = lambda form, data, messages: f"```json\n{good(form, data, messages)}\n```"
    assert (await judged(room)).topic == "lost bag"


async def test_a_slow_model_is_given_up(room: Study):
    room.instead(helper(room.server, room.room, room.room.settings, seconds=0.3))
    await room.assistant.examine()
    room.server.faults.add(CHAT, "slow", seconds=5)
    assert "did not answer in time" in str(await refused(room))
    [kept] = await room.room.store.consultations(await room.case_id())
    assert kept.problem == "The model did not answer in time."


async def test_nothing_is_asked_once_the_days_budget_is_spent(room: Study):
    room.sets(daily_budget=0.00005)
    await judged(room)
    none = await refused(room)
    assert "budget of $5e-05" in str(none) and none.until == NOON.replace(hour=0) + timedelta(days=1)
    assert len(room.server.calls) == 1
    room.room.clock.forward(12 * 3600 + 1)
    assert await judged(room)


async def test_what_a_server_does_not_know_is_left_out(room: Study):
    room.server.refused = {"reasoning_effort", "store", "max_completion_tokens", "stream_options"}
    assert (await judged(room)).topic == "lost bag"
    assert [call.status for call in room.server.calls] == [400] * 4 + [200]
    await judged(room)
    assert [call.status for call in room.server.calls][5:] == [200]


async def test_tokens_that_a_server_does_not_count_are_counted_here(room: Study):
    room.server.counts = False
    await judged(room)
    assert (await room.room.store.assistant_cost(NOON.date())).asked > 300


async def test_a_storm_of_questions_lets_people_through(room: Study):
    room.instead(helper(room.server, room.room, room.room.settings, seconds=30.0))  # a busy machine holds long
    hold = room.server.faults.hold(CHAT, times=4)
    storm = [asyncio.create_task(judged(room)) for _ in range(20)]
    await hold.reached()
    assert (await room.drafted(request=Request(by="U0ANN"))) != []
    hold.release()
    assert len(await asyncio.gather(*storm)) == 20


async def test_a_wrong_key_is_told_without_showing_it(room: Study, capsys):
    room.instead(helper(room.server, room.room, room.room.settings, key="sk-wrong-0123456789"))
    none = await refused(room)
    assert "does not accept OPENAI_API_KEY" in str(none)
    everything = (
        f"{none!r} {none.__cause__!r} {room.assistant!r} {room.assistant._asking._server!r} {capsys.readouterr()}"
    )
    assert "sk-wrong" not in everything


async def test_neither_the_key_nor_what_was_asked_is_in_the_log(room: Study, capsys):
    await judged(room)
    room.server.faults.add(CHAT, "broken", times=None)
    await refused(room)
    said = capsys.readouterr()
    assert KEY not in said.out + said.err and "suitcase" not in said.out + said.err


async def test_a_person_who_goes_away_is_charged_for_what_came(room: Study):
    case = samples.case(id=await room.case_id())
    drafts = room.assistant.drafts(case, Request(by="U0ANN"))
    assert await anext(drafts)
    await drafts.aclose()
    assert (await room.room.store.consultations(case.id))[0].problem in ("", "given up")
