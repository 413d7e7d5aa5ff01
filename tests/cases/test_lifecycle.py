"""Every legal step, and what refuses the others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import lifecycle, refusals, sla
from bot.cases.case import HandoffState, ReplyState, Status, WaitingFor
from bot.cases.events import CaseClaimed, CaseReopened, CustomerWrote
from bot.cases.lifecycle import LEGAL, Step
from tests.cases.samples import NOON, case, handoff, mention, post, reply, settings

LATER = NOON + timedelta(minutes=5)


def test_a_case_begins_with_the_clocks_that_it_would_be_given_later():
    late = mention(text="@acmeair my luggage, now!", created_at=NOON - timedelta(hours=1))
    begun = lifecycle.begin(late, None, "T0ACME", NOON, settings())
    assert (begun.opened_at, begun.due, begun.team) == (NOON, NOON - timedelta(minutes=40), "baggage")
    assert sla.tended(begun, late.created_at, settings()) == begun


def test_claiming_gives_the_case_to_the_one_who_claims():
    claimed, happened = lifecycle.claim(case(), "U0ANN", NOON)
    assert (claimed.owner, claimed.status) == ("U0ANN", Status.CLAIMED)
    assert happened == CaseClaimed(at=NOON, by="U0ANN")


def test_second_claim_is_refused_with_the_owners_name():
    with pytest.raises(refusals.AlreadyClaimed, match="<@U0BEN> already has case #12"):
        lifecycle.claim(case(owner="U0BEN", status=Status.CLAIMED), "U0ANN", NOON)


def test_claiming_ones_own_case_says_so():
    with pytest.raises(refusals.AlreadyYours, match="already yours"):
        lifecycle.claim(case(owner="U0ANN", status=Status.CLAIMED), "U0ANN", NOON)


def test_releasing_makes_the_case_new_again():
    released, _ = lifecycle.release(case(owner="U0ANN", status=Status.CLAIMED), "U0ANN", NOON)
    assert (released.owner, released.status) == (None, Status.NEW)


def test_releasing_what_nobody_has_is_refused():
    with pytest.raises(refusals.NotNow, match="Nobody has case #12"):
        lifecycle.release(case(), "U0ANN", NOON)


def test_assigning_to_the_owner_again_is_refused():
    with pytest.raises(refusals.NotNow, match="already with <@U0BEN>"):
        lifecycle.assign(case(owner="U0BEN", status=Status.CLAIMED), "U0BEN", "U0ANN", NOON)


def test_escalating_makes_the_case_wait_for_the_team():
    waiting, happened = lifecycle.escalate(case(), "baggage", "PNR", "U0ANN", NOON)
    assert (waiting.status, waiting.waiting_for, waiting.team) == (Status.WAITING, WaitingFor.TEAM, "baggage")
    assert (happened.team, happened.reason) == ("baggage", "PNR")


def test_a_team_that_has_the_case_is_not_asked_twice():
    with pytest.raises(refusals.NotNow, match="Team baggage has case #12 already"):
        lifecycle.escalate(case(handoffs=(handoff(),)), "baggage", "again", "U0ANN", NOON)


def test_a_team_that_declined_may_be_asked_again():
    declined = handoff(state=HandoffState.DECLINED)
    assert lifecycle.escalate(case(handoffs=(declined,)), "baggage", "again", "U0ANN", NOON)


def test_the_first_word_of_the_team_brings_the_case_back_to_its_owner():
    waiting = case(status=Status.WAITING, waiting_for=WaitingFor.TEAM, owner="U0ANN")
    back = lifecycle.back_from_team(waiting)
    assert (back.status, back.waiting_for) == (Status.CLAIMED, None)


def test_a_handoff_is_taken_once():
    taken, _ = lifecycle.take(handoff(), "U0BAG", NOON)
    assert (taken.state, taken.taken_by) == (HandoffState.TAKEN, "U0BAG")
    with pytest.raises(refusals.NotNow, match="<@U0BAG> has taken it already"):
        lifecycle.take(taken, "U0BEN", NOON)


def test_a_team_that_asks_back_goes_on_when_the_desk_has_answered():
    asking, happened = lifecycle.ask_back(handoff(), " Which flight? ", "U0BAG", NOON)
    assert (asking.state, asking.question, happened.question) == (HandoffState.ASKING, "Which flight?", "Which flight?")
    assert lifecycle.resume(asking, "U0ANN", LATER)[0].state is HandoffState.OPEN
    assert lifecycle.resume(replace(asking, taken_by="U0BAG"), "U0ANN", LATER)[0].state is HandoffState.TAKEN


def test_what_a_team_says_needs_words():
    with pytest.raises(refusals.QuestionMissing):
        lifecycle.ask_back(handoff(), " ", "U0BAG", NOON)
    with pytest.raises(refusals.AnswerMissing):
        lifecycle.answer(handoff(), " ", True, "U0BAG", NOON)


def test_asking_back_twice_is_refused():
    with pytest.raises(refusals.NotNow, match="asked already"):
        lifecycle.ask_back(handoff(state=HandoffState.ASKING), "and?", "U0BAG", NOON)


@pytest.mark.parametrize("state", [HandoffState.OPEN, HandoffState.TAKEN, HandoffState.ASKING])
def test_a_team_may_answer_as_long_as_it_is_asked(state):
    answered, _ = lifecycle.answer(handoff(state=state, question="?", due=LATER), " In Oslo. ", True, "U0BAG", NOON)
    assert (answered.state, answered.answer, answered.due) == (HandoffState.ANSWERED, "In Oslo.", None)
    assert (answered.ended_by, answered.question, answered.listening) == ("U0BAG", "", True)
    with pytest.raises(refusals.AnsweredAlready, match="<@U0BAG> has answered already"):
        lifecycle.answer(answered, "No, in Rome.", True, "U0BEN", NOON)


@pytest.mark.parametrize("state", [HandoffState.DECLINED, HandoffState.RETURNED, HandoffState.CLOSED])
def test_what_is_closed_on_one_side_is_refused_on_the_other(state):
    closed = handoff(state=state)
    for act in (
        lambda: lifecycle.take(closed, "U0BAG", NOON),
        lambda: lifecycle.answer(closed, "yes", False, "U0BAG", NOON),
        lambda: lifecycle.decline(closed, "no", "U0BAG", NOON),
        lambda: lifecycle.ask_back(closed, "which?", "U0BAG", NOON),
    ):
        with pytest.raises(refusals.RequestClosed):
            act()
    assert lifecycle.close_handoff(closed) is closed


@pytest.mark.parametrize(
    ("others", "comes_back"),
    [((HandoffState.ANSWERED,), True), ((HandoffState.OPEN,), False), ((HandoffState.ASKING,), False), ((), True)],
)
def test_a_team_that_leaves_gives_the_case_back_unless_another_is_at_it(others, comes_back):
    asked = tuple(handoff(id=number, state=state) for number, state in enumerate(others))
    waiting = case(status=Status.WAITING, waiting_for=WaitingFor.TEAM, owner="U0ANN", handoffs=asked)
    assert (lifecycle.back_unless_asked(waiting).waiting_for is None) is comes_back


def test_what_the_desk_answers_makes_the_case_wait_for_the_team_again_unless_it_waits_already():
    asked = lifecycle.on_to_team(case(status=Status.CLAIMED, owner="U0ANN"))
    assert (asked.status, asked.waiting_for) == (Status.WAITING, WaitingFor.TEAM)
    replied = case(status=Status.WAITING, waiting_for=WaitingFor.CUSTOMER)
    assert lifecycle.on_to_team(replied) is replied


def test_declining_needs_a_reason():
    with pytest.raises(refusals.ReasonMissing):
        lifecycle.decline(handoff(), "  ", "U0BAG", NOON)


def test_a_posted_reply_stops_the_clock_and_waits_for_the_customer():
    running = case(due=LATER, at_risk=LATER, owner="U0ANN", status=Status.CLAIMED)
    after, sent, happened = lifecycle.posted(running, reply(), "2001", "https://x.com/acmeair/status/2001", LATER)
    assert (after.status, after.waiting_for, after.due) == (Status.WAITING, WaitingFor.CUSTOMER, None)
    assert after.first_reply_at == LATER
    assert (sent.state, sent.posted_id) == (ReplyState.POSTED, "2001")
    assert happened.url == "https://x.com/acmeair/status/2001"


def test_a_reply_does_not_answer_what_the_customer_wrote_after_it_was_decided():
    crossed = case(due=LATER, posts=(post(), post(2, seen_at=LATER, id="1002")))
    after, _, _ = lifecycle.posted(crossed, reply(), "2001", "url", LATER)
    assert after.due == LATER
    assert after.first_reply_at == LATER


def test_who_answers_first_has_the_case():
    after, happened = lifecycle.decide_reply(case(), reply(), NOON)
    assert after.owner == "U0ANN"
    assert any(isinstance(event, CaseClaimed) for event in happened)


def test_a_follow_up_reopens_a_resolved_case_and_starts_its_clock():
    resolved = case(status=Status.RESOLVED, first_reply_at=NOON, owner="U0ANN", resolved_at=NOON)
    heard, happened = lifecycle.hear(resolved, mention(id="1002"), LATER, settings())
    assert (heard.status, heard.resolved_at) == (Status.CLAIMED, None)
    assert heard.due == LATER + timedelta(minutes=60)
    assert [type(event) for event in happened] == [CustomerWrote, CaseReopened]


def test_a_follow_up_wakes_a_snoozed_case():
    asleep = case(status=Status.WAITING, waiting_for=WaitingFor.SNOOZE, snoozed_until=LATER, owner="U0ANN")
    heard, _ = lifecycle.hear(asleep, mention(id="1002"), NOON, settings())
    assert (heard.status, heard.snoozed_until) == (Status.CLAIMED, None)


def test_a_follow_up_does_not_restart_a_clock_that_runs():
    running = case(due=LATER)
    heard, _ = lifecycle.hear(running, mention(id="1002"), NOON + timedelta(minutes=2), settings())
    assert heard.due == LATER


def test_a_follow_up_while_the_team_is_asked_keeps_waiting_for_the_team():
    waiting = case(status=Status.WAITING, waiting_for=WaitingFor.TEAM)
    heard, _ = lifecycle.hear(waiting, mention(id="1002"), NOON, settings())
    assert heard.waiting_for is WaitingFor.TEAM


@pytest.mark.parametrize("state", [ReplyState.WAITING, ReplyState.APPROVAL, ReplyState.UNSURE])
def test_a_case_is_not_resolved_while_a_reply_is_under_way(state):
    with pytest.raises(refusals.NotNow, match="still on its way"):
        lifecycle.resolve(case(replies=(reply(state=state),)), "U0ANN", NOON)


def test_who_would_resolve_what_nobody_knows_the_end_of_is_led_to_its_question():
    with pytest.raises(refusals.NotNow, match="asks you what became of it: say so, then resolve"):
        lifecycle.resolve(case(replies=(reply(state=ReplyState.UNSURE, asked=True),)), "U0ANN", NOON)


@pytest.mark.parametrize("state", [ReplyState.POSTED, ReplyState.FAILED, ReplyState.UNSURE])
def test_only_what_waits_can_be_taken_back(state):
    with pytest.raises(refusals.TooLateToUndo):
        lifecycle.undo(reply(state=state), "U0ANN", NOON)


def test_what_looking_could_not_settle_is_settled_by_a_person():
    asked, happened = lifecycle.put_to_people(reply(), "It could not be looked for.", NOON)
    assert (asked.state, asked.asked, happened.problem) == (ReplyState.UNSURE, True, "It could not be looked for.")
    running = case(due=LATER, owner="U0ANN", status=Status.CLAIMED)
    after, there, confirmed = lifecycle.is_there(running, asked, NOON, "U0BEN", LATER)
    assert (there.state, there.posted_at, there.posted_id) == (ReplyState.POSTED, NOON, None)
    assert (after.due, after.first_reply_at, confirmed.by) == (None, NOON, "U0BEN")
    again, repeated = lifecycle.post_again(asked, "U0BEN", LATER)
    assert (again.state, again.send_at, repeated.by) == (ReplyState.WAITING, LATER, "U0BEN")
    looked_for, _ = lifecycle.check_again(asked, "U0BEN", LATER)
    assert (looked_for.state, looked_for.asked) == (ReplyState.UNSURE, False)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (reply(state=ReplyState.POSTED, asked=True), "settled already"),
        (reply(state=ReplyState.WAITING), "settled already"),
        (reply(state=ReplyState.UNSURE), "still looking"),
    ],
)
def test_only_what_people_are_asked_about_is_theirs_to_settle(shown, words):
    with pytest.raises(refusals.NotNow, match=words):
        lifecycle.is_there(case(), shown, NOON, "U0ANN", NOON)
    with pytest.raises(refusals.NotNow, match=words):
        lifecycle.post_again(shown, "U0ANN", NOON)
    with pytest.raises(refusals.NotNow, match=words):
        lifecycle.check_again(shown, "U0ANN", NOON)


def test_a_new_open_end_is_looked_for_before_people_are_asked_again():
    open_end, _ = lifecycle.unsure(reply(asked=True), "cut", NOON)
    assert not open_end.asked


def test_nobody_approves_their_own_reply():
    with pytest.raises(refusals.NotAllowed, match="your own"):
        lifecycle.approve(reply(state=ReplyState.APPROVAL), "U0ANN", NOON)


def test_an_approved_reply_leaves_at_once():
    approved, _ = lifecycle.approve(reply(state=ReplyState.APPROVAL), "U0LEAD", LATER)
    assert (approved.state, approved.send_at, approved.approved_by) == (ReplyState.WAITING, LATER, "U0LEAD")


def test_snoozing_into_the_past_is_refused():
    with pytest.raises(refusals.SnoozeInThePast):
        lifecycle.snooze(case(), NOON - timedelta(hours=1), "U0ANN", NOON)


def test_an_answer_given_by_hand_stops_the_clock():
    after, _ = lifecycle.answered_by_hand(case(due=LATER), mention(by_us=True, created_at=LATER))
    assert (after.due, after.waiting_for, after.first_reply_at) == (None, WaitingFor.CUSTOMER, LATER)


@pytest.mark.parametrize("step", [Step.CLAIM, Step.RELEASE, Step.ASSIGN, Step.ESCALATE, Step.RESOLVE, Step.SNOOZE])
def test_a_resolved_case_refuses_work_and_names_the_way_back(step):
    with pytest.raises(refusals.NotNow, match="Press \\*Reopen\\* first"):
        lifecycle.require(case(status=Status.RESOLVED), step)


def test_every_step_stands_in_the_table():
    assert set(LEGAL) == set(Step)
