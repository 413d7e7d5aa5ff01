"""The deliveries that belong to no case: what is wrong with the bot, what X costs, and storms."""

from dataclasses import replace
from datetime import datetime

from bot.cases.health import Trouble
from bot.cases.outbox.delivery import Delivery, Does, Subject, Thing, Urgency, edit_lane, post_lane
from bot.cases.storms import Storm
from bot.cases.wishes import Topic


def trouble(workspace: str, told: Trouble, now: datetime) -> Delivery:
    """The message in the desk's channel that says what is wrong with the bot itself."""
    return Delivery(
        workspace=workspace,
        lane=post_lane(workspace, told.channel),
        does=Does.POST,
        subject=Subject(Thing.TROUBLE, told.id),
        case=0,
        due_at=now,
        urgency=Urgency.PERSON,
        channel=told.channel,
    )


def trouble_redraw(workspace: str, told: Trouble, now: datetime) -> Delivery:
    return replace(trouble(workspace, told, now), lane=edit_lane(workspace), does=Does.EDIT)


def trouble_turn(workspace: str, told: Trouble, words: str, now: datetime) -> Delivery:
    """A line under that message, when trouble ends or comes back: an edit alone nobody hears of."""
    return replace(trouble(workspace, told, now), root=Subject(Thing.TROUBLE, told.id), words=words)


def budget_warning(workspace: str, channel: str, number: int, words: str, now: datetime) -> Delivery:
    """A message in the desk's channel; `number` names the month and the level."""
    return Delivery(
        workspace=workspace,
        lane=post_lane(workspace, channel),
        does=Does.POST,
        subject=Subject(Thing.BUDGET, number),
        case=0,
        due_at=now,
        urgency=Urgency.PERSON,
        channel=channel,
        words=words,
    )


def caught_up(workspace: str, channel: str, names: str, at: datetime) -> Delivery:
    """One message in the desk's channel for all that became late while nobody watched; counted when it is sent."""
    told = budget_warning(workspace, channel, int(at.timestamp()), names, at)
    return replace(told, subject=Subject(Thing.LATENESS, told.subject.id))


def report(workspace: str, channel: str, report_id: int, now: datetime) -> Delivery:
    """The desk's week, once a week."""
    told = budget_warning(workspace, channel, report_id, "", now)
    return replace(told, subject=Subject(Thing.REPORT, report_id), urgency=Urgency.LOW)


def storm(told: Storm, now: datetime) -> Delivery:
    """The message in a storm's channel that stands for the cards held back."""
    return Delivery(
        workspace=told.workspace,
        lane=told.lane,
        does=Does.POST,
        subject=Subject(Thing.STORM, told.id),
        case=0,
        due_at=now,
        urgency=Urgency.PERSON,
        channel=told.channel,
    )


def topic_message(topic: Topic, now: datetime) -> Delivery:
    """The one message in a team's channel that collects what is said about a topic."""
    return Delivery(
        workspace=topic.workspace,
        lane=post_lane(topic.workspace, topic.channel),
        does=Does.POST,
        subject=Subject(Thing.TOPIC, topic.id),
        case=0,
        due_at=now,
        urgency=Urgency.LOW,
        channel=topic.channel,
    )


def topic_redraw(topic: Topic, now: datetime) -> Delivery:
    return replace(topic_message(topic, now), lane=edit_lane(topic.workspace), does=Does.EDIT)


def storm_redraw(told: Storm, at: datetime) -> Delivery:
    return replace(storm(told, at), lane=edit_lane(told.workspace), does=Does.EDIT, urgency=Urgency.HIGH)


def wave_over(told: Storm, wave: int, words: str, now: datetime) -> Delivery:
    """A line under a storm's message, when all of a wave have been answered."""
    below = Subject(Thing.STORM, told.id)
    return replace(storm(told, now), subject=Subject(Thing.WAVE, wave), root=below, words=words)
