"""The desk asks a team by itself, once, and nobody can make it ask again."""

from datetime import timedelta

import pytest

from bot.cases.case import Status
from bot.cases.settings import EscalateWhen, Sla, Team
from bot.cases.views import HandoffView, NoticeView
from bot.desk import automatic, close, escalate, handoff
from tests.cases.samples import author, mention
from tests.desk_room import ANN, BEN, Room, desk_room

RULES = (
    EscalateWhen(team="legal", keyword=("lawyer",), reason="Look before anybody answers.", urgent=True),
    EscalateWhen(team="legal", contacts_in_week=3),
    EscalateWhen(team="care", unanswered_minutes=45),
)
TEAMS = (Team(name="legal", channel="C0LEGAL", answer_within_minutes=15), Team(name="care", channel="C0CARE"))


@pytest.fixture
async def room(tmp_path):
    patient = Sla(first_reply_minutes=10_000)
    async with desk_room(tmp_path, teams=TEAMS, escalate_when=RULES, sla=patient) as room:
        yield room


async def says(room: Room, text: str, number: int = 1, conversation: int = 1, **changes) -> None:
    changes = {"created_at": room.clock.now()} | changes
    await room.arrives(mention(id=f"{number}", conversation=f"{conversation}", text=text, **changes))
    await room.works()


def said(room: Room) -> list[str]:
    return [message.words for message in room.surface.shown(NoticeView)]


def requests(room: Room) -> list[tuple[str, str]]:
    return [(m.handoff.team, m.handoff.reason) for m in room.surface.shown(HandoffView)]


async def test_a_keyword_asks_the_team_and_says_why(room):
    await says(room, "@acmeair my LAWYER will write to you")
    case = await room.case()
    assert (case.status, case.owner, case.waiting_for, case.team) == (Status.NEW, None, None, "legal")
    assert requests(room) == [("legal", "Look before anybody answers. The case says “LAWYER”.")]
    assert said(room) == ["Team legal is asked by a rule of the desk, since the case says “LAWYER”."]
    assert case.handoffs[0].escalation.urgent
    kinds = [(entry.kind, entry.by) for entry in await room.store.history(case.id, 9)]
    assert ("CaseEscalated", None) in kinds


async def test_a_rule_asks_once_whatever_the_customer_writes(room):
    for number in range(1, 6):
        await says(room, "@acmeair lawyer, lawyer, lawyer", number)
    assert len(requests(room)) == 1
    await handoff.decline(room.desk, 1, 1, "not ours", BEN)
    await says(room, "@acmeair lawyer!", 9)
    assert len(requests(room)) == 1


async def test_a_word_that_comes_later_counts_as_well(room):
    await says(room, "@acmeair hello")
    await says(room, "@acmeair then I call my lawyer", 2)
    assert len(requests(room)) == 1


async def test_a_customer_who_opens_one_case_after_the_other_sets_it_off_once_a_day(room):
    for number in range(1, 4):
        await says(room, "@acmeair lawyer", number, number)
    assert [team for team, _ in requests(room)] == ["legal", "legal"]  # the other one by the third contact
    kinds = [entry.kind for entry in await room.store.history(2, 9)]
    assert "RuleHeldBack" in kinds
    room.clock.forward(timedelta(days=1, seconds=1).total_seconds())
    await says(room, "@acmeair lawyer", 9, 9)
    assert len([team for team, _ in requests(room) if team == "legal"]) == 3


async def test_a_crowd_that_says_the_same_does_not_flood_the_team(room, monkeypatch):
    monkeypatch.setattr(automatic, "MOST", 3)
    crowd = [author(id=str(number), handle=f"v{number}") for number in range(1, 6)]
    for number, each in enumerate(crowd, 1):
        await says(room, "@acmeair lawyer", number, number, author=each)
    assert "RuleHeldBack" in [entry.kind for entry in await room.store.history(4, 9)]
    room.clock.forward(3601)
    await room.works()
    assert [team for team, _ in requests(room)].count("legal") == 3
    words = "It has asked 3 times within an hour, so further cases stay with the desk for now."
    assert len([line for line in said(room) if line.endswith(words)]) == 1
    await says(room, "@acmeair lawyer", 9, 9, author=author(id="9", handle="v9"))
    assert [team for team, _ in requests(room)].count("legal") == 4


async def test_the_third_contact_in_a_week_counts_cases_of_this_customer_alone(room):
    other = author(id="901", handle="omar")
    await says(room, "@acmeair one", 1, 1)
    await says(room, "@acmeair two", 2, 2)
    await says(room, "@acmeair hi", 3, 3, author=other)
    assert requests(room) == []
    await says(room, "@acmeair three", 4, 4)
    assert requests(room) == [("legal", "The case is this customer's case number 3 in a week.")]


async def test_whoever_waits_too_long_is_brought_to_a_team(room):
    await says(room, "@acmeair hello")
    room.clock.forward(44 * 60)
    await room.works()
    assert requests(room) == []
    room.clock.forward(60)
    await room.works()
    assert requests(room) == [("care", "The case has waited 45 minutes for an answer.")]
    room.clock.forward(3600)
    await room.works()
    assert len(requests(room)) == 1


async def test_a_team_that_has_the_case_already_is_not_asked_again(room):
    await says(room, "@acmeair hello")
    await escalate.escalate(room.desk, 1, "legal", "please", ANN)
    await says(room, "@acmeair lawyer", 2)
    assert len(requests(room)) == 1


async def test_a_resolved_case_asks_nobody(room):
    await says(room, "@acmeair hello")
    await close.resolve(room.desk, 1, ANN)
    room.clock.forward(3600)
    await room.works()
    assert requests(room) == []


async def test_what_a_customer_writes_pings_nobody(room):
    keyword = EscalateWhen(team="legal", keyword=("<!here>",))
    assert "<" not in (await _words(room, keyword, "@acmeair look <!here> all"))


async def _words(room: Room, rule: EscalateWhen, text: str) -> str:
    object.__setattr__(room.desk.settings, "escalate_when", (rule,))
    await says(room, text)
    return said(room)[0] + requests(room)[0][1]
