"""What a team does with what it is asked: take it, ask back, answer, or say whose it is."""

from bot.cases import lifecycle, outbox, refusals
from bot.cases.case import Actor, Case, Handoff
from bot.cases.handoff import called
from bot.cases.lifecycle import Step
from bot.cases.settings import Team
from bot.desk.asking import ask_team
from bot.desk.desk import Desk
from bot.desk.handoff.gather import spread
from bot.ports.keep import keep
from bot.ports.store import Change

FIXED = "It is fixed."


async def take(desk: Desk, case_id: int, handoff_id: int, by: Actor, key: str = "") -> Case:
    desk.check(by, Step.TAKE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        taken, happened = lifecycle.take(_handoff(case, handoff_id), by.id, now)
        after = await _keep_handoff(desk, change, case, taken)
        return await keep(change, case, after, now, desk.settings, happened)


async def ask_back(desk: Desk, case_id: int, handoff_id: int, question: str, by: Actor, key: str = "") -> Case:
    """Need more: the owner is asked once, in the case's thread, and the next note there is the answer."""
    desk.check(by, Step.NEED_MORE)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        asking, happened = lifecycle.ask_back(_handoff(case, handoff_id), question, by.id, now)
        after = await _keep_handoff(desk, change, case, asking)
        words = (
            f"{_called(case, asking, by)}, <@{by.id}> of team {asking.team} needs more: {asking.question}\n"
            "Answer here in this thread; they read it."
        )
        await change.deliver(outbox.notice(case, words, now))
        return await keep(change, case, lifecycle.back_from_team(after), now, desk.settings, happened)


async def answer(desk: Desk, case_id: int, handoff_id: int, text: str, public: bool, by: Actor, key: str = "") -> Case:
    """The owner is told once, by the message in the case's thread that holds the answer."""
    desk.check(by, Step.ANSWER)
    now = desk.clock.now()
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        answered, happened = lifecycle.answer(_handoff(case, handoff_id), text, public, by.id, now)
        after = await _keep_handoff(desk, change, case, answered)
        await change.deliver(outbox.answer_message(case, answered, now))
        return await keep(change, case, lifecycle.back_from_team(after), now, desk.settings, happened)


async def fixed(desk: Desk, case_id: int, handoff_id: int, by: Actor, key: str = "") -> Case:
    """The plain answer to a request that many cases wait for."""
    desk.check(by, Step.FIXED)
    return await answer(desk, case_id, handoff_id, FIXED, False, by, key)


async def decline(
    desk: Desk, case_id: int, handoff_id: int, reason: str, by: Actor, key: str = "", to: str = ""
) -> Case:
    """Not theirs: the case goes on to the team named `to`, or back to its owner; the reason is told to both."""
    desk.check(by, Step.DECLINE)
    now, team = desk.clock.now(), _team(desk, to)
    async with desk.store.change(key) as change:
        case = await change.case(case_id)
        declined, happened = lifecycle.decline(
            _handoff(case, handoff_id), reason, by.id, now, team.name if team else ""
        )
        after = await _keep_handoff(desk, change, case, declined)
        if team:
            after = await _pass_on(desk, change, after, declined, team)
        after = lifecycle.back_unless_asked(after)
        await change.deliver(outbox.notice(case, _declined(case, after, declined, by, team), now))
        return await keep(change, case, after, now, desk.settings, happened)


async def _pass_on(desk: Desk, change: Change, case: Case, declined: Handoff, team: Team) -> Case:
    """Asked anew, unless the team has the case already; whoever waits for the same goes along."""
    urgent = bool(declined.escalation and declined.escalation.urgent)
    if not any(other.running and other.team == team.name for other in case.handoffs):
        case = await ask_team(desk, change, case, team, declined.reason, declined.by, urgent=urgent)
    onto = next(other for other in case.handoffs if other.running and other.team == team.name)
    if not onto.joins:
        await change.pass_on(declined.id, onto.id)
        await spread(change, desk, onto)
    return case


def _declined(before: Case, after: Case, declined: Handoff, by: Actor, team: Team | None) -> str:
    words = f"<@{by.id}> says this is not for team {declined.team}: {declined.outcome}"
    if team:
        return f"{words}\nTeam {team.name} is asked now."
    comes_back = before.waiting_for is not None and after.waiting_for is None
    who = before.owner or declined.by
    whose = f"<@{who}>, this is yours again" if who else "Whoever takes this, it is the desk's again"
    return f"{whose}. {words}" if comes_back else words


def _called(case: Case, handoff: Handoff, by: Actor) -> str:
    """Nobody has a case that a rule of the desk has put to a team."""
    who = called(case.owner, handoff, by.id)
    return f"<@{who}>" if who else "Whoever takes this"


def _team(desk: Desk, name: str) -> Team | None:
    if not name:
        return None
    team = desk.settings.team(name)
    if team is None:
        raise refusals.UnknownTeam(name, tuple(known.name for known in desk.settings.teams))
    return team


def _handoff(case: Case, handoff_id: int) -> Handoff:
    found = case.handoff(handoff_id)
    if found is None:
        raise refusals.NotNow(f"Case #{case.number} has no such request any more.")
    return found


async def _keep_handoff(desk: Desk, change: Change, case: Case, handoff: Handoff) -> Case:
    await change.save_handoff(handoff)
    await change.deliver(outbox.handoff_redraw(case, handoff, desk.clock.now()))
    await spread(change, desk, handoff)
    return case.with_handoff(handoff)
