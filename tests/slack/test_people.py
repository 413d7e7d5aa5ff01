"""Who people are, known without waiting; and the channels that the desk needs."""

import asyncio

import pytest

from bot.sandbox.faults import Answer
from bot.sandbox.slack_server import Person
from bot.slack.people import Directory
from tests.slack.room import DESK, TEAM, Room


@pytest.fixture
def people(room: Room) -> Directory:
    return Directory(room.office.client, "T0ACME", ["S0BAGGAGE", "S0NOBODY"])


async def test_somebody_is_looked_up_once(room: Room, people: Directory):
    room.world.add_user("U0SOLO", "solo", "So Lo")
    for _ in range(3):
        person = await people.person("U0SOLO")
    assert (person.name, person.guest, person.works_here) == ("So Lo", False, True)
    assert len([call for call in room.server.calls_of("users.info") if call.args["user"] == "U0SOLO"]) == 1
    assert people.shown("U0SOLO")[0] == "So Lo"


@pytest.mark.parametrize("user", ["U0GONE", "U0FAR", "U0DESK", "U0NOBODY"])
async def test_who_does_not_work_here_is_known_as_such(people: Directory, user: str):
    assert (await people.person(user)).works_here is False


async def test_a_guest_is_known_as_such(people: Directory):
    assert (await people.person("U0GUEST")).guest is True


async def test_when_slack_cannot_be_asked_nobody_is_invented(room: Room, people: Directory):
    for verb in ("GET", "POST"):
        room.server.faults.add(f"{verb} users.info", "http_503", times=None)
    assert await people.person("U0ANNA") is None
    assert people.cached("U0ANNA") is None


async def test_a_changed_profile_is_taken_over(room: Room):
    await room.office.people.person("U0ANNA")
    room.world.change_user("U0ANNA", real_name="Anna Bergmann")
    await room.settled()
    assert room.office.people.name("U0ANNA") == "Anna Bergmann"


async def test_groups_that_cannot_be_read_are_empty(people: Directory):
    await people.load_groups()
    assert people.groups_of("U0BEN") == {"S0BAGGAGE"}
    assert people.groups_of("U0ANNA") == frozenset()


async def test_everybody_in_the_channels_is_known_soon_after_the_start(room: Room):
    await room.eventually(lambda: _known(room, "U0GUEST"))
    assert room.office.actor("U0GUEST").guest


async def test_before_slack_is_let_in_the_first_of_everybody_are_known(room: Room, people: Directory, monkeypatch):
    monkeypatch.setattr("bot.slack.people.UNHURRIED", 2)
    await people.welcome([DESK, TEAM])
    assert len([who for who in room.world.users if people.cached(who)]) == 2
    monkeypatch.setattr("bot.slack.people.MOMENT", 0.05)
    held = room.server.faults.hold("POST conversations.members", times=2)
    await people.welcome([DESK])  # it goes on without them
    held.release()


async def test_somebody_new_is_looked_up_meanwhile(room: Room):
    room.world.add_user("U0NEW", "new", "Nina Ew")
    assert room.office.actor("U0NEW", name="new").name == "new"
    await room.eventually(lambda: _known(room, "U0NEW"))
    assert room.office.actor("U0NEW", name="new").name == "Nina Ew"


async def test_a_guest_whom_nobody_knows_yet_is_found_out_while_the_window_loads(room: Room):
    await _looked_round(room)
    await room.settled()
    room.world.add_user("U0NEW", "new", "Nina Ew", is_restricted=True)
    room.world.join("U0NEW", DESK)
    _, card = await room.case()
    nina = room.person("U0NEW")
    await nina.click(card, "Reply")
    await nina.sees_modal("Guests can read and write")


async def a_new_guest(room: Room) -> Person:
    await _looked_round(room)
    await room.settled()
    room.world.add_user("U0NEW", "new", "Nina Ew", is_restricted=True)
    room.world.join("U0NEW", DESK)
    return room.person("U0NEW")


async def test_a_guest_whom_nobody_knows_yet_may_not_claim_either(room: Room):
    case, card = await room.case()
    nina = await a_new_guest(room)
    await nina.click(card, "Claim")
    await nina.sees_ephemeral("Guests can read and write")
    assert (await room.now(case)).owner is None


async def test_a_guest_whom_nobody_knows_yet_may_not_claim_with_a_word(room: Room):
    case, card = await room.case()
    nina = await a_new_guest(room)
    await nina.say(DESK, "@Mentiondesk claim", card.ts)
    await nina.sees_ephemeral("Guests can read and write")
    assert (await room.now(case)).owner is None


