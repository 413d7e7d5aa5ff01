"""A public reply in its thread, from the decision to the receipt."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases import views
from bot.cases.case import ReplyState
from tests.cases.samples import NOON, case, reply
from tests.slack.looks import POSTED, buttons, drawn, pings, targets, words

STATES = {
    ReplyState.APPROVAL: (
        "Waits for approval before it goes to X",
        ["Approve", "Edit and approve", "Send back", "Undo"],
    ),
    ReplyState.WAITING: ("Goes to X at <!date^1795176010^{time_secs}|", ["Undo"]),
    ReplyState.UNSURE: ("Checking whether this reached X", []),
    ReplyState.POSTED: ("Posted on X", []),
    ReplyState.FAILED: ("Not posted on X", ["Try again"]),
    ReplyState.UNDONE: ("Taken back before it reached X", []),
    ReplyState.SENT_BACK: ("Sent back, not posted on X", []),
}


@pytest.mark.parametrize("state", ReplyState)
def test_a_reply_says_in_each_state_how_it_stands_what_it_says_and_who_wrote_it(state: ReplyState):
    shown = drawn(views.reply(case(), reply(state=state, send_at=NOON + timedelta(seconds=10))))
    line, offered = STATES[state]
    assert line in words(shown.blocks)
    assert "We are on it." in words(shown.blocks)
    assert "*Ann Meyer*" in words(shown.blocks)
    assert buttons(shown.blocks) == offered
    assert all(target == {"v": 1, "case": 12, "reply": 5} for target in targets(shown.blocks))
    assert pings(shown) == []


def test_a_posted_reply_is_the_receipt():
    shown = drawn(views.reply(case(), replace(POSTED, approved_by="U0BEN")))
    assert "<https://x.com/acmeair/status/5|View on X>" in words(shown.blocks)
    assert "approved by *Ben *Carter* &lt;!here&gt;*" in words(shown.blocks)


def test_an_answer_given_by_hand_says_so():
    assert "Answered by hand on X" in words(drawn(views.reply(case(), replace(POSTED, by=None))).blocks)


def test_what_keeps_a_reply_from_going_out_is_said():
    waiting = drawn(views.reply(case(), reply(problem="X is out of credits.")))
    assert ":warning: *Not on X yet.* X is out of credits. It is tried again by itself." in words(waiting.blocks)
    assert buttons(waiting.blocks) == ["Undo"]
    failed = drawn(views.reply(case(), reply(state=ReplyState.FAILED, problem="X says <no> & stops.")))
    assert "X says &lt;no&gt; &amp; stops." in words(failed.blocks)


def test_a_reply_of_which_nobody_knows_says_so_and_offers_what_a_person_can_say():
    shown = drawn(views.reply(case(), reply(state=ReplyState.UNSURE, asked=True, problem="X cannot be reached.")))
    assert "Nobody knows whether this reached X" in words(shown.blocks)
    assert "<https://x.com/vera/status/1001|Look on X>, then say what you saw" in words(shown.blocks)
    assert "X cannot be reached." in words(shown.blocks)
    assert buttons(shown.blocks) == ["It is there", "Post again", "Check again"]


def test_where_to_look_is_said_even_if_the_post_is_not_loaded():
    shown = drawn(views.reply(case(), reply(state=ReplyState.UNSURE, asked=True, answers="7")))
    assert "Look on X, then say what you saw" in words(shown.blocks)


def test_who_is_unknown_is_still_named():
    assert "<@U0NEW>" in words(drawn(views.reply(case(), reply(by="U0NEW"))).blocks)
