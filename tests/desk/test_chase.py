"""A team that does not answer is chased, step by step, until somebody has the case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import Actor, Case
from bot.cases.settings import Notify, Permissions, PolicyStep, Sla, Team
from bot.cases.views import HandoffView, NoticeView
from bot.desk import claim, close, escalate, handoff, reply
from bot.desk.desk import Desk
from bot.ports.returning import give_back
from bot.ports.roster import Colleague
from tests.desk_room import ANN, BEN, Room, desk_room

LEA = Actor(id="U0LEAD", name="Lea Dahl")
BO = Actor(id="U0BO", name="Bo Agard")
PEOPLE = ("U0BO", "U0CY")
LATE = "Team baggage was asked about case #1 and has not answered in time."


def step(notify: str, *to: str, minutes: float = 10, **more) -> PolicyStep:
    return PolicyStep(notify=notify, to=to, minutes=minutes, **more)


STEPS = (step("members"), step("next", minutes=5), step("lead"))


def teams(*steps: PolicyStep) -> tuple[Team, ...]:
    return (
        Team(name="baggage", channel="C0BAGGAGE", members=PEOPLE, steps=steps),
        Team(name="crew", channel="C0CREW", members=("U0CREW",), steps=(step("members"), step("lead"))),
    )


@pytest.fixture
async def room(tmp_path):
    patient = Sla(first_reply_minutes=10_000)
    async with desk_room(tmp_path, teams=teams(*STEPS), permissions=Permissions(lead=("U0LEAD",)), sla=patient) as room:
        yield room


async def asked(room: Room, team: str = "baggage", **how) -> Case:
    case = await room.opened()
    case = await escalate.escalate(room.desk, case.id, team, "PNR X7K9", ANN, **how)
    await room.works()
    return case


async def after(room: Room, minutes: float) -> list[str]:
    """The bot's own lines, once so many minutes have passed."""
    room.clock.forward(minutes * 60)
    await room.works()
    return said(room)


def said(room: Room) -> list[str]:
    return [message.words for message in room.surface.shown(NoticeView)]


def in_channel(room: Room, channel: str) -> list[str]:
    """The bot's own lines that stand in a channel itself."""
    posts = room.surface.posts.values()
    return [
        m.words for where, thread, _, m in posts if isinstance(m, NoticeView) and where == channel and thread is None
    ]


async def history(room: Room) -> list[tuple[str, dict[str, object]]]:
    entries = await room.store.history((await room.case()).id, 50)
    return [(entry.kind, entry.details) for entry in reversed(entries)]


def with_team(room: Room, *steps: PolicyStep, lead: tuple[str, ...] = ("U0LEAD",)) -> Desk:
    changed = replace(room.settings, teams=teams(*steps), permissions=Permissions(lead=lead))
    return replace(room.desk, settings=changed)


async def test_nobody_answers_until_the_lead(room):
    await asked(room)
    request = next(iter(room.surface.shown(HandoffView)))
    assert request.mention == PEOPLE and said(room) == []
    assert await after(room, 10) == [
        "<@U0BO> It is your turn with case #1: please press *Take it*, or I ask the next one in 5 minutes."
    ]
    assert (await after(room, 5))[1:] == [
        "<@U0CY> It is your turn with case #1: please press *Take it*, or I ask the next one in 5 minutes."
    ]
    assert (await after(room, 5))[2:] == [
        f"<@U0LEAD> {LATE} Nobody else is left to ask, so it is yours now.",
        "The lead is asked now.",
    ]
    assert len(await after(room, 600)) == 4
    assert [kind for kind, _ in await history(room) if kind.startswith("Escalation")] == ["EscalationAsked"] * 3


async def test_it_is_said_in_the_history_by_whom_and_how_it_was_asked(room):
    await asked(room, urgent=True)
    kind, details = (await history(room))[-1]
    assert (kind, details["urgent"], details["steps"]) == ("CaseEscalated", True, ["members", "next", "lead"])


async def test_whoever_is_away_is_passed_by_and_it_is_said_who_could_not_be_asked(room):
    room.roster.people = {
        "U0BO": Colleague(id="U0BO", name="Bo <!here>", away="is away until Monday"),
        "U0CY": Colleague(id="U0CY", name="Cy", away="has paused notifications"),
    }
    await asked(room)
    words = (await after(room, 10))[0]
    assert words.startswith(f"<@U0LEAD> {LATE}")
    assert words.endswith("(Bo &lt;!here&gt; is away until Monday, Cy has paused notifications)")


