"""Say what a case is: how urgent, whose and about what; the next ones like it are judged by that."""

from bot.cases import lifecycle
from bot.cases.case import Actor, Case, Priority
from bot.cases.judgement import TOPIC_WORDS, Correction, Kind
from bot.cases.lifecycle import Step
from bot.cases.refusals import UnknownTeam
from bot.desk.desk import Desk
from bot.ports.keep import keep


async def change(
    desk: Desk,
    case_id: int,
    by: Actor,
    *,
    priority: Priority | None = None,
    team: str | None = None,
    kind: Kind | None = None,
    topic: str | None = None,
    key: str = "",
) -> Case:
    """What is None stays as it is; an empty `team` or `topic` takes it away."""
    desk.check(by, Step.CHANGE)
    now = desk.clock.now()
    if team and not (known := desk.settings.team(team)):
        raise UnknownTeam(team, tuple(each.name for each in desk.settings.teams))
    async with desk.store.change(key) as doing:
        case = await doing.case(case_id)
        correction = Correction(
            text=case.posts[0].mention.text,
            by=by.id,
            at=now,
            priority=priority,
            team=known.name if team and known else team,
            kind=kind,
            topic=None if topic is None else " ".join(topic.split())[:TOPIC_WORDS],
        )
        after, happened = lifecycle.correct(case, correction)
        await doing.correct(case, correction)
        return await keep(doing, case, after, now, desk.settings, happened)
