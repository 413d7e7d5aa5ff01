"""Giving a case to a person, to a team in turn, to who has the least to do, or to whoever claims it."""

import pytest

from bot.cases.assignment import Pool
from bot.cases.case import Actor, Status
from bot.cases.refusals import NotNow
from bot.cases.settings import Permissions, Share, Team
from bot.cases.views import NoticeView
from bot.desk.assign import assign
from bot.desk.claim import claim, release
from bot.desk.close import resolve
from bot.desk.share import offer, share
from bot.ports.roster import Colleague
from tests.cases.samples import mention
from tests.desk_room import ANN, BEN, desk_room

MEMBERS = ("U0BEN", "U0CAT", "U0DAN")


def pool(share: Share = Share.ROUND_ROBIN, members=MEMBERS) -> Pool:
    return Pool.of_team(Team(name="baggage", channel="C0BAGGAGE", members=members, assign=share))


@pytest.fixture
async def room(tmp_path):
    async with desk_room(tmp_path, permissions=Permissions(lead=("U0LEAD",))) as room:
        yield room


async def cases(room, count):
    for number in range(count):
        await room.arrives(mention(id=str(2000 + number), conversation=str(2000 + number)))
        room.clock.forward(1)
    return [await room.case(number + 1) for number in range(count)]


async def give(room, case_id, pool, by, note=""):
    return await share(room.desk, await offer(room.desk, case_id, pool, by, note=note))


async def notices(room):
    await room.works()
    room.clock.forward(5)
    await room.works()
    return [message.words for message in room.surface.shown(NoticeView)]


async def test_the_members_take_turns_and_the_order_survives_a_restart(room):
    given = []
    for case in await cases(room, 5):
        given.append((await give(room, case.id, pool(), ANN)).to)
        room.clock.forward(1)
    assert given == ["U0BEN", "U0CAT", "U0DAN", "U0BEN", "U0CAT"]
    case = await room.case(1)
    assert (case.owner, case.status, case.team) == ("U0BEN", Status.CLAIMED, "baggage")


async def test_who_is_away_is_passed_over(room):
    room.roster.people["U0BEN"] = Colleague(id="U0BEN", name="Ben", away="is away until 1 January")
    (case,) = await cases(room, 1)
    outcome = await give(room, case.id, pool(), ANN, note="PNR X7K9")
    assert (outcome.to, outcome.sentence) == ("U0CAT", "Case #1 is now with <@U0CAT>, of team baggage.")
    told = "<@U0CAT>, <@U0ANN> gave this case to team baggage, and it is yours now.\n>PNR X7K9"
    assert await notices(room) == [told]


async def test_whose_case_it_was_is_told_unless_they_gave_it_away_themselves(room):
    first, second = await cases(room, 2)
    await assign(room.desk, first.id, "U0BEN", BEN)
    await assign(room.desk, first.id, "U0ANN", ANN)
    await assign(room.desk, first.id, "U0CAT", BEN)
    await assign(room.desk, first.id, "U0BEN", Actor(id="U0CAT"))
    await claim(room.desk, second.id, ANN)
    await give(room, second.id, pool(), BEN)
    assert await notices(room) == [
        "<@U0ANN> took this case. <@U0BEN> had it until now.",
        "<@U0CAT>, <@U0BEN> gave you this case. <@U0ANN> had it until now.",
        "<@U0BEN>, <@U0CAT> gave you this case.",
        "<@U0BEN>, <@U0BEN> gave this case to team baggage, and it is yours now. <@U0ANN> had it until now.",
    ]


async def test_who_has_a_case_hears_that_somebody_else_released_it(room):
    first, second = await cases(room, 2)
    for case in (first, second):
        await claim(room.desk, case.id, BEN)
    await release(room.desk, first.id, ANN)
    await release(room.desk, second.id, BEN)
    assert await notices(room) == ["<@U0BEN>, <@U0ANN> released this case."]


async def test_the_least_loaded_gets_it(room):
    first, second, third, fourth = await cases(room, 4)
    for case, to in ((first, "U0BEN"), (second, "U0CAT"), (third, "U0DAN")):
        await assign(room.desk, case.id, to, ANN)
    await resolve(room.desk, second.id, ANN)
    assert (await give(room, fourth.id, pool(Share.LEAST_LOADED), ANN)).to == "U0CAT"


