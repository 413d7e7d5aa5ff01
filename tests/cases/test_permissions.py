"""Who may do what: every step with every role."""

import pytest

from bot.cases.case import Actor
from bot.cases.lifecycle import Step
from bot.cases.permissions import check, may, needs_approval
from bot.cases.refusals import NotAllowed, Stranger
from bot.cases.settings import Permissions

DESK = Permissions(
    reply=("S0AGENTS",),
    claim=("everyone",),
    assign=("U0LEAD",),
    escalate=("S0AGENTS", "U0LEAD"),
    resolve=("S0AGENTS",),
    approve=("U0LEAD",),
    admin=("U0ADMIN",),
    needs_approval=("U0NEW",),
)
ROLES = {
    "agent": Actor(id="U0ANN", groups=frozenset({"S0AGENTS"})),
    "lead": Actor(id="U0LEAD"),
    "admin": Actor(id="U0ADMIN"),
    "colleague": Actor(id="U0CAT"),
    "guest": Actor(id="U0GUEST", groups=frozenset({"S0AGENTS"}), guest=True),
    "stranger": Actor(id="U0OTHER", groups=frozenset({"S0AGENTS"}), outside=True),
}
EVERYBODY = {"agent", "lead", "admin", "colleague"}
MAY = {
    Step.REPLY: {"agent"},
    Step.UNDO: {"agent"},
    Step.TRY_AGAIN: {"agent"},
    Step.IS_THERE: {"agent"},
    Step.POST_AGAIN: {"agent"},
    Step.CHECK_AGAIN: {"agent"},
    Step.CLAIM: EVERYBODY,
    Step.RELEASE: EVERYBODY,
    Step.STILL: EVERYBODY,
    Step.ASSIGN: {"lead"},
    Step.ESCALATE: {"agent", "lead"},
    Step.ASK_SUGGESTED: {"agent", "lead"},
    Step.RESOLVE: {"agent"},
    Step.REOPEN: {"agent"},
    Step.SNOOZE: {"agent"},
    Step.DISMISS: {"agent"},
    Step.MUTE: {"agent"},
    Step.CHANGE: EVERYBODY,
    Step.APPROVE: {"lead"},
    Step.REWORD: {"lead"},
    Step.SEND_BACK: {"lead"},
    Step.TAKE: EVERYBODY,
    Step.DECLINE: EVERYBODY,
    Step.HISTORY: EVERYBODY,
    Step.SUMMARY: EVERYBODY,
    Step.CHECK: EVERYBODY,
    Step.ANSWER: EVERYBODY,
    Step.NEED_MORE: EVERYBODY,
    Step.USE: {"agent"},
    Step.FORGET: {"admin"},
    Step.REPORT: set(),
    Step.FIXED: EVERYBODY,
    Step.TELL_ALL: {"agent"},
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_just_what_the_desk_file_says(step, role):
    if role in MAY[step] or role == "admin":
        check(ROLES[role], step, DESK)
    else:
        with pytest.raises(NotAllowed, match="You may not"):
            check(ROLES[role], step, DESK)


def test_the_refusal_names_who_may():
    with pytest.raises(NotAllowed, match="<!subteam\\^S0AGENTS>"):
        check(ROLES["colleague"], Step.REPLY, DESK)


def test_where_nobody_may_the_refusal_says_how_to_change_it():
    with pytest.raises(NotAllowed, match="an admin can change that in the desk file"):
        check(ROLES["agent"], Step.APPROVE, Permissions())


def test_new_hires_need_approval():
    assert needs_approval(Actor(id="U0NEW"), DESK)
    assert not needs_approval(ROLES["agent"], DESK)


@pytest.mark.parametrize("step", Step)
def test_of_whom_nobody_knows_whether_they_are_a_guest_may_do_nothing_yet(step):
    with pytest.raises(Stranger):
        check(Actor(id="U0LEAD", groups=frozenset({"S0AGENTS"}), known=False), step, DESK)


def test_an_admin_may_do_everything_that_is_not_refused_to_guests():
    desk = Permissions(reply=(), claim=(), assign=(), escalate=(), resolve=(), admin=("U0CHIEF", "U0GUEST"))
    for step in Step:
        assert may(Actor(id="U0CHIEF"), step, desk)
        assert not may(Actor(id="U0GUEST", guest=True), step, desk)


def test_a_lead_moves_cases_but_speaks_and_approves_only_where_listed():
    desk = Permissions(reply=(), claim=(), assign=(), escalate=(), resolve=(), lead=("S0LEADS",))
    lead = Actor(id="U0LEA", groups=frozenset({"S0LEADS"}))
    moves = {
        Step.CLAIM,
        Step.RELEASE,
        Step.ASSIGN,
        Step.ESCALATE,
        Step.RESOLVE,
        Step.REOPEN,
        Step.SNOOZE,
        Step.DISMISS,
        Step.MUTE,
    }
    assert {step for step in moves if may(lead, step, desk)} == moves
    assert not any(may(lead, step, desk) for step in (Step.REPLY, Step.APPROVE, Step.SEND_BACK, Step.FORGET))
    with pytest.raises(NotAllowed, match="<!subteam\\^S0LEADS>"):
        check(Actor(id="U0CAT"), Step.ASSIGN, desk)
