"""What is wrong with the bot, part by part, and since when."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.app.health import Health
from bot.ports.faults import Fault
from bot.ports.queries import Backlog, Overview
from tests.cases.samples import NOON
from tests.outside import HandClock

WELL = Overview(open=0, unowned=0, late=0, opened_today=0, answered_today=0, unsure=0, last_mention_at=None)
EARLIER = NOON - timedelta(minutes=5)


@dataclass
class Look:
    network: str
    problem: str = ""
    at: object = EARLIER
    begun_at: object = NOON


@dataclass
class World:
    """Everything that health looks at, well at first."""

    connected: bool = True
    since: object = NOON
    problems: dict = field(default_factory=dict)
    looks: tuple = (Look("X: mentions"), Look("X: own posts"))
    seen: Overview = WELL
    broken: str = ""

    def __post_init__(self):
        self.clock = HandClock()
        self.health = Health(self, self, lambda: self.looks, self.clock)

    async def overview(self, now, today=None):
        return self.seen

    async def migrated(self):
        if self.broken:
            raise Fault(self.broken)
        return True

    async def wrong(self):
        return {problem.part: problem for problem in await self.health.problems()}


def lane(name, problem="", waiting=2, oldest=EARLIER, free=NOON):
    return Backlog(lane=f"T0ACME/{name}", waiting=waiting, oldest=oldest, problem=problem, free=free)


async def test_a_bot_that_is_well_has_no_problem():
    assert await World().wrong() == {}


async def test_a_network_that_does_not_answer_is_one_problem_since_its_last_answer():
    down = "X cannot be reached."
    wrong = await World(looks=(Look("X: mentions", down), Look("X: own posts", down, NOON))).wrong()
    assert list(wrong) == ["X"]
    assert (wrong["X"].since, wrong["X"].words, wrong["X"].so) == (EARLIER, down, "Mentions come late.")


async def test_a_single_source_that_fails_is_named():
    wrong = await World(looks=(Look("X: mentions"), Look("X: search: acme", "X refused (400)"))).wrong()
    assert list(wrong) == ["X: search: acme"]


async def test_what_never_succeeded_is_wrong_since_it_was_noticed():
    world = World(looks=(Look("X: mentions", "X does not accept our keys (401).", None),))
    await world.wrong()
    world.clock.forward(60)
    assert (await world.wrong())["X"].since == NOON


async def test_what_is_over_and_comes_back_is_noticed_anew():
    world = World(connected=False)
    assert (await world.wrong())["Slack"].since == NOON
    world.connected = True
    assert await world.wrong() == {}
    world.clock.forward(60)
    world.connected = False
    assert (await world.wrong())["Slack"].since == NOON + timedelta(seconds=60)


async def test_lanes_that_wait_for_the_same_reason_are_one_problem():
    away = "Slack cannot be reached."
    lanes = (lane("post/C0A", away), lane("post/C0B", away, oldest=NOON), lane("publish/x:acmeair", "Out of credits."))
    wrong = await World(seen=replace(WELL, lanes=lanes)).wrong()
    assert set(wrong) == {"Messages in Slack", "Public answers"}
    assert wrong["Messages in Slack"].since == EARLIER


async def test_a_queue_that_only_waits_for_its_turn_is_no_problem():
    lanes = (lane("post/C0A", waiting=1_000), lane("post/C0B", "It was taken back.", waiting=0, oldest=None))
    assert await World(seen=replace(WELL, lanes=lanes)).wrong() == {}


async def test_a_look_that_never_comes_back_is_wrong_after_two_minutes():
    world = World(looks=(Look("X: mentions", at=NOON), Look("X: own posts", at=EARLIER)))
    world.clock.forward(119)
    assert await world.wrong() == {}
    world.clock.forward(1)
    wrong = await world.wrong()
    assert list(wrong) == ["X"] and "does not come to an end" in wrong["X"].words and wrong["X"].since == EARLIER
    report = await world.health.report()
    assert [part.name for part in report.parts if part.problem] == ["X: mentions", "X: own posts"]


async def test_a_lane_that_stands_still_without_a_reason_is_wrong_since_it_was_noticed():
    world = World(seen=replace(WELL, lanes=(lane("post/C0A"), lane("publish/x:acmeair", free=None))))
    assert await world.wrong() == {}
    world.clock.forward(20)
    stuck = (await world.wrong())["Messages in Slack"]
    assert stuck.since == NOON + timedelta(seconds=20) and "they do not leave" in stuck.words
    assert (await world.health.report()).parts[-1].problem == ""
    world.clock.forward(120)
    sending = (await world.health.report()).parts[-1]
    assert sending.name == "sending" and "T0ACME/post/C0A" in sending.problem


async def test_a_lane_that_moves_again_was_only_slow():
    world = World(seen=replace(WELL, lanes=(lane("post/C0A"),)))
    world.clock.forward(20)
    await world.wrong()
    world.seen = replace(WELL, lanes=(lane("post/C0A", free=world.clock.now()),))
    assert await world.wrong() == {}
    world.clock.forward(120)
    assert (await world.wrong())["Messages in Slack"].since == world.clock.now()


async def test_a_channel_that_cannot_be_used_is_told_once_and_not_for_its_lane_too():
    lanes = (lane("post/C0A", "I am not in <#C0A>. Invite me there."),)
    world = World(problems={"C0A": "I am not a member of <#C0A>."}, seen=replace(WELL, lanes=lanes))
    assert list(await world.wrong()) == ["Channel <#C0A>"]


async def test_an_unsure_send_is_wrong_since_its_call_ended():
    unsure = (await World(seen=replace(WELL, unsure=2, unsure_since=EARLIER)).wrong())["Unsure"]
    assert unsure.since == EARLIER and "2 messages whether they arrived" in unsure.words


async def test_why_an_unsure_send_cannot_be_looked_for_is_said_too():
    lane = Backlog(lane="T0ACME/post/C0MENTIONS", waiting=0, oldest=None, problem="It cannot be looked for: no scope.")
    wrong = await World(seen=replace(WELL, unsure=1, unsure_since=EARLIER, lanes=(lane,))).wrong()
    assert list(wrong) == ["Unsure"]
    assert wrong["Unsure"].words.endswith("the thread asks you. It cannot be looked for: no scope.")


async def test_a_database_out_of_reach_is_named_and_hides_nothing_else():
    wrong = await World(broken="PostgreSQL cannot be reached.", connected=False).wrong()
    assert set(wrong) == {"Slack", "Database"}


async def test_a_report_without_a_database_still_has_every_part():
    report = await World(broken="PostgreSQL cannot be reached.").health.report()
    assert [part.name for part in report.parts] == ["database", "slack", "X: mentions", "X: own posts"]
    assert report.parts[0].problem and set(report.facts) == {"slack", "assistant"}