async def test_a_team_that_is_asked_has_the_case_without_an_owner(room):
    (case,) = await cases(room, 1)
    await claim(room.desk, case.id, BEN)
    outcome = await give(room, case.id, pool(Share.ASK), ANN)
    assert (outcome.to, outcome.case.owner, outcome.case.team) == (None, None, "baggage")
    assert (outcome.case.status, outcome.case.due is not None) == (Status.NEW, True)
    names = "<@U0BEN> <@U0CAT> <@U0DAN>"
    assert await notices(room) == [f"{names} <@U0ANN> gave this case to team baggage: whoever presses *Claim* has it."]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        (MEMBERS, "Nobody of team baggage is there (Ben is away, Cat is away, Dan is away)"),
        ((), "Team baggage has no members who could have it"),
    ],
)
async def test_where_nobody_is_there_the_case_stays_and_the_lead_is_told(room, members, why):
    for who in MEMBERS:
        room.roster.people[who] = Colleague(id=who, name=who[2:].title(), away="is away")
    (case,) = await cases(room, 1)
    await claim(room.desk, case.id, ANN)
    outcome = await give(room, case.id, pool(members=members), ANN)
    assert (outcome.to, outcome.case.owner, outcome.case.team) == (None, "U0ANN", "baggage")
    assert outcome.sentence == f"{why}, so the case stays with <@U0ANN>."
    assert await notices(room) == [f"<@U0LEAD> {outcome.sentence}"]


async def test_who_has_it_already_does_not_get_it_again_in_their_turn(room):
    (case,) = await cases(room, 1)
    await claim(room.desk, case.id, BEN)
    assert (await give(room, case.id, pool(), ANN)).to == "U0CAT"
    outcome = await give(room, case.id, pool(members=("U0CAT",)), ANN, note="PNR X7K9")
    sentence = "Case #1 stays with <@U0CAT>: nobody else of team baggage is there.\n>PNR X7K9"
    assert (outcome.to, outcome.case.owner, outcome.sentence) == (None, "U0CAT", sentence)


async def test_a_case_that_nobody_saw_through_is_shared_by_the_clock(room):
    (case,) = await cases(room, 1)
    offered = await offer(room.desk, case.id, pool(), ANN, note="PNR X7K9")
    assert (await room.case(1)).owner is None
    told = "<@U0BEN>, <@U0ANN> gave this case to team baggage, and it is yours now.\n>PNR X7K9"
    assert await notices(room) == [told]
    assert (await room.case(1)).owner == "U0BEN"
    assert await share(room.desk, offered) is None


async def test_a_case_that_is_given_to_others_meanwhile_goes_to_one_of_those(room):
    (case,) = await cases(room, 1)
    first = await offer(room.desk, case.id, pool(), ANN)
    second = await offer(room.desk, case.id, pool(members=("U0DAN",)), ANN)
    assert await share(room.desk, first) is None
    assert (await share(room.desk, second)).to == "U0DAN"


async def test_whoever_claims_a_case_while_it_is_being_shared_has_it(room):
    (case,) = await cases(room, 1)
    offered = await offer(room.desk, case.id, pool(), ANN)
    await claim(room.desk, case.id, BEN)
    assert await share(room.desk, offered) is None
    assert ((await room.case(1)).owner, await notices(room)) == ("U0BEN", [])


async def test_a_user_group_shares_its_turns_and_leaves_the_team_alone(room):
    room.roster.groups["S0BAG"] = MEMBERS
    (case,) = await cases(room, 1)
    outcome = await give(room, case.id, Pool.of_group("S0BAG", "@bags"), ANN)
    assert (outcome.to, outcome.case.team) == ("U0BEN", None)


async def test_a_resolved_case_is_given_to_nobody_and_no_turn_is_lost(room):
    first, second = await cases(room, 2)
    await resolve(room.desk, first.id, ANN)
    with pytest.raises(NotNow):
        await give(room, first.id, pool(), ANN)
    assert (await give(room, second.id, pool(), ANN)).to == "U0BEN"


async def test_a_note_goes_to_the_new_owner(room):
    first, second = await cases(room, 2)
    await assign(room.desk, first.id, "U0BEN", ANN, note="Her PNR is X7K9\nShe is in Oslo")
    await assign(room.desk, second.id, "U0ANN", ANN, note="mine")
    assert sorted(await notices(room)) == [
        "<@U0ANN> took this case.\n>mine",
        "<@U0BEN>, <@U0ANN> gave you this case.\n>Her PNR is X7K9\n>She is in Oslo",
    ]