async def test_somebody_of_whom_slack_says_nothing_is_asked_to_try_again(room: Room):
    case, card = await room.case()
    nina = await a_new_guest(room)
    fault = room.server.faults.add("GET users.info", "cut_before", times=None)
    await nina.click(card, "Claim")
    await nina.sees_ephemeral("Slack has not told me yet who you are. Please try once more in a moment.")
    assert (await room.now(case)).owner is None
    room.server.faults.remove(fault)


async def test_slack_need_not_wait_until_somebody_new_is_looked_up(room: Room):
    case, card = await room.case()
    nina = await a_new_guest(room)
    room.world.change_user("U0NEW", is_restricted=False)
    for act in (nina.click(card, "Claim"), nina.say(DESK, "@Mentiondesk release", card.ts)):
        room.office.people._people.pop("U0NEW", None)
        held = room.server.faults.hold("GET users.info", times=5)
        before = await room.now(case)
        await act
        assert (await room.now(case)).owner == before.owner
        await room.eventually(room.store.acts)
        held.release()
        room.server.faults.clear()
        await room.becomes(case, owner=None if before.owner else "U0NEW")
    await room.settled()
    assert await room.store.acts() == []


async def test_a_window_that_somebody_new_sends_stays_open_with_what_they_typed(room: Room):
    _, card = await room.case()
    nina = await a_new_guest(room)
    room.world.change_user("U0NEW", is_restricted=False)
    await nina.click(card, "Reply")
    window = await nina.sees_modal("280")
    room.office.people._people.pop("U0NEW")
    room.server.faults.hold("GET users.info", times=5)
    (error,) = (await nina.submit(window, {"Reply": "We look for it."})).values()
    assert error == "Slack has not told me yet who you are. Please try once more in a moment."
    room.server.faults.clear()
    await room.settled()
    assert await nina.submit(window, {"Reply": "We look for it."}) is None


async def test_where_we_may_not_look_people_up_they_can_work_all_the_same(room: Room):
    case, card = await room.case()
    await a_new_guest(room)
    room.world.add_user("U0KIM", "kim", "Kim Ko")
    room.world.join("U0KIM", DESK)
    room.server.faults.add("GET users.info", times=None, answer=Answer(200, {"ok": False, "error": "missing_scope"}))
    await room.person("U0KIM").click(card, "Claim")
    await room.becomes(case, owner="U0KIM")


async def test_many_clicks_of_somebody_new_ask_slack_once(room: Room):
    room.world.add_user("U0NEW", "new", "Nina Ew")
    before = len(room.server.calls_of("users.info"))
    for _ in range(5):
        room.office.actor("U0NEW")
        await asyncio.sleep(0)
    await room.settled()
    assert len([call for call in room.server.calls_of("users.info")[before:] if call.args["user"] == "U0NEW"]) == 1


async def test_the_directory_forgets_who_was_not_seen_for_longest(room: Room, people: Directory, monkeypatch):
    monkeypatch.setattr("bot.slack.people.KEPT", 2)
    for user in ("U0ANNA", "U0BEN", "U0LEAD"):
        await people.person(user)
    assert people.cached("U0ANNA") is None and people.cached("U0LEAD") is not None


async def test_an_archived_channel_is_a_problem(room: Room):
    room.world.archive(DESK, by="U0ANNA")
    await room.eventually(lambda: _troubled(room, DESK))
    assert "archived" in room.office.problems[DESK]


async def test_a_channel_that_the_bot_had_to_leave_is_a_problem(room: Room):
    room.world.remove_bot(TEAM, by="U0ANNA")
    await room.eventually(lambda: _troubled(room, TEAM))
    assert "/invite" in room.office.problems[TEAM]


async def test_other_channels_are_no_concern(room: Room):
    room.world.add_channel("C0ANY", "any", ["U0ANNA"])
    room.world.archive("C0ANY", by="U0ANNA")
    await room.settled()
    assert room.office.problems == {}


async def test_a_signature_has_the_initials_of_somebody_new(room: Room):
    room.world.add_user("U0NEW", "new", "Nina Ew")
    room.world.join("U0NEW", DESK)
    await room.case()
    nina = room.person("U0NEW")
    await nina.command("/reply", "#1 We found it.")
    assert await nina.submit(await nina.sees_modal("Reply to #1")) is None
    assert room.office.actor("U0NEW").name == "Nina Ew"


async def _looked_round(room: Room) -> None:
    """Who is in both channels was asked for at the start, and again by the loop that watches them."""

    async def asked() -> bool:
        return len(room.server.calls_of("conversations.members")) >= 4

    await room.eventually(asked)


async def _known(room: Room, user: str) -> bool:
    return room.office.people.cached(user) is not None


async def _troubled(room: Room, channel: str) -> bool:
    return channel in room.office.problems
