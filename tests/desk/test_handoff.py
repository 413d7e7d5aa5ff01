"""Teams at work in their own channels: what they say reaches the desk, once, and the case is always somebody's."""

import pytest

from bot.cases.case import Actor, HandoffState, Status, WaitingFor
from bot.cases.lifecycle import Step
from bot.cases.refusals import AnsweredAlready, NotNow, ReasonMissing, RequestClosed, UnknownTeam
from bot.cases.settings import Notify, Permissions, PolicyStep, Sla, Team
from bot.cases.views import AnswerView, HandoffView, NoteView, NoticeView
from bot.desk import assign, claim, close, escalate, handoff
from bot.desk.handoff import Written
from bot.ports.outcomes import Unreachable
from tests.cases.samples import author, mention
from tests.desk_room import ANN, Room, desk_room

BAG, CREW = Actor(id="U0BAG"), Actor(id="U0CREW")
STEPS = (PolicyStep(notify=Notify.MEMBERS, minutes=15), PolicyStep(notify=Notify.LEAD))
TEAMS = (Team(name="baggage", channel="C0BAGGAGE", steps=STEPS), Team(name="crew", channel="C0CREW"))


@pytest.fixture
async def room(tmp_path):
    patient, lead = Sla(first_reply_minutes=10_000), Permissions(lead=("U0LEAD",))
    async with desk_room(tmp_path, teams=TEAMS, permissions=lead, sla=patient) as room:
        yield room


async def asked(room: Room, *teams: str):
    case = await room.opened()
    await claim.claim(room.desk, case.id, ANN)
    for team in teams or ("baggage",):
        case = await escalate.escalate(room.desk, case.id, team, "PNR X7K9", ANN)
    await room.works()
    return case


def said(room: Room) -> list[str]:
    return [message.words for message in room.surface.shown(NoticeView)]


def note(room: Room, text: str, ts: str, in_team: int | None = None, by: str = "U0ANN") -> Written:
    channel = "C0BAGGAGE" if in_team else "C0MENTIONS"
    return Written(case=1, handoff=in_team, channel=channel, ts=ts, by=by, text=text)


async def test_of_two_teams_one_declines_and_one_answers_and_the_case_is_its_owners_again(room):
    case = await asked(room, "baggage", "crew")
    first, second = case.handoffs
    case = await handoff.decline(room.desk, case.id, first.id, "It never left the plane", BAG)
    assert (case.status, case.waiting_for) == (Status.WAITING, WaitingFor.TEAM)
    case = await handoff.answer(room.desk, case.id, second.id, "We have it.", True, CREW)
    assert (case.status, case.waiting_for, case.owner) == (Status.CLAIMED, None, "U0ANN")
    await room.works()
    assert said(room) == ["<@U0BAG> says this is not for team baggage: It never left the plane"]
    (answer,) = room.surface.shown(AnswerView)
    assert (answer.handoff.answer, answer.handoff.ended_by) == ("We have it.", "U0CREW")


async def test_where_the_owner_is_of_the_team_whoever_asked_is_called(room):
    case = await asked(room)
    await assign.assign(room.desk, case.id, "U0BAG", ANN)
    await handoff.ask_back(room.desk, case.id, case.handoffs[0].id, "Which colour?", BAG)
    await room.works()
    assert said(room)[-1].startswith("<@U0ANN>, <@U0BAG> of team baggage needs more: Which colour?")


async def test_where_the_last_team_declines_its_owner_is_told(room):
    case = await asked(room)
    case = await handoff.decline(room.desk, case.id, 1, "Never seen it", BAG)
    assert (case.status, case.owner) == (Status.CLAIMED, "U0ANN")
    await room.works()
    assert said(room) == ["<@U0ANN>, this is yours again. <@U0BAG> says this is not for team baggage: Never seen it"]


async def test_what_is_passed_on_keeps_its_reason_and_asks_the_other_team(room):
    await asked(room)
    case = await handoff.decline(room.desk, 1, 1, "Left on board", BAG, to="crew")
    assert [(each.team, each.state) for each in case.handoffs] == [
        ("baggage", HandoffState.DECLINED),
        ("crew", HandoffState.OPEN),
    ]
    assert (case.waiting_for, case.handoffs[1].by, case.handoffs[1].reason) == (WaitingFor.TEAM, "U0ANN", "PNR X7K9")
    await room.works()
    assert room.surface.shown(HandoffView)[-1].case.handoffs[0].outcome == "Left on board"
    with pytest.raises(UnknownTeam):
        await handoff.decline(room.desk, 1, 2, "Whose?", CREW, to="catering")


async def test_what_is_passed_on_to_a_team_that_is_asked_already_asks_it_once(room):
    case = await asked(room, "baggage", "crew")
    case = await handoff.decline(room.desk, case.id, 1, "Left on board", BAG, to="crew")
    assert [each.team for each in case.handoffs] == ["baggage", "crew"]


