"""What a card offers in each state."""

import pytest

from bot.cases import lifecycle, views
from bot.cases.case import HandoffState, ReplyState, Status
from bot.cases.lifecycle import Step
from bot.cases.refusals import NotNow
from tests.cases.samples import NOON, case, handoff, post, reply, settings


def test_a_new_case_offers_the_four_in_sight_first():
    assert views.card(case(), NOON).steps[:4] == (Step.REPLY, Step.CLAIM, Step.ASSIGN, Step.ESCALATE)


def test_a_claimed_case_offers_release_instead_of_claim():
    steps = views.card(case(owner="U0ANN", status=Status.CLAIMED), NOON).steps
    assert Step.RELEASE in steps
    assert Step.CLAIM not in steps


def test_a_case_that_x_does_not_let_us_answer_offers_no_reply():
    assert Step.REPLY not in views.card(case(posts=(post(answerable=False),)), NOON).steps


def test_a_case_is_answerable_while_one_of_its_posts_is():
    mixed = case(posts=(post(), post(2, id="1002", answerable=False)))
    assert mixed.answers_to is not None
    assert mixed.answers_to.id == "1001"


def test_a_case_whose_customer_was_forgotten_offers_its_history_alone():
    gone = case(status=Status.RESOLVED, resolution="forgotten", activity=99, posts=(post(answerable=False),))
    assert views.card(gone, NOON).steps == (Step.HISTORY,)
    with pytest.raises(NotNow, match="was forgotten: there is nothing to answer"):
        lifecycle.reopen(gone, "U0ANN", NOON, settings(), "")


def test_a_resolved_case_offers_reply_reopen_and_its_history():
    assert views.card(case(status=Status.RESOLVED), NOON).steps == (Step.REPLY, Step.REOPEN, Step.HISTORY, Step.CHECK)


def test_each_state_of_a_reply_offers_its_own_steps():
    offers = {state: views.reply(case(), reply(state=state)).steps for state in ReplyState}
    assert offers == {
        ReplyState.APPROVAL: (Step.APPROVE, Step.REWORD, Step.SEND_BACK, Step.UNDO),
        ReplyState.WAITING: (Step.UNDO,),
        ReplyState.UNSURE: (),
        ReplyState.POSTED: (),
        ReplyState.FAILED: (Step.TRY_AGAIN,),
        ReplyState.UNDONE: (),
        ReplyState.SENT_BACK: (),
    }


def test_a_reply_that_looking_could_not_settle_is_put_to_people():
    asked = reply(state=ReplyState.UNSURE, asked=True)
    assert views.reply(case(), asked).steps == (Step.IS_THERE, Step.POST_AGAIN, Step.CHECK_AGAIN)


def test_a_closed_request_offers_nothing():
    assert views.handoff(case(), handoff(state=HandoffState.CLOSED)).steps == ()
    assert views.handoff(case(status=Status.RESOLVED), handoff()).steps == ()


def test_a_summary_is_offered_of_long_conversations_only():
    assert Step.SUMMARY not in views.card(case(activity=9), NOON).steps
    assert Step.SUMMARY in views.card(case(activity=10), NOON).steps