async def test_the_people_of_a_group_are_asked_one_by_one(room):
    room.roster.groups = {"S0NIGHT": ("U0DI", "U0EVE")}
    room.desk = with_team(room, step("next", "S0NIGHT"))
    await asked(room)
    assert said(room)[0].startswith("<@U0DI>")
    assert (await after(room, 10))[1].startswith("<@U0EVE>")


async def test_a_lead_in_the_middle_is_not_told_that_nobody_is_left(room):
    room.desk = with_team(room, step("members"), step("lead"), step("repeat"))
    await asked(room)
    assert await after(room, 10) == [f"<@U0LEAD> {LATE}", "The lead is asked now."]
    assert (await after(room, 10))[2:] == ["<@U0BO> <@U0CY> Case #1 still waits for you: please press *Take it*."]
    assert "so it is yours now." in (await after(room, 10))[3]


async def test_whoever_leads_everybody_is_nobody_in_particular(room):
    room.desk = with_team(room, step("members"), lead=("everyone",))
    await asked(room)
    await after(room, 10)
    assert len(in_channel(room, "C0MENTIONS")) == 1


async def test_without_a_lead_the_desks_channel_is_told(room):
    room.desk = with_team(room, step("members"), lead=())
    await asked(room)
    await after(room, 10)
    assert in_channel(room, "C0MENTIONS") == [
        f"<!here> {LATE} Nobody else is left to ask, so somebody here has to take it."
    ]
    assert (await history(room))[-1] == ("EscalationCalled", {"team": "baggage", "channel": "C0MENTIONS"})


async def test_a_channel_is_told_in_the_channel_itself(room):
    room.desk = with_team(room, step("channel"), step("channel", "C0DUTY"))
    await asked(room)
    words = "<!here> Case #1 still waits for somebody in team baggage."
    assert in_channel(room, "C0BAGGAGE") == [f"{words} Please take its request."]
    await after(room, 10)
    assert in_channel(room, "C0DUTY") == [f"{words} It is in <#C0BAGGAGE>."]
    calls = [(where, ts) for ts, (where, _, _, m) in room.surface.posts.items() if isinstance(m, NoticeView)]
    for where, ts in calls:  # what is written under them is the team's word
        found = await room.store.at(where, ts)
        assert found and (found.case, found.handoff) == (1, 1)


async def test_another_team_takes_over_with_its_own_steps(room):
    room.desk = with_team(room, step("members"), step("team", "crew"))
    await asked(room)
    assert await after(room, 10) == [f"{LATE} Team crew is asked now."]
    first, second = (await room.case()).handoffs
    assert (first.escalation.ended, second.team, second.reason, second.by) == (
        "team crew is asked", "crew", "PNR X7K9", "U0ANN"
    )  # fmt: skip
    assert (await after(room, 10))[1].startswith("<@U0LEAD> Team crew was asked")


async def test_a_team_that_had_the_case_is_not_asked_again_but_the_lead_is(room):
    room.desk = with_team(room, step("members"), step("team", "crew"))
    case = await asked(room, "crew")
    await escalate.escalate(room.desk, case.id, "baggage", "PNR", ANN)
    lines = await after(room, 10)
    assert f"<@U0LEAD> {LATE} Nobody else is left to ask, so it is yours now." in lines
    assert len((await room.case()).handoffs) == 2


async def test_who_takes_it_is_told_to_those_who_were_called_too(room):
    case = await asked(room)
    await after(room, 20)
    await handoff.take(room.desk, case.id, case.handoffs[0].id, BO)
    lines = await after(room, 600)
    assert lines.count("<@U0BO> has it now; nobody else is asked.") == 2
    assert ("EscalationAcknowledged", {"team": "baggage"}) in await history(room)


async def test_who_takes_it_at_once_is_shown_on_the_card_alone(room):
    case = await asked(room)
    await handoff.take(room.desk, case.id, case.handoffs[0].id, BO)
    assert not [line for line in await after(room, 60) if "nobody else" in line or LATE in line]


