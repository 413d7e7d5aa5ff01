"""A case begins: all that is known of it from its first post."""

from datetime import datetime

from bot.cases import priority, routing, sla
from bot.cases.case import Case, Mention, Status
from bot.cases.judgement import Judgement
from bot.cases.lifecycle.judgement import counted
from bot.cases.settings import Settings


def begin(mention: Mention, judgement: Judgement | None, workspace: str, now: datetime, settings: Settings) -> Case:
    """Without its number and its posts, which the store gives it.

    The customer's clock began when they wrote, not when we looked.
    """
    urgency, reason = priority.judge(mention, settings.priority)
    team, tier = routing.team_for(mention, settings), sla.tier_of(mention.author, settings)
    if judgement:
        urgency, reason, team = counted(judgement, urgency, reason, team, settings)
    return Case(
        id=0,
        number=0,
        workspace=workspace,
        account=mention.account,
        network=mention.network,
        conversation=mention.conversation,
        author=mention.author,
        channel=settings.desk.channel,
        status=Status.NEW,
        opened_at=now,
        why=mention.why,
        priority=urgency,
        priority_reason=reason,
        team=team,
        tier=tier,
        judgement=judgement,
        **sla.begun(mention.created_at, sla.terms_for(urgency, team, tier, settings)),
    )
