"""Who can be asked: presence, do-not-disturb and holidays, at most a minute old and never waited for long."""

import asyncio
from datetime import date

import pytest

from bot.cases.settings import Away
from bot.slack import roster
from bot.slack.people import Directory
from bot.slack.roster import SlackRoster
from tests.slack.room import Room, SystemClock, settings


@pytest.fixture
def asks(room: Room) -> SlackRoster:
    people = Directory(room.office.client, "T0ACME", [])
    given = settings(away=(Away(person="U0LEAD", from_=date(2000, 1, 1), until=date(2100, 12, 31)),))
    return SlackRoster(room.office.client, people, given, SystemClock())


async def test_people_and_groups_are_given_in_order_each_once(room: Room, asks: SlackRoster):
    room.world.change_user("U0ANNA", tz="America/New_York")
    found = await asks.colleagues(["U0ANNA", "S0BAGGAGE", "U0BEN", "S0DESK"])
    assert [(each.id, each.name, each.timezone) for each in found] == [
        ("U0ANNA", "Anna Berg", "America/New_York"),
        ("U0BEN", "Ben Carter", "Europe/Berlin"),
        ("U0LEAD", "Lea Dahl", "Europe/Berlin"),
    ]


async def test_guests_bots_strangers_and_who_left_are_left_out(asks: SlackRoster):
    assert await asks.colleagues(["U0GUEST", "U0DESK", "U0FAR", "U0GONE", "U0NOBODY"]) == ()


async def test_away_is_told_from_presence_pauses_and_holidays(room: Room, asks: SlackRoster):
    room.world.change_user("U0ANNA", presence="away")
    room.world.change_user("U0BEN", dnd=True)
    anna, ben, lead, author = await asks.colleagues(["U0ANNA", "U0BEN", "U0LEAD", "U0AUTHOR"])
    assert anna.away == "is away" and author.away == ""
    assert ben.away.startswith("has paused notifications until ")
    assert lead.away == "is away until 31 December"


async def test_an_unknown_time_zone_is_utc(room: Room, asks: SlackRoster):
    room.world.change_user("U0ANNA", tz="Mars/Olympus")
    (anna,) = await asks.colleagues(["U0ANNA"])
    assert anna.timezone == "UTC"


async def test_slack_is_asked_once_a_minute(room: Room, asks: SlackRoster, monkeypatch):
    before = len(room.server.calls_of("users.getPresence"))
    await asyncio.gather(*(asks.colleagues(["U0ANNA"]) for _ in range(3)))
    assert len(room.server.calls_of("users.getPresence")) == before + 1
    room.world.change_user("U0ANNA", presence="away")
    monkeypatch.setattr(roster, "FRESH_SECONDS", 0)
    (anna,) = await asks.colleagues(["U0ANNA"])
    assert anna.away == "is away"


@pytest.mark.parametrize("fault", ["http_503", "ratelimited"])
async def test_when_slack_refuses_everybody_counts_as_present(room: Room, asks: SlackRoster, fault: str):
    for method in ("users.getPresence", "dnd.teamInfo", "users.info"):
        for verb in ("GET", "POST"):
            room.server.faults.add(f"{verb} {method}", fault, times=None)
    (anna,) = await asks.colleagues(["U0ANNA"])
    assert (anna.id, anna.name, anna.away) == ("U0ANNA", "U0ANNA", "")


async def test_nobody_waits_for_a_slow_slack(room: Room, asks: SlackRoster, monkeypatch):
    monkeypatch.setattr(roster, "PATIENCE", 0.05)
    for verb in ("GET", "POST"):
        room.server.faults.add(f"{verb} users.info", "delay", times=None, seconds=5)
    async with asyncio.timeout(4):
        (anna,) = await asks.colleagues(["U0ANNA"])
    assert (anna.name, anna.away) == ("U0ANNA", "")