async def test_a_team_that_asks_back_is_not_chased_until_the_desk_has_answered(room):
    await asked(room)
    room.clock.forward(10 * 60)
    case = await handoff.ask_back(room.desk, 1, 1, "Which flight?", BAG)
    assert (case.status, case.handoffs[0].due) == (Status.CLAIMED, None)
    room.clock.forward(60 * 60)
    await room.works()
    (question,) = said(room)
    assert question.startswith("<@U0ANN>, <@U0BAG> of team baggage needs more: Which flight?")
    await handoff.write(room.desk, note(room, "LH 123", "9.1"))
    case = await room.case()
    assert (case.waiting_for, case.handoffs[0].state) == (WaitingFor.TEAM, HandoffState.OPEN)
    room.clock.forward(4 * 60)
    await room.works()
    assert said(room) == [question]
    room.clock.forward(2 * 60)
    await room.works()
    assert len(said(room)) > 1


async def test_a_request_closed_on_both_sides_at_once_is_closed_by_one_of_them(room):
    await asked(room)
    await close.resolve(room.desk, 1, ANN)
    with pytest.raises(RequestClosed):
        await handoff.answer(room.desk, 1, 1, "We have it.", True, BAG)
    assert (await room.case()).handoffs[0].state is HandoffState.CLOSED


async def test_a_request_is_answered_once(room):
    await asked(room)
    await handoff.answer(room.desk, 1, 1, "We have it.", True, BAG)
    with pytest.raises(AnsweredAlready, match="<@U0BAG>"):
        await handoff.answer(room.desk, 1, 1, "No, we have it.", True, CREW)
    await close.resolve(room.desk, 1, ANN)
    assert (await room.case()).handoffs[0].state is HandoffState.ANSWERED


async def test_a_team_that_has_answered_still_hears_the_desk_and_one_that_declined_does_not(room):
    await asked(room, "baggage", "crew")
    await handoff.answer(room.desk, 1, 1, "We have it.", False, BAG)
    await handoff.decline(room.desk, 1, 2, "Not ours", CREW)
    await room.works()
    await handoff.write(room.desk, note(room, "Thank you", "9.1"))
    await room.works()
    channels = [channel for channel, _, _, shown in room.surface.posts.values() if isinstance(shown, NoteView)]
    assert channels == ["C0BAGGAGE"]


async def test_a_note_deleted_before_its_mirror_has_left_is_never_shown(room):
    await asked(room)
    await handoff.write(room.desk, note(room, "a secret", "9.1"))
    await handoff.erase(room.desk, "C0MENTIONS", "9.1")
    await room.works()
    assert room.surface.shown(NoteView) == []


async def test_a_file_taken_out_of_a_note_leaves_its_mirror_too(room):
    await asked(room)
    files = ("https://slack.example/a.png", "https://slack.example/b.png")
    written = Written(case=1, handoff=1, channel="C0BAGGAGE", ts="9.1", by="U0BAG", text="the tags", files=files)
    await handoff.write(room.desk, written)
    await room.works()
    await handoff.rewrite(room.desk, "C0BAGGAGE", "9.1", "the tags", files=files[:1])
    await handoff.rewrite(room.desk, "C0BAGGAGE", "9.1", "the tags")  # a link preview, say: nothing of ours
    await room.works()
    (edited,) = [shown for _, shown in room.surface.edits if isinstance(shown, NoteView)]
    assert edited.note.files == files[:1]


async def test_what_a_team_cannot_read_returns_to_its_owner_and_the_lead_hears_of_it_once(room):
    await asked(room)
    why = "<#C0BAGGAGE> is archived. Bring it back."
    for _ in range(2):
        await handoff.lost(room.desk, "C0BAGGAGE", why)
    await room.works()
    case = await room.case()
    assert (case.handoffs[0].state, case.status, case.owner) == (HandoffState.RETURNED, Status.CLAIMED, "U0ANN")
    words = f"<@U0ANN> <@U0LEAD> Team baggage cannot be reached, so this is back with the desk. {why} "
    assert said(room) == [words + "Nothing that was written is lost."]


async def test_a_request_that_cannot_be_posted_returns_to_its_owner(room):
    case = await room.opened()
    await room.works()
    room.surface.troubles.add(Unreachable("<#C0CREW> is archived."))
    await escalate.escalate(room.desk, case.id, "crew", "Who flew it?", ANN)
    await room.works()
    after = await room.case()
    assert (after.handoffs[0].state, after.waiting_for) == (HandoffState.RETURNED, None)
    assert said(room)[0].startswith("<@U0ANN> <@U0LEAD> Team crew cannot be reached")


async def test_a_request_to_another_team_is_not_touched_by_a_closed_channel(room):
    await asked(room, "baggage", "crew")
    await handoff.lost(room.desk, "C0CREW", "It is archived.")
    case = await room.case()
    assert [each.state for each in case.handoffs] == [HandoffState.OPEN, HandoffState.RETURNED]
    assert case.waiting_for is WaitingFor.TEAM


