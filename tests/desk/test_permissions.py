"""Every verb of the desk with every role: what one may not do changes nothing."""

from dataclasses import replace

import pytest

from bot.cases.assignment import Pool
from bot.cases.case import Actor, Priority, ReplyState
from bot.cases.refusals import NotAllowed, Refusal
from bot.cases.settings import Permissions
from bot.cases.wishes import Kind
from bot.desk import approval, assign, change, claim, close, escalate, handoff, reply, share, still
from tests.desk_room import desk_room

RIGHTS = Permissions(
    reply=("S0AGENTS",),
    claim=("S0AGENTS",),
    assign=("U0LEAD",),
    escalate=("S0AGENTS",),
    resolve=("S0AGENTS", "U0LEAD"),
    approve=("U0LEAD",),
    needs_approval=("U0NEW",),
)
TEAM = Pool(key="team baggage", named="team baggage", members=("U0CAT",), team="baggage")
AGENTS = frozenset({"S0AGENTS"})
ROLES = {
    "agent": Actor(id="U0ANN", groups=AGENTS),
    "lead": Actor(id="U0LEAD"),
    "colleague": Actor(id="U0CAT"),
    "guest": Actor(id="U0GUEST", groups=AGENTS, guest=True),
    "stranger": Actor(id="U0OTHER", groups=AGENTS, outside=True),
}
VERBS = {
    "claim": (lambda d, by: claim.claim(d, 1, by), {"agent"}),
    "release": (lambda d, by: claim.release(d, 1, by), {"agent"}),
    "still": (lambda d, by: still.still(d, 1, by), {"agent"}),
    "assign": (lambda d, by: assign.assign(d, 1, "U0BEN", by), {"lead"}),
    "assign to a team": (lambda d, by: share.offer(d, 1, TEAM, by), {"lead"}),
    "escalate": (lambda d, by: escalate.escalate(d, 1, "baggage", "again", by), {"agent"}),
    "follow a suggestion": (lambda d, by: escalate.follow_suggestion(d, 1, "baggage: lost", by), {"agent"}),
    "resolve": (lambda d, by: close.resolve(d, 1, by), {"agent", "lead"}),
    "dismiss": (lambda d, by: close.dismiss(d, 1, by), {"agent", "lead"}),
    "mute": (lambda d, by: close.mute(d, 1, by), {"agent", "lead"}),
    "change": (lambda d, by: change.change(d, 1, by, priority=Priority.URGENT), {"agent"}),
    "reopen": (lambda d, by: close.reopen(d, 1, by), {"agent", "lead"}),
    "snooze": (lambda d, by: close.snooze(d, 1, d.clock.now(), by), {"agent", "lead"}),
    "reply": (lambda d, by: reply.reply(d, 1, "hello", by), {"agent"}),
    "undo": (lambda d, by: reply.undo(d, 1, 1, by), {"agent"}),
    "try again": (lambda d, by: reply.try_again(d, 1, 1, by), {"agent"}),
    "it is there": (lambda d, by: reply.is_there(d, 1, 1, by), {"agent"}),
    "post again": (lambda d, by: reply.post_again(d, 1, 1, by), {"agent"}),
    "check again": (lambda d, by: reply.check_again(d, 1, 1, by), {"agent"}),
    "approve": (lambda d, by: approval.approve(d, 1, 1, by), {"lead"}),
    "send back": (lambda d, by: approval.send_back(d, 1, 1, "tone", by), {"lead"}),
    "take": (lambda d, by: handoff.take(d, 1, 1, by), {"agent", "lead", "colleague"}),
    "decline": (lambda d, by: handoff.decline(d, 1, 1, "no", by), {"agent", "lead", "colleague"}),
    "answer": (lambda d, by: handoff.answer(d, 1, 1, "yes", True, by), {"agent", "lead", "colleague"}),
    "fixed": (lambda d, by: handoff.fixed(d, 1, 1, by), {"agent", "lead", "colleague"}),
    "join": (lambda d, by: handoff.join(d, 1, 1, "too", by), {"agent"}),
    "collect": (lambda d, by: handoff.collect(d, 1, Kind.IDEA, "baggage", "more room", by), {"agent"}),
    "seen": (lambda d, by: handoff.seen(d, 1, by), {"agent", "lead", "colleague"}),
    "ask back": (lambda d, by: handoff.ask_back(d, 1, 1, "which?", by), {"agent", "lead", "colleague"}),
}


@pytest.mark.parametrize("verb", VERBS)
async def test_each_role_may_take_just_the_steps_it_is_given(tmp_path, verb):
    act, may = VERBS[verb]
    async with desk_room(tmp_path, permissions=RIGHTS) as room:
        await room.opened()
        for role, actor in ROLES.items():
            before = await room.case()
            try:
                await act(room.desk, actor)
            except NotAllowed:
                assert role not in may
                assert await room.case() == before
            except Refusal:
                assert role in may  # the state refused it, not the role
            else:
                assert role in may


async def test_a_new_hires_reply_waits_for_an_approver(tmp_path):
    rights = replace(RIGHTS, reply=("everyone",))
    async with desk_room(tmp_path, permissions=rights) as room:
        case = await room.opened()
        waiting = await reply.reply(room.desk, case.id, "Hello from the new one", Actor(id="U0NEW"))
        assert waiting.state is ReplyState.APPROVAL
        room.clock.forward(60)
        await room.works()
        assert room.network.published == []
        await approval.approve(room.desk, case.id, waiting.id, ROLES["lead"])
        await room.works()
        assert room.network.published == [("1001", "Hello from the new one")]


async def test_a_reply_that_is_sent_back_becomes_a_draft_with_the_reason_in_the_thread(tmp_path):
    rights = replace(RIGHTS, reply=("everyone",))
    async with desk_room(tmp_path, permissions=rights) as room:
        case = await room.opened()
        waiting = await reply.reply(room.desk, case.id, "Whatever", Actor(id="U0NEW"))
        await approval.send_back(room.desk, case.id, waiting.id, "Be kinder", ROLES["lead"])
        room.clock.forward(60)
        await room.works()
        assert room.network.published == []
        assert await room.store.draft(case.id, "U0NEW") == "Whatever"
