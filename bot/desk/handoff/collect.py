"""Hand an idea or a word of praise on to a team: it asks for no answer, and counts."""

from datetime import datetime

from bot.cases import outbox, refusals, wishes
from bot.cases.case import Actor
from bot.cases.events import WishCollected
from bot.cases.lifecycle import Step
from bot.cases.settings import Team
from bot.cases.wishes import Kind, Topic
from bot.desk.desk import Desk
from bot.ports.store import Change


async def collect(desk: Desk, case_id: int, kind: Kind, team_name: str, said: str, by: Actor, key: str = "") -> Topic:
    """The topic that it counts for; its message in the team's channel is posted once and then drawn afresh."""
    desk.check(by, Step.ESCALATE)
    now, team = desk.clock.now(), desk.settings.team(team_name)
    if team is None:
        raise refusals.UnknownTeam(team_name, tuple(known.name for known in desk.settings.teams))
    if not said.strip():
        raise refusals.ReasonMissing()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        topic, fresh = await _topic(change, case.workspace, team, kind, said)
        if not await change.add_wish(topic, case.id, by.id, said.strip(), now):
            raise refusals.CountedAlready(case.number, topic.name)
        await change.record(case, WishCollected(at=now, by=by.id, team=team.name, wish=kind, topic=topic.name))
        await change.deliver(outbox.topic_message(topic, now) if fresh else outbox.topic_redraw(topic, now))
        return topic


async def seen(desk: Desk, topic_id: int, by: Actor, key: str = "") -> None:
    """The team has looked: what comes from now on is new."""
    desk.check(by, Step.TAKE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        topic = await change.see_topic(topic_id, now)
        if topic is None:
            raise refusals.NotNow("This topic is not collected any more.")
        await change.deliver(outbox.topic_redraw(topic, now))


def month_of(desk: Desk, now: datetime) -> datetime:
    """When the desk's month began, in its own time zone."""
    return desk.settings.day_of(now).replace(day=1)


async def _topic(change: Change, workspace: str, team: Team, kind: Kind, said: str) -> tuple[Topic, bool]:
    """The topic, and whether nobody spoke of it before."""
    known = await change.topics(team.name, kind)
    name = wishes.topic_of(said, [each.name for each in known], team.keywords)
    same = next((each for each in known if wishes.key_of(each.name) == wishes.key_of(name)), None)
    if same:
        return same, False
    topic = Topic(id=0, workspace=workspace, team=team.name, channel=team.channel, kind=kind, name=name)
    return await change.add_topic(topic), True