async def sent(room: Room) -> None:
    """Everything that waits, at Slack's pace."""
    for _ in range(3):
        room.clock.forward(10)
        await room.works()


async def gathered(room: Room):
    """Three cases that wait for one answer."""
    await asked(room)
    for number in (2, 3):
        await room.arrives(mention(id=f"100{number}", conversation=f"100{number}", author=author(id=f"90{number}")))
        await handoff.join(room.desk, number, 1, f"PNR {number}", ANN)
    await sent(room)


async def test_many_cases_wait_for_one_answer_and_all_of_them_hear_it(room):
    await gathered(room)
    assert [len(card.waiting) for card in room.surface.shown(HandoffView)] == [1]  # one card, drawn afresh
    assert len([shown for _, shown in room.surface.edits if isinstance(shown, HandoffView)][-1].waiting) == 3
    assert [words for words in said(room) if "waits for this too" in words] == [
        f"#{number} of @vera waits for this too, says <@U0ANN>: PNR {number}" for number in (2, 3)
    ]
    await handoff.take(room.desk, 1, 1, BAG)
    await sent(room)
    assert (await room.case(3)).handoffs[0].taken_by == "U0BAG"
    await handoff.fixed(room.desk, 1, 1, BAG)
    await sent(room)
    for number in (1, 2, 3):
        case = await room.case(number)
        assert (case.handoffs[0].state, case.waiting_for) == (HandoffState.ANSWERED, None)
    answers = room.surface.shown(AnswerView)
    assert sorted(each.case.number for each in answers) == [1, 2, 3]
    assert all(Step.TELL_ALL in each.steps for each in answers)


async def test_what_is_not_theirs_goes_back_to_each_owner(room):
    await gathered(room)
    await handoff.decline(room.desk, 1, 1, "Not our plane", BAG)
    await sent(room)
    assert [(await room.case(number)).waiting_for for number in (1, 2, 3)] == [None] * 3
    assert len([words for words in said(room) if "yours again" in words]) == 3


async def test_what_is_passed_on_takes_along_all_who_wait_for_it(room):
    await gathered(room)
    await escalate.escalate(room.desk, 3, "crew", "The crew was rude", ANN)
    await handoff.decline(room.desk, 1, 1, "Left on board", BAG, to="crew")
    await sent(room)
    second, third = await room.case(2), await room.case(3)
    assert [(each.team, each.state) for each in second.handoffs] == [("crew", HandoffState.OPEN)]
    assert [each.state for each in third.handoffs] == [HandoffState.CLOSED, HandoffState.OPEN]
    assert (second.waiting_for, second.team, third.waiting_for) == (WaitingFor.TEAM, "crew", WaitingFor.TEAM)
    assert said(room).count("Team baggage says this is not theirs. Team crew is asked now.") == 2
    onto = (await room.case(1)).handoffs[1]
    await handoff.fixed(room.desk, 1, onto.id, CREW)
    await sent(room)
    assert [(await room.case(number)).waiting_for for number in (1, 2)] == [None, None]


async def test_a_request_outlives_the_case_that_began_it_while_others_wait_for_it(room):
    await gathered(room)
    await close.resolve(room.desk, 1, ANN)
    await close.resolve(room.desk, 2, ANN)
    await sent(room)
    assert [(await room.case(number)).handoffs[0].running for number in (1, 2, 3)] == [True, False, True]
    await handoff.answer(room.desk, 1, 1, "We have them all.", True, BAG)
    await sent(room)
    assert (await room.case(3)).handoffs[0].answer == "We have them all."
    assert (await room.case(1)).status is Status.RESOLVED


async def test_adding_a_case_to_what_is_over_or_to_its_own_request_is_refused(room):
    await gathered(room)
    with pytest.raises(NotNow, match="has case #1 already"):
        await handoff.join(room.desk, 1, 1, "again", ANN)
    with pytest.raises(RequestClosed):
        await handoff.join(room.desk, 1, 99, "none", ANN)
    with pytest.raises(ReasonMissing):
        await handoff.join(room.desk, 1, 1, " ", ANN)
    await handoff.decline(room.desk, 1, 1, "Not our plane", BAG)
    await sent(room)
    with pytest.raises(RequestClosed):
        await handoff.join(room.desk, 2, 1, "late", ANN)


async def test_a_note_of_a_case_that_was_added_reaches_the_shared_thread(room):
    await gathered(room)
    written = Written(case=3, handoff=None, channel="C0MENTIONS", ts="9.3", by="U0ANN", text="a red one")
    await handoff.write(room.desk, written)
    await sent(room)
    ((channel, thread),) = [(at, root) for at, root, _, m in room.surface.posts.values() if isinstance(m, NoteView)]
    (card,) = [ts for ts, (_, _, _, m) in room.surface.posts.items() if isinstance(m, HandoffView)]
    assert (channel, thread) == ("C0BAGGAGE", card)