def written(case: Case, by: str, there: bool) -> handoff.Written:
    where = (case.handoffs[0].id, "C0BAGGAGE") if there else (None, "C0MENTIONS")
    return handoff.Written(case=case.id, handoff=where[0], channel=where[1], ts="9.2", by=by, text="looking")


ANSWERS = {
    "a claim": lambda room, case: claim.claim(room.desk, case.id, LEA),
    "a public reply": lambda room, case: reply.reply(room.desk, case.id, "We have it", BEN),
    "a word in the team's thread": lambda room, case: handoff.write(room.desk, written(case, "U0ELSE", True)),
    "a word of who was asked": lambda room, case: handoff.write(room.desk, written(case, "U0BO", False)),
    "the case is resolved": lambda room, case: close.resolve(room.desk, case.id, ANN),
    "the team declines": lambda room, case: handoff.decline(room.desk, case.id, case.handoffs[0].id, "crew's", BO),
}
NO_ANSWERS = {
    "a word of who asks": lambda room, case: handoff.write(room.desk, written(case, ANN.id, True)),
    "a word of anybody else": lambda room, case: handoff.write(room.desk, written(case, BEN.id, False)),
    "a claim of who asks": lambda room, case: claim.claim(room.desk, case.id, ANN),
    "a reply of who asks": lambda room, case: reply.reply(room.desk, case.id, "One moment", ANN),
}


@pytest.mark.parametrize("answer", ANSWERS)
async def test_an_answer_ends_it(room, answer):
    case = await asked(room)
    await ANSWERS[answer](room, case)
    running = (await room.case()).handoffs[0].escalation
    assert running.ended and running.next_at is None
    assert not [line for line in await after(room, 60) if "your turn" in line or LATE in line]


@pytest.mark.parametrize("word", NO_ANSWERS)
async def test_what_the_asker_does_meanwhile_is_no_answer(room, word):
    case = await asked(room)
    await NO_ANSWERS[word](room, case)
    assert any("It is your turn" in line for line in await after(room, 10))


async def test_a_request_that_is_given_back_is_chased_no_longer_and_somebody_is_told(room):
    await asked(room)
    await give_back(room.store, room.desk.settings, "C0BAGGAGE", "It is archived.", room.clock.now())
    assert (await room.case()).handoffs[0].escalation.ended == "returned"
    (words,) = await after(room, 60)
    assert words.startswith("<@U0ANN> <@U0LEAD> Team baggage cannot be reached")


async def test_a_snooze_pauses_it_and_afterwards_it_goes_on(room):
    case = await asked(room)
    room.clock.forward(4 * 60)
    await close.snooze(room.desk, case.id, room.clock.now() + timedelta(hours=2), ANN)
    assert not any("your turn" in line for line in await after(room, 60))
    assert not any("your turn" in line for line in await after(room, 60))
    assert any("your turn" in line for line in await after(room, 6))
    kinds = [kind for kind, _ in await history(room)]
    assert kinds.index("EscalationPaused") < kinds.index("EscalationResumed") < kinds.index("EscalationAsked")


async def test_what_the_desk_file_says_later_changes_nothing_for_it(room):
    await asked(room)
    room.desk = with_team(room, step("members"), step("group", "U0ELSE"))
    assert (await after(room, 10))[0].startswith("<@U0BO> It is your turn")


async def test_after_an_outage_only_the_latest_step_is_said(room):
    await asked(room)
    assert await after(room, 16) == [
        "<@U0CY> It is your turn with case #1: please press *Take it*, or I ask the next one in 5 minutes."
    ]
    missed = [details["notify"] for kind, details in await history(room) if kind == "EscalationMissed"]
    assert missed == [Notify.NEXT]


async def test_it_goes_on_at_its_time_after_a_late_look(room):
    await asked(room)
    await after(room, 13)
    assert await room.store.next_timer() is not None
    assert (await room.case()).handoffs[0].due == room.clock.now() + timedelta(minutes=2)


async def test_a_request_of_an_older_version_is_chased_as_well(room):
    case = await asked(room)
    old = replace(case.handoffs[0], escalation=None)
    async with room.store.change() as change:
        await change.save_handoff(old)
    assert (await after(room, 10))[0].startswith("<@U0BO> It is your turn")
