"""Every action with every role: who may press what, and what becomes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.cases.case import Actor, Case, Priority
from bot.cases.lifecycle import Step
from bot.cases.settings import Permissions
from bot.desk.claim import claim
from bot.desk.close import resolve
from bot.desk.escalate import escalate
from bot.desk.handoff import answer, join
from bot.desk.reply import reply
from bot.ports.outcomes import Rejected, Unsure
from bot.slack.ids import Target
from bot.slack.steps import LABELS
from tests.outside import JUDGED
from tests.slack.open_ends import put_to_people
from tests.slack.room import DESK, Room, settings

LISTED = ("U0ANNA", "S0DESK", "U0GUEST", "U0FAR")
DESK_FILE = settings(
    permissions=Permissions(
        reply=(*LISTED, "U0AUTHOR"),
        claim=LISTED,
        assign=LISTED,
        escalate=LISTED,
        resolve=LISTED,
        approve=LISTED,
        admin=LISTED,
        needs_approval=("U0AUTHOR",),
    )
)
ROLES = {
    "listed": ("U0ANNA", True),
    "in a listed group": ("U0LEAD", True),
    "not listed": ("U0BEN", False),
    "listed, but a guest": ("U0GUEST", False),
    "listed, but of another organisation": ("U0FAR", False),
}
OPEN_TO_COLLEAGUES = (
    *(Step.TAKE, Step.DECLINE, Step.ANSWER, Step.NEED_MORE, Step.FIXED, Step.HISTORY, Step.SUMMARY, Step.CHECK),
)
WINDOWS = (
    *(Step.REPLY, Step.ASSIGN, Step.ESCALATE, Step.SNOOZE, Step.CHANGE, Step.SEND_BACK, Step.REWORD, Step.HISTORY),
    *(Step.SUMMARY, Step.REPORT, Step.DECLINE, Step.ANSWER, Step.NEED_MORE, Step.USE, Step.TELL_ALL, Step.FORGET),
)
CHIEF = Actor(id="U0ANNA", name="Anna Berg")
AUTHOR = Actor(id="U0AUTHOR", name="Au Thor")

Prepare = Callable[[Room, Case], Awaitable[Target]]


async def _fresh(room: Room, case: Case) -> Target:
    return Target(case=case.id)


async def _claimed(room: Room, case: Case) -> Target:
    await claim(room.office.desk, case.id, CHIEF)
    return Target(case=case.id)


async def _resolved(room: Room, case: Case) -> Target:
    await resolve(room.office.desk, case.id, CHIEF)
    return Target(case=case.id)


async def _waiting(room: Room, case: Case) -> Target:
    decided = await reply(room.office.desk, case.id, "We found it.", AUTHOR)
    return Target(case=case.id, reply=decided.id)


async def _failed(room: Room, case: Case) -> Target:
    room.x.refuses = Rejected("X says no.")
    decided = await reply(room.office.desk, case.id, "We found it.", CHIEF)
    _, card = case, await room.card(case)
    await room.posted_in(card, "Not posted on X")
    return Target(case=case.id, reply=decided.id)


async def _unclear(room: Room, case: Case) -> Target:
    """A reply of which nobody knows whether it was published, neither by looking."""
    room.x.refuses = Unsure("X did not answer.")
    decided = await reply(room.office.desk, case.id, "We found it.", CHIEF)
    await room.posted_in(await room.card(case), "Checking whether this reached X")
    await put_to_people(room, case, decided.id)
    return Target(case=case.id, reply=decided.id)


async def _asked(room: Room, case: Case) -> Target:
    after = await escalate(room.office.desk, case.id, "baggage", "please look", CHIEF)
    return Target(case=case.id, handoff=after.handoffs[0].id)


async def _suggested(room: Room, case: Case) -> Target:
    urgent = replace(JUDGED, urgency=Priority.URGENT, reason="a child alone", team="baggage")
    async with room.store.change() as change:
        await change.save(replace(case, judgement=urgent))
    return Target(case=case.id, text="baggage: Lost bag: a child alone")


async def _proposed(room: Room, case: Case) -> Target:
    target = await _asked(room, case)
    await answer(room.office.desk, case.id, target.handoff or 0, "It is in Oslo.", True, CHIEF)
    return target


async def _gathered(room: Room, case: Case) -> Target:
    other, _ = await room.case("Mine is lost too", by="omar")
    target = await _asked(room, case)
    await join(room.office.desk, other.id, target.handoff or 0, "this one too", CHIEF)
    await answer(room.office.desk, case.id, target.handoff or 0, "All are found.", False, CHIEF)
    return target


PREPARED: dict[Step, Prepare] = {
    **dict.fromkeys(Step, _fresh),
    Step.RELEASE: _claimed,
    Step.STILL: _claimed,
    Step.REOPEN: _resolved,
    Step.UNDO: _waiting,
    Step.APPROVE: _waiting,
    Step.REWORD: _waiting,
    Step.SEND_BACK: _waiting,
    Step.TRY_AGAIN: _failed,
    Step.IS_THERE: _unclear,
    Step.POST_AGAIN: _unclear,
    Step.CHECK_AGAIN: _unclear,
    Step.TAKE: _asked,
    Step.DECLINE: _asked,
    Step.ANSWER: _asked,
    Step.NEED_MORE: _asked,
    Step.ASK_SUGGESTED: _suggested,
    Step.USE: _proposed,
    Step.FIXED: _asked,
    Step.TELL_ALL: _gathered,
}


@pytest.fixture
def desk_file():
    return DESK_FILE


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("step", Step)
async def test_a_button_obeys_who_may_press_it(room: Room, step: Step, role: str):
    user, listed = ROLES[role]
    await room.everybody_is_known()
    case, _ = await room.case()
    target = await PREPARED[step](room, case)
    message = await room.office.client.chat_postMessage(channel=DESK, text="?", blocks=[_button(step, target)])
    before = await room.now(case)
    person = room.person(user)
    await person.click(room.world.message(DESK, message["ts"]), LABELS[step])
    if listed or (step in OPEN_TO_COLLEAGUES and role == "not listed"):
        await _happened(room, person, step, before)
    else:
        await person.sees_ephemeral("You may not")
        assert person.modal() is None
        assert await room.now(case) == before


async def _happened(room: Room, person, step: Step, before: Case) -> None:
    if step in WINDOWS:
        await person.sees_modal("Close" if step in (Step.HISTORY, Step.SUMMARY, Step.REPORT) else "Cancel")
    elif step is Step.CHECK:  # the case stays as it is; the answer says that we look
        await person.sees_ephemeral("I am looking")
        return
    elif step is Step.STILL and person.id != before.owner:
        await person.sees_ephemeral("only they can say so")
        return
    elif step is Step.STILL:  # the case stays as it is
        assert (await room.store.history(before.id, 1))[0].kind == "OwnerConfirmed"
    else:
        assert await room.now(before) != before
    assert room.world.ephemerals(person.id) == []


COMMANDS = {
    "/reply": "#1 hello",
    "/assign": "#1 @Ben Carter",
    "/escalate": "#1 baggage please look",
}


@pytest.mark.parametrize("role", ["not listed", "listed, but a guest", "listed, but of another organisation"])
@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_obeys_the_same_rights(room: Room, command: str, role: str):
    person = room.person(ROLES[role][0])
    await room.everybody_is_known()
    case, _ = await room.case()
    await person.command(command, COMMANDS[command])
    await person.sees_ephemeral("You may not")
    assert person.modal() is None
    assert await room.now(case) == case


WORDS = ("reply hello", "claim", "assign @Ben Carter", "escalate baggage please look", "resolve", "snooze 2h")


@pytest.mark.parametrize("role", ["not listed", "listed, but a guest", "listed, but of another organisation"])
@pytest.mark.parametrize("said", WORDS)
async def test_a_word_in_the_thread_obeys_the_same_rights(room: Room, said: str, role: str):
    person = room.person(ROLES[role][0])
    await room.everybody_is_known()
    case, card = await room.case()
    await person.say(card.channel, f"@Mentiondesk {said}", card.ts)
    await person.sees_ephemeral("You may not")
    assert await room.now(case) == case


@pytest.mark.parametrize("role", ROLES)
async def test_everybody_may_read_and_write_notes(room: Room, role: str):
    person = room.person(ROLES[role][0])
    case, card = await room.case()
    await person.say(card.channel, "I know her", card.ts)
    await room.settled()
    assert (await room.now(case)).activity == case.activity + 1
    await person.command("/cases")
    await person.sees_ephemeral("Open cases")


async def test_rights_that_a_group_gives_follow_the_group(room: Room):
    case, card = await room.case()
    room.world.groups["S0DESK"].users.append("U0BEN")
    await room.office.people.load_groups()
    await room.ben.click(card, "Claim")
    assert (await room.now(case)).owner == "U0BEN"


async def test_a_group_that_cannot_be_read_keeps_who_was_in_it(room: Room):
    case, card = await room.case()
    room.world.app.scopes = room.world.app.scopes - {"usergroups:read"}
    await room.office.people.load_groups()
    await room.lead.click(card, "Claim")
    assert (await room.now(case)).owner == "U0LEAD"


def _button(step: Step, target: Target) -> dict:
    text = {"type": "plain_text", "text": LABELS[step]}
    value = replace(target).write()
    return {"type": "actions", "elements": [{"type": "button", "action_id": str(step), "text": text, "value": value}]}
