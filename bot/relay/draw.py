"""What a delivery shows, drawn from the database at the moment of sending."""

from datetime import datetime

from bot.cases import views
from bot.cases.case import Case, Handoff
from bot.cases.outbox import Delivery, Does, Thing
from bot.cases.settings import Notify, Settings
from bot.ports.queries import Queries

COUNTED = 1_000  # where the counts of an overview end


class Missing(Exception):
    """What the delivery is about is no longer there, so there is nothing to send."""


async def draw(delivery: Delivery, queries: Queries, settings: Settings, now: datetime) -> views.Message:
    """Raises `Missing` where its subject is gone."""
    if delivery.subject.thing is Thing.STORM:
        return await _storm(delivery.subject.id, queries, settings, now)
    if delivery.subject.thing is Thing.LATENESS:
        late = (await queries.overview(now)).late
        return views.NoticeView(case=None, words=_caught_up(delivery.words, late))
    if delivery.subject.thing in (Thing.BUDGET, Thing.WAVE):
        return views.NoticeView(case=None, words=delivery.words)
    if delivery.subject.thing is Thing.TOPIC:
        return await _topic(delivery.subject.id, queries, settings, now)
    if delivery.subject.thing is Thing.REPORT:
        return await _report(delivery.subject.id, queries, settings)
    if delivery.subject.thing is Thing.TROUBLE:
        return await _trouble(delivery, queries)
    case = await queries.case(delivery.case)
    if case is None:
        raise Missing("The case is gone.")
    match delivery.subject.thing:
        case Thing.CARD:
            return views.card(case, now)
        case Thing.NOTICE | Thing.CALL:
            return views.NoticeView(case=case, words=delivery.words)
        case Thing.STILL:
            return views.still(case, delivery.words, asking=delivery.does is Does.POST)
        case Thing.POST:
            post = await queries.post(case, delivery.subject.id)
            if post is None:
                raise Missing("The post is gone.")
            return views.PostView(case=case, post=post)
        case Thing.NOTE:
            note = await queries.note(delivery.subject.id)
            if note is None:
                raise Missing("The note is gone.")
            return views.note(case, note)
        case Thing.ANSWER:
            handoff = case.handoff(delivery.subject.id)
            if handoff is None:
                raise Missing("The answer is gone.")
            return views.answer(case, handoff, await queries.gathered(handoff.card))
        case Thing.HANDOFF:
            return await _handoff(delivery.subject.id, queries, settings)
        case _:
            return _part(case, delivery, settings)


def _caught_up(names: str, late: int) -> str:
    many = "1 case is" if late == 1 else f"{late:,}{' or more' * (late >= COUNTED)} cases are"
    return f"{names} Nobody watched the clocks for a while. {many} late now; `/cases late` lists them."


async def _storm(storm_id: int, queries: Queries, settings: Settings, now: datetime) -> views.Message:
    report = await queries.storm(storm_id, now)
    if report is None:
        raise Missing("The storm is gone.")
    return views.storm(report, [word for team in settings.teams for word in team.keywords])


async def _topic(topic_id: int, queries: Queries, settings: Settings, now: datetime) -> views.Message:
    tally = await queries.tally(topic_id, settings.day_of(now).replace(day=1))
    if tally is None:
        raise Missing("The topic is gone.")
    return views.TopicView(tally=tally)


async def _report(report_id: int, queries: Queries, settings: Settings) -> views.Message:
    told = await queries.report(report_id)
    if told is None:
        raise Missing("The report is gone.")
    return views.ReportView(report=told, desk=settings.desk.name)


async def _trouble(delivery: Delivery, queries: Queries) -> views.Message:
    if delivery.words:
        return views.NoticeView(case=None, words=delivery.words)
    trouble = await queries.trouble(delivery.subject.id)
    if trouble is None:
        raise Missing("The trouble is forgotten.")
    return views.TroubleView(trouble=trouble)


async def _handoff(handoff_id: int, queries: Queries, settings: Settings) -> views.Message:
    """Cases may share a card, so that it is drawn from the one that it belongs to, whichever has changed."""
    found = await queries.handoff(handoff_id)
    case = await queries.case(found[0]) if found else None
    if found is None or case is None:
        raise Missing("The handoff is gone.")
    waiting = await queries.gathered(handoff_id)
    return views.handoff(case, found[1], _named(found[1], settings), waiting)


def _part(case: Case, delivery: Delivery, settings: Settings) -> views.Message:
    """A part of the case itself: a reply."""
    wanted = delivery.subject
    if wanted.thing is Thing.REPLY and (reply := case.reply(wanted.id)):
        return views.reply(case, reply, settings.permissions.approve)
    raise Missing(f"{wanted} is gone.")


def _named(handoff: Handoff, settings: Settings) -> tuple[str, ...]:
    """Whom the request itself calls: the team, unless its policy begins with somebody else."""
    if handoff.escalation:
        first = handoff.escalation.steps[0]
        return first.to if first.notify == Notify.MEMBERS else ()
    team = settings.team(handoff.team)
    return team.members if team else ()
