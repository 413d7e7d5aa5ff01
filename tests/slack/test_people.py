"""Who people are, known without waiting; and the channels that the desk needs."""

import pytest

from bot.slack.people import Directory
from tests.slack.room import DESK, TEAM, Room


@pytest.fixture
def people(room: Room) -> Directory:
    return Directory(room.office.client, "T0ACME", ["S0BAGGAGE", "S0NOBODY"])


async def test_somebody_is_looked_up_once(room: Room, people: Directory):
    before = len(room.server.calls_of("users.info"))
    for _ in range(3):
        person = await people.person("U0ANNA")
    assert (person.name, person.guest, person.works_here) == ("Anna Berg", False, True)
    assert len(room.server.calls_of("users.info")) - before == 1
    assert people.shown("U0ANNA")[0] == "Anna Berg"


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


async def test_somebody_new_is_looked_up_meanwhile(room: Room):
    room.world.add_user("U0NEW", "new", "Nina Ew")
    assert room.office.actor("U0NEW", name="new").name == "new"
    await room.eventually(lambda: _known(room, "U0NEW"))
    assert room.office.actor("U0NEW", name="new").name == "Nina Ew"


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


async def _known(room: Room, user: str) -> bool:
    return room.office.people.cached(user) is not None


async def _troubled(room: Room, channel: str) -> bool:
    return channel in room.office.problems
